import { beforeAll, describe, expect, it } from "vitest";
import { limits } from "~/shared/limits";
import { createTestApp, type Person } from "../support/app";
import { addClient } from "../support/client";
import { count, sql } from "../support/sql";
import { type Fields, freshId } from "../support/visitor";

let person: Person;
let clientId: string;

beforeAll(async () => {
  person = await createTestApp().registerPerson({ country: "DE", currency: "EUR" });
  clientId = await addClient(person);
});

const line = (at: number, fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries({ quantity: "1", unit: "C62", taxRate: "S-190000", discount: "", ...fields }).map(
      ([name, value]) => [`lines[${at}].${name}`, value],
    ),
  );

/** Two lines at 19 % and 0 %, the first with 5 % off: 99.75 + 11.50, tax 18.95. */
const typed = (): Fields => ({
  client: clientId,
  issueDate: "2026-03-31",
  currency: "EUR",
  ...line(0, { description: "Design", quantity: "10", unitPrice: "10,50", discount: "5%" }),
  ...line(1, { description: "Stamps", unitPrice: "11.5", taxRate: "Z-0" }),
});

const idIn = (location: string | null) => /\/invoices\/([0-9A-Z]{26})/.exec(location ?? "")?.[1] ?? "";
const create = (fields: Fields = {}, intent = "draft") =>
  person.submit(`${person.base}/invoices/new`, { ...typed(), intent, ...fields });
const act = (id: string, fields: Fields) => person.submit(`${person.base}/invoices/${id}`, fields);
const row = async (id: string) =>
  (await sql("SELECT * FROM invoices WHERE tenant_id = ? AND id = ?", [person.tenantId, id]))[0];
const lines = (id: string) =>
  sql(
    "SELECT description, net_minor FROM invoice_lines WHERE tenant_id = ? AND invoice_id = ? ORDER BY position",
    [person.tenantId, id],
  );
const invoices = () => count("SELECT count(*) FROM invoices WHERE tenant_id = ?", [person.tenantId]);

