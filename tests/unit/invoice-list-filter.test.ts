import { describe, expect, it } from "vitest";
import { invoiceState } from "~/domain/invoices/invoice-state";
import { readListFilter, sortLink } from "~/modules/invoices/list/list-filter";
import { asCivilDate } from "~/shared/dates";

const read = (query: string) => readListFilter(new URLSearchParams(query));

describe("the list of invoices", () => {
  it("begins with the newest of all that is not archived", () => {
    expect(read("")).toEqual({
      status: "",
      clientId: null,
      from: null,
      to: null,
      archived: false,
      search: "",
      find: "",
      sort: "issued",
      descending: true,
      cursor: null,
    });
  });
  it.each([
    "status=deleted",
    "client=1' OR '1'='1",
    "from=2026-02-30",
    "to=yesterday",
    "archived=maybe",
    "sort=amount",
    "order=up",
    "at=nonsense",
  ])("ignores %s", (query) => expect(read(query)).toEqual(read("")));
  it("takes what makes sense", () => {
    expect(
      read("status=overdue&from=2026-01-01&to=2026-01-31&archived=yes&sort=due&order=desc"),
    ).toMatchObject({
      status: "overdue",
      from: "2026-01-01",
      to: "2026-01-31",
      archived: true,
      sort: "due",
      descending: true,
    });
  });
  it("by due date begins with the earliest", () => expect(read("sort=due").descending).toBe(false));
});

describe("a heading that sorts", () => {
  const params = new URLSearchParams("status=sent&at=abc&done=invoice-issued");
  const now = { sort: "issued", descending: true, status: "sent", from: null, to: null } as const;
  it("turns the order round, keeps the filter and begins at the start", () => {
    expect(sortLink(params, now, "issued")).toEqual({
      to: "?status=sent&sort=issued&order=asc",
      direction: "descending",
    });
  });
  it("of another column leads to that column's usual order", () => {
    expect(sortLink(params, now, "due")).toEqual({
      to: "?status=sent&sort=due&order=asc",
    });
  });
});

describe("a heading that does not sort", () => {
  const overdue = { sort: "due", descending: false, status: "overdue", from: null, to: null } as const;
  it("is that of the issue date among overdue invoices, which go by their due date", () => {
    expect(read("status=overdue&sort=issued").sort).toBe("due");
    expect(sortLink(new URLSearchParams(), overdue, "issued")).toBeUndefined();
    expect(sortLink(new URLSearchParams(), overdue, "due")).toBeDefined();
  });
  it("is none of what a search found: a search is sorted like any list", () => {
    const found = new URLSearchParams("search=paint");
    const now = { ...overdue, status: "", sort: "issued" } as const;
    expect(sortLink(found, now, "due")?.to).toBe("?search=paint&sort=due&order=asc");
    expect(sortLink(found, now, "number")?.to).toBe("?search=paint&sort=number&order=desc");
    expect(read("search=paint&sort=number&from=").sort).toBe("number");
  });
  it("is that of the number among drafts, which have none, and among days", () => {
    const now = { ...overdue, status: "draft", sort: "issued" } as const;
    expect(sortLink(new URLSearchParams(), now, "number")).toBeUndefined();
    const inMay = { ...now, status: "", from: asCivilDate("2026-05-01") } as const;
    expect(sortLink(new URLSearchParams(), inMay, "number")).toBeUndefined();
    expect(read("sort=number&status=draft").sort).toBe("issued");
    expect(read("sort=number&from=2026-05-01").sort).toBe("issued");
    expect(read("sort=number")).toMatchObject({ sort: "number", descending: true });
  });
  it("takes days of its own date along, and leaves those of the other one behind", () => {
    const params = new URLSearchParams("from=2026-01-01&to=2026-01-31");
    const now = { sort: "issued", descending: true, status: "", from: null, to: null } as const;
    expect(sortLink(params, now, "issued")?.to).toBe("?from=2026-01-01&to=2026-01-31&sort=issued&order=asc");
    expect(sortLink(params, now, "due")?.to).toBe("?sort=due&order=asc");
  });
});

describe("the state of an invoice", () => {
  const [yesterday, today] = [asCivilDate("2026-05-01"), asCivilDate("2026-05-02")];
  it("is overdue when it was sent and due before today", () => {
    expect(invoiceState({ status: "sent", dueDate: yesterday, dueMinor: 1 }, today)).toBe("overdue");
    expect(invoiceState({ status: "sent", dueDate: today, dueMinor: 1 }, today)).toBe("sent");
  });
  it("is its status otherwise", () => {
    expect(invoiceState({ status: "draft", dueDate: yesterday, dueMinor: 1 }, today)).toBe("draft");
    expect(invoiceState({ status: "paid", dueDate: yesterday, dueMinor: 1 }, today)).toBe("paid");
  });
});
