import { describe, expect, it } from "vitest";
import { invoiceState } from "~/modules/invoices/invoice-state";
import { readListFilter, sortLink } from "~/modules/invoices/list-filter";
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
  it("turns the order round, keeps the filter and begins at the start", () => {
    expect(sortLink(params, { sort: "issued", descending: true }, "issued")).toEqual({
      to: "?status=sent&sort=issued&order=asc",
      direction: "descending",
    });
  });
  it("of another column leads to that column's usual order", () => {
    expect(sortLink(params, { sort: "issued", descending: true }, "due")).toEqual({
      to: "?status=sent&sort=due&order=asc",
    });
  });
});

describe("the state of an invoice", () => {
  const [yesterday, today] = [asCivilDate("2026-05-01"), asCivilDate("2026-05-02")];
  it("is overdue when it was sent and due before today", () => {
    expect(invoiceState({ status: "sent", dueDate: yesterday }, today)).toBe("overdue");
    expect(invoiceState({ status: "sent", dueDate: today }, today)).toBe("sent");
  });
  it("is its status otherwise", () => {
    expect(invoiceState({ status: "draft", dueDate: yesterday }, today)).toBe("draft");
    expect(invoiceState({ status: "paid", dueDate: yesterday }, today)).toBe("paid");
  });
});
