import { beforeAll, describe, expect, it } from "vitest";
import { createTestApp, type Person } from "../support/app";
import { addClient } from "../support/client";
import { sql } from "../support/sql";
import { addInvoice, invoiceFields } from "../support/trail";
import type { Fields } from "../support/visitor";

// What is owed is owed wherever its invoice lies, and only what is owed can be overdue (docs/decisions/049).

const NOON = Date.parse("2026-06-10T12:00:00Z");
const DAYS = { issueDate: "2026-04-01", dueDate: "2026-05-01" };

async function business() {
  const owner = await createTestApp({ now: () => NOON }).registerPerson({ country: "GB", currency: "GBP" });
  const client = await addClient(owner);
  const issue = (price: string, fields: Fields = {}) =>
    addInvoice(
      owner,
      invoiceFields(client, {
        intent: "issue",
        ...DAYS,
        "lines[0].quantity": price.startsWith("-") ? "-1" : "1",
        "lines[0].unitPrice": price.replace("-", ""),
        "lines[0].taxRate": "Z-0",
        ...fields,
      }),
    );
  return { owner, client, issue };
}

const figure = (text: string, label: string, next: string) =>
  text.slice(text.indexOf(` ${label} `), text.indexOf(` ${next} `)).trim();

/** The four figures of the dashboard that tell of what is open. */
async function figures(owner: Person) {
  const { text } = await owner.visit(owner.base);
  return [figure(text, "Outstanding", "Overdue"), figure(text, "Overdue", "Paid this month")];
}

const numbersIn = async (owner: Person, query: string) =>
  (await owner.visit(`${owner.base}/invoices?${query}`)).rows.map(([number]) => number);

describe("an invoice of zero or less", () => {
  let owner: Person;
  let client: string;
  beforeAll(async () => {
    const made = await business();
    ({ owner, client } = made);
    for (const price of ["100", "0", "-30"]) await made.issue(price);
  });

  it("is in no list of what is overdue, and says that it was sent", async () => {
    expect(await numbersIn(owner, "status=overdue")).toEqual(["INV-2026-0001"]);
    expect(await numbersIn(owner, `status=overdue&client=${client}`)).toEqual(["INV-2026-0001"]);
    const all = (await owner.visit(`${owner.base}/invoices?status=sent`)).rows;
    expect(all.map(([number, ...cells]) => [number, cells.join(" ").includes("Overdue")]).sort()).toEqual([
      ["INV-2026-0001", true],
      ["INV-2026-0002", false],
      ["INV-2026-0003", false],
    ]);
  });

  it("is in no sum of what is overdue, of the business or of its client, and a credit makes what is open less", async () => {
    expect(await figures(owner)).toEqual(["Outstanding €70.00 3 invoices", "Overdue €100.00 1 invoice"]);
    const { text } = await owner.visit(`${owner.base}/clients/${client}`);
    expect(text).toContain("Outstanding €70.00 Overdue €100.00");
  });
});

describe("archiving", () => {
  it("an unpaid invoice asks first, without scripts too, and what is owed stays in every sum", async () => {
    const { owner, client, issue } = await business();
    const id = await issue("100");
    const path = `${owner.base}/invoices/${id}`;
    const asked = await owner.submit(path, (await owner.visit(path)).form("Archive"));
    expect([asked.status, asked.messages]).toEqual([422, expect.stringContaining("€100.00 is due.")]);
    expect(await numbersIn(owner, "status=overdue")).toEqual(["INV-2026-0001"]);
    const done = await owner.submit(path, asked.form("Archive unpaid invoice"));
    expect(done.location).toContain("invoice-archived");
    expect(await numbersIn(owner, "status=overdue")).toEqual([]);
    expect(await numbersIn(owner, "status=overdue&archived=yes")).toEqual(["INV-2026-0001"]);
    expect(await figures(owner)).toEqual([
      "Outstanding €100.00 1 invoice · 1 of them archived",
      "Overdue €100.00 1 invoice · 1 of them archived",
    ]);
    expect((await owner.visit(`${owner.base}/clients/${client}`)).text).toContain("Overdue €100.00");
    await owner.submit(path, { intent: "markPaid", version: 3, paidDate: "2026-06-10" });
    expect(await figures(owner)).toEqual(["Outstanding –", "Overdue –"]);
    expect((await owner.visit(owner.base)).text).toContain("Paid this month €100.00");
  });

  it.each([
    ["a draft", "100", { intent: "draft" }],
    ["an invoice of zero", "0", {}],
    ["a credit", "-30", {}],
  ])("%s asks nothing", async (_what, price, fields) => {
    const { owner, issue } = await business();
    const path = `${owner.base}/invoices/${await issue(price, fields)}`;
    const done = await owner.submit(path, (await owner.visit(path)).form("Archive"));
    expect(done.location).toContain("invoice-archived");
  });

  it("a paid invoice asks nothing, and what was paid stays in the sums", async () => {
    const { owner, issue } = await business();
    const path = `${owner.base}/invoices/${await issue("100")}`;
    await owner.submit(path, { intent: "markPaid", version: 2, paidDate: "2026-06-10" });
    const done = await owner.submit(path, (await owner.visit(path)).form("Archive"));
    expect(done.location).toContain("invoice-archived");
    expect((await owner.visit(owner.base)).text).toContain("Paid this month €100.00 1 invoice");
  });

  it("a client who owes money asks first, and what is owed stays in every sum", async () => {
    const { owner, client, issue } = await business();
    const path = `${owner.base}/clients/${client}`;
    await issue("100");
    const asked = await owner.submit(path, (await owner.visit(path)).form("Archive"));
    expect([asked.status, asked.messages]).toEqual([422, expect.stringContaining("not paid yet")]);
    const done = await owner.submit(path, asked.form("Archive client"));
    expect(done.location).toContain("client-archived");
    expect((await owner.visit(path)).text).toContain("Outstanding €100.00 Overdue €100.00");
    expect(await figures(owner)).toEqual(["Outstanding €100.00 1 invoice", "Overdue €100.00 1 invoice"]);
  });
});

describe("a payment of a day that is still to come everywhere on earth", () => {
  const TOMORROW = "date('now', '+14 hours', '+1 day')";

  it("is refused by the database, as an invoice's paid date and as a payment", async () => {
    const { owner, client, issue } = await business();
    const id = await issue("100");
    const of = "WHERE tenant_id = ? AND id = ?";
    await expect(
      sql(`UPDATE invoices SET status = 'paid', paid_date = ${TOMORROW}, version = 3 ${of}`, [
        owner.tenantId,
        id,
      ]),
    ).rejects.toThrow("rule:paid-date");
    await expect(
      sql(
        `INSERT INTO payments (tenant_id, id, client_id, kind, paid_on, currency, amount_minor, recorded_at)
          VALUES (?, '01HZZZZZZZZZZZZZZZZZZZZZZZ', ?, 'payment', ${TOMORROW}, 'GBP', 100, 1)`,
        [owner.tenantId, client],
      ),
    ).rejects.toThrow("rule:paid-date");
    const today = "date('now', '+14 hours')";
    await sql(`UPDATE invoices SET status = 'paid', paid_date = ${today}, version = 3 ${of}`, [
      owner.tenantId,
      id,
    ]);
  });
});