describe("a new invoice", () => {
  it("is stored as a draft with its totals and without a number", async () => {
    const answer = await create();
    expect(answer.status).toBe(302);
    const id = idIn(answer.location);
    expect(await row(id)).toMatchObject({
      status: "draft",
      number: null,
      line_count: 2,
      line_total_minor: 11_125,
      net_minor: 11_125,
      tax_minor: 1_895,
      due_minor: 13_020,
      due_date: "2026-04-30",
      version: 1,
    });
    expect(await lines(id)).toMatchObject([
      { description: "Design", net_minor: 9_975 },
      { description: "Stamps", net_minor: 1_150 },
    ]);
  });

  it("spreads a discount on everything over its tax rates and loses no cent", async () => {
    const id = idIn((await create({ discount: "10.01" })).location);
    const shares = await sql(
      "SELECT amount_minor FROM invoice_allowances WHERE tenant_id = ? AND invoice_id = ? AND line_position = 0",
      [person.tenantId, id],
    );
    expect(shares.reduce((sum, share) => sum + Number(share.amount_minor), 0)).toBe(1_001);
    expect(await row(id)).toMatchObject({ allowance_total_minor: 1_001, net_minor: 10_124 });
  });

  it("can be issued by the button beside, in one go", async () => {
    const id = idIn((await create({ issueDate: "2031-01-02" }, "issue")).location);
    expect(await row(id)).toMatchObject({ status: "sent", number: "INV-2031-0001", version: 2 });
  });

  it.each<[string, Fields, string]>([
    ["a letter in a price", { "lines[0].unitPrice": "x" }, "Enter a number such as 2 or 1,5."],
    ["a quantity of 1e400", { "lines[0].quantity": "1e400" }, "Enter a number such as 2 or 1,5."],
    ["a negative price", { "lines[0].unitPrice": "-1" }, "Make the quantity negative instead."],
    [
      "a due date before the issue date",
      { dueDate: "2026-03-30" },
      "The due date can't be before the issue date.",
    ],
    ["a client of nobody", { client: freshId() }, "Choose a client of this business"],
    [
      "a tax rate that the business has not",
      { "lines[0].taxRate": "S-123400" },
      "Choose a tax rate of this business.",
    ],
    [
      "a discount above the line",
      { "lines[0].discount": "1000" },
      "The discount is larger than what it is taken from.",
    ],
    [
      "an amount beyond all bounds",
      { "lines[0].quantity": "1000000000", "lines[0].unitPrice": "1000000000" },
      "too large",
    ],
    ["cents in yen", { currency: "JPY", discount: "1.50" }, "JPY has no decimals."],
    ["a line without a description", { "lines[0].description": "" }, "Describe what this line is for."],
    ["a date that no calendar has", { issueDate: "2026-02-30" }, "Enter a date such as 2026-01-31."],
  ])("with %s is told so, keeps what was typed and stores nothing", async (_, wrong, message) => {
    const before = await invoices();
    const answer = await create(wrong);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(message);
    expect(answer.form("Add line")["lines[1].description"]).toBe("Stamps");
    expect(await invoices()).toBe(before);
  });

  it(`of more than ${limits.lines} lines is told so and stores nothing`, async () => {
    const before = await invoices();
    const many = Array.from({ length: 10_000 }, (_, at) => line(at, { description: "x", unitPrice: "1" }));
    const answer = await create(Object.assign({}, ...many));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`An invoice can have at most ${limits.lines} lines.`);
    expect(await invoices()).toBe(before);
  });

  it("without lines can be kept, which the page says, but not issued", async () => {
    const blank = {
      "lines[0].description": "",
      "lines[0].unitPrice": "",
      "lines[0].discount": "",
      "lines[1].description": "",
      "lines[1].unitPrice": "",
    };
    const refused = await create(blank, "issue");
    expect([refused.status, refused.text.includes("Add at least one line")]).toEqual([422, true]);
    const kept = await create(blank);
    const id = idIn(kept.location);
    const said = "The draft was saved. It has no lines yet: add one before you issue it.";
    expect((await person.visit(kept.location ?? "")).messages).toContain(said);
    const edit = `${person.base}/invoices/${id}/edit`;
    const again = await person.submit(edit, (await person.visit(edit)).form("Save draft"));
    expect((await person.visit(again.location ?? "")).messages).toContain(said);
    expect((await act(id, { intent: "issue", version: 2 })).status).toBe(422);
    expect(await row(id)).toMatchObject({ status: "draft", number: null });
  });
});

describe("a draft", () => {
  it("is replaced by what is saved, and shown in its form as it was typed", async () => {
    const id = idIn((await create()).location);
    const edit = `${person.base}/invoices/${id}/edit`;
    const form = (await person.visit(edit)).form("Add line");
    expect(form).toMatchObject({
      "lines[0].unitPrice": "10,50",
      "lines[0].discount": "5\u00A0%",
      version: "1",
    });
    const kept = Object.fromEntries(Object.entries(form).filter(([name]) => !name.startsWith("lines[1]")));
    const saved = await person.submit(edit, {
      ...kept,
      __intent__: undefined,
      intent: "draft",
      "lines[0].quantity": "20",
    });
    expect(saved.status).toBe(302);
    expect(await lines(id)).toMatchObject([{ description: "Design", net_minor: 19_950 }]);
    expect(await row(id)).toMatchObject({ version: 2, line_count: 1, tax_minor: 3_791 });
  });

  it("that somebody saved meanwhile is not overwritten; both are shown, and the choice is carried out", async () => {
    const id = idIn((await create()).location);
    const edit = `${person.base}/invoices/${id}/edit`;
    const theirs = {
      ...typed(),
      intent: "draft",
      version: 1,
      dueDate: "2026-04-30",
      orderReference: "theirs",
      note: "their note",
    };
    expect((await person.submit(edit, theirs)).status).toBe(302);
    const page = await person.submit(edit, { ...theirs, orderReference: "mine", note: "my note" });
    expect(page.status).toBe(409);
    for (const text of ["theirs", "mine", "their note", "my note", "Use mine", "Use theirs"])
      expect(page.text).toContain(text);
    expect(await row(id)).toMatchObject({ version: 2, order_reference: "theirs", note: "their note" });
    const { conflict = "" } = page.form("Save draft");
    expect((await person.submit(edit, { conflict, "use[0]": "mine", "use[1]": "theirs" })).status).toBe(302);
    expect(await row(id)).toMatchObject({ version: 3, order_reference: "mine", note: "their note" });
  });

  it("that was issued meanwhile is shown instead of a form", async () => {
    const id = idIn((await create()).location);
    await act(id, { intent: "issue", version: 1 });
    const edit = `${person.base}/invoices/${id}/edit`;
    const invoice = `${person.base}/invoices/${id}`;
    expect((await person.visit(edit)).location).toBe(`${invoice}?done=invoice-is-issued`);
    const late = await person.submit(edit, { ...typed(), intent: "draft", version: 1 });
    expect(late.location).toBe(`${invoice}?done=invoice-issued-first`);
    expect(await row(id)).toMatchObject({ status: "sent", version: 2 });
  });
});

describe("an invoice", () => {
  it("goes from draft to sent to paid and back, each step recorded", async () => {
    const id = idIn((await create()).location);
    expect((await act(id, { intent: "markPaid", version: 1, paidDate: "2026-04-02" })).status).toBe(409);
    expect((await act(id, { intent: "issue", version: 1 })).status).toBe(302);
    expect((await act(id, { intent: "markPaid", version: 2, paidDate: "2026-04-02" })).status).toBe(302);
    expect(await row(id)).toMatchObject({ status: "paid", paid_date: "2026-04-02" });
    expect((await act(id, { intent: "undoPaid", version: 3 })).status).toBe(302);
    expect(await row(id)).toMatchObject({ status: "sent", paid_date: null, version: 4 });
    const events = await sql(
      "SELECT action FROM audit_events WHERE tenant_id = ? AND entity_id = ? ORDER BY seq",
      [person.tenantId, id],
    );
    expect(events.map(({ action }) => action)).toEqual([
      "invoice.created",
      "invoice.issued",
      "invoice.paid",
      "invoice.unpaid",
    ]);
  });

  it("keeps both parties as they were when it was issued", async () => {
    const id = idIn((await create({}, "issue")).location);
    const edit = `${person.base}/clients/${clientId}/edit`;
    const form = (await person.visit(edit)).form("Save client");
    await person.submit(edit, { ...form, name: "Renamed later" });
    const [buyer] = await sql("SELECT name FROM invoice_parties WHERE invoice_id = ? AND party = 'buyer'", [
      id,
    ]);
    expect(buyer?.name).not.toBe("Renamed later");
    expect((await person.visit(`${person.base}/invoices/${id}`)).text).toContain(String(buyer?.name));
  });

  it("is archived out of the list and found by Show archived", async () => {
    const id = idIn((await create({}, "issue")).location);
    const number = String((await row(id))?.number);
    await act(id, { intent: "archive", version: 2, confirmed: "yes" });
    expect((await person.visit(`${person.base}/invoices`)).text).not.toContain(number);
    expect((await person.visit(`${person.base}/invoices?archived=yes`)).text).toContain(number);
    await act(id, { intent: "restore", version: 3 });
    expect((await person.visit(`${person.base}/invoices`)).text).toContain(number);
  });

  it("is duplicated as a draft of today without its number", async () => {
    const id = idIn((await create({ discount: "3%" }, "issue")).location);
    const copy = idIn((await act(id, { intent: "duplicate", version: 2 })).location);
    expect(copy).not.toBe(id);
    const [original, duplicate] = [await row(id), await row(copy)];
    expect(duplicate).toMatchObject({
      status: "draft",
      number: null,
      version: 1,
      due_minor: original?.due_minor,
    });
    expect(await lines(copy)).toEqual(await lines(id));
  });
});
