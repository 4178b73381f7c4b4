import { afterAll, beforeEach, describe, expect, inject, it } from "vitest";
import { importArchive } from "~/commands/import";
import { createTestApp, type Person } from "../support/app";
import { alteredArchive, downloadArchive, removeArchives } from "../support/archive";
import { addClient } from "../support/client";
import { PASSWORD } from "../support/password";
import { sql } from "../support/sql";
import { addInvoice, invoiceFields } from "../support/trail";
import { freshId } from "../support/visitor";

// A rate may consist of several taxes, as in Quebec: each is rounded, stored and printed by itself (docs/decisions/052).

const app = createTestApp();
const QUEBEC = "S-149750";
const KNOWN = "S-149750=50000+99750";

let person: Person;
let client: string;

const fields = (more: Record<string, string> = {}) =>
  invoiceFields(client, {
    ...{ "lines[0].taxRate": QUEBEC, "lines[0].unitPrice": "0.10", currency: "CAD", taxComponents: KNOWN },
    ...more,
  });
const componentsOf = (invoice: string, tenantId = person.tenantId) =>
  sql(
    "SELECT position, component_ppm AS ppm, tax_minor AS tax, name FROM invoice_tax_components WHERE tenant_id = ? AND invoice_id = ? ORDER BY position",
    [tenantId, invoice],
  );
const printed = async (invoice: string, tenantId = person.tenantId) =>
  (
    (await person.visit(`/o/${tenantId}/invoices/${invoice}/print`)).document.querySelector("article")
      ?.text ?? ""
  ).replaceAll(/\s+/g, " ");
const issue = async (invoice: string) => {
  const page = `${person.base}/invoices/${invoice}`;
  expect((await person.submit(page, (await person.visit(page)).form("Issue invoice"))).status).toBe(302);
};
const TWO = (name: (tax: string) => string | null) => [
  { position: 1, ppm: 50_000, tax: 1, name: name("GST") },
  { position: 2, ppm: 99_750, tax: 1, name: name("QST") },
];

beforeEach(async () => {
  person = await app.registerPerson({ country: "CA", region: "QC" });
  client = await addClient(person);
});

afterAll(removeArchives);

describe("an invoice with a rate of several taxes", () => {
  it("is added up by the form, stored and printed with each tax by itself, and never with their sum as a rate", async () => {
    const page = await person.visit(`${person.base}/invoices/new`);
    expect(page.form("Save draft").taxComponents).toBe(KNOWN);
    const draft = await addInvoice(person, fields());
    expect(await componentsOf(draft)).toEqual(TWO(() => null));
    const [head] = await sql("SELECT tax_minor AS tax FROM invoices WHERE tenant_id = ? AND id = ?", [
      person.tenantId,
      draft,
    ]);
    expect(head?.tax).toBe(2);
    await issue(draft);
    expect(await componentsOf(draft)).toEqual(TWO((name) => name));
    const text = await printed(draft);
    expect(text).toContain("GST 5% on 0.10");
    expect(text).toContain("QST 9.975% on 0.10");
    expect(text).toContain("5% + 9.975%");
    expect(text).not.toContain("14.975");
    const explained = await person.visit(`${person.base}/invoices/${draft}`);
    expect(explained.text).toContain("Tax at 9.975%");
  });

  it("keeps its taxes as they were issued", async () => {
    const invoice = await addInvoice(person, fields({ intent: "issue" }));
    const where = "WHERE tenant_id = ? AND invoice_id = ?";
    const of = [person.tenantId, invoice];
    for (const change of [
      `UPDATE invoice_tax_components SET tax_minor = 2 ${where}`,
      `UPDATE invoice_tax_components SET name = 'Other' ${where}`,
      `DELETE FROM invoice_tax_components ${where}`,
      `INSERT INTO invoice_tax_components SELECT tenant_id, invoice_id, category, rate_ppm, 3, 1, 1, 'More' FROM invoice_tax_components ${where} LIMIT 1`,
      `INSERT OR REPLACE INTO invoice_tax_components SELECT tenant_id, invoice_id, category, rate_ppm, position, 1, 1, 'More' FROM invoice_tax_components ${where} LIMIT 1`,
    ])
      await expect(sql(change, of), change).rejects.toThrow("rule:frozen");
    await sql("UPDATE tax_rate_components SET name = 'TPS' WHERE tenant_id = ? AND position = 1", [
      person.tenantId,
    ]);
    expect(await componentsOf(invoice)).toEqual(TWO((name) => name));
    expect(await printed(invoice)).not.toContain("TPS");
  });

  it.each(["", "S-149750=49750+100000", "S-149750=50000+99750;S-50000=20000+30000", "nonsense"])(
    "is refused where the form says other taxes than the business has: %j",
    async (taxComponents) => {
      const other = taxComponents.includes("S-50000") ? "S-50000" : QUEBEC;
      const refused = await person.submit(
        `${person.base}/invoices/new`,
        fields({ taxComponents, "lines[0].taxRate": other }),
      );
      expect(refused.status).toBe(422);
      expect(await sql("SELECT 1 FROM invoices WHERE tenant_id = ?", [person.tenantId])).toEqual([]);
    },
  );

  it("is not issued where its taxes don't come to the tax of their group", async () => {
    const draft = await addInvoice(person, fields());
    await sql(
      "UPDATE invoice_tax_components SET tax_minor = 2 WHERE tenant_id = ? AND invoice_id = ? AND position = 1",
      [person.tenantId, draft],
    );
    const series = await sql("SELECT 1");
    expect(series).toHaveLength(1);
    await expect(
      sql("UPDATE invoices SET status = 'sent', version = version + 1 WHERE tenant_id = ? AND id = ?", [
        person.tenantId,
        draft,
      ]),
    ).rejects.toThrow(/rule:/);
  });

  it("is copied, edited to another rate and back, and an older build's draft leaves no tax behind", async () => {
    const invoice = await addInvoice(person, fields({ intent: "issue" }));
    const page = `${person.base}/invoices/${invoice}`;
    const copied = await person.submit(page, (await person.visit(page)).form("Duplicate"));
    const copy = /\/invoices\/([0-9A-Z]{26})/.exec(copied.location ?? "")?.[1] ?? "";
    expect(await componentsOf(copy)).toEqual(TWO(() => null));
    const edit = `${person.base}/invoices/${copy}/edit`;
    const form = async () => (await person.visit(edit)).form("Save draft");
    expect((await person.submit(edit, { ...(await form()), "lines[0].taxRate": "S-50000" })).status).toBe(
      302,
    );
    expect(await componentsOf(copy)).toEqual([]);
    expect((await person.submit(edit, { ...(await form()), "lines[0].taxRate": QUEBEC })).status).toBe(302);
    expect(await componentsOf(copy)).toEqual(TWO(() => null));
    await sql("DELETE FROM invoice_tax_groups WHERE tenant_id = ? AND invoice_id = ?", [
      person.tenantId,
      copy,
    ]);
    expect(await componentsOf(copy)).toEqual([]);
  });

  it("keeps its taxes through a conflict", async () => {
    const draft = await addInvoice(person, fields());
    const edit = `${person.base}/invoices/${draft}/edit`;
    const form = (await person.visit(edit)).form("Save draft");
    expect((await person.submit(edit, { ...form, note: "Meanwhile" })).status).toBe(302);
    const stale = await person.submit(edit, { ...form, key: freshId(), note: "Mine" });
    expect(stale.status).toBe(409);
    const chosen = await person.submit(edit, stale.form("Save draft"));
    expect([chosen.status, chosen.messages]).toEqual([302, ""]);
    expect(await componentsOf(draft)).toEqual(TWO(() => null));
  });

  it("comes whole out of an archive and back, and an older archive has one tax", async () => {
    const invoice = await addInvoice(person, fields({ intent: "issue" }));
    const archive = await downloadArchive(person, person.base);
    const options = {
      database: { url: inject("databaseUrl"), authToken: undefined },
      ...{ owner: person.email, asNew: true, now: app.now() },
    };
    const { tenantId } = await importArchive(archive, options);
    expect(await componentsOf(invoice, tenantId)).toEqual(await componentsOf(invoice));
    expect(await printed(invoice, tenantId)).toContain("QST 9.975% on");
    expect(
      await sql("SELECT name FROM tax_rate_components WHERE tenant_id = ? ORDER BY position", [tenantId]),
    ).toEqual([{ name: "GST" }, { name: "QST" }]);
    const older = await alteredArchive(archive, (_, row) => row, [
      "tax_rate_components",
      "invoice_tax_components",
    ]);
    const second = await importArchive(older, options);
    expect(await componentsOf(invoice, second.tenantId)).toEqual([]);
  });
});

describe("a business in Canada", () => {
  const register = (more: Record<string, string>) =>
    app.submit("/register", {
      ...{ name: "Ada", email: `${freshId().toLowerCase()}@example.com`, businessName: "Érable Ltée" },
      ...{ country: "CA", currency: "CAD", password: PASSWORD, key: freshId(), ...more },
    });

  it("is asked for its province, without scripts too, and nobody else is", async () => {
    const asked = await register({});
    expect(asked.status).toBe(422);
    expect(asked.messages).toContain("Choose a province or territory");
    expect(asked.document.querySelector('select[name="region"]')).not.toBeNull();
    expect((await register({ region: "XX" })).status).toBe(422);
    expect((await register({ region: "ON" })).status).toBe(302);
    expect((await register({ country: "DE", currency: "EUR" })).status).toBe(302);
    expect((await app.visit("/register")).document.querySelector('select[name="region"]')).toBeNull();
  });

  it("is offered the taxes of the province that its settings name, which it takes over at once", async () => {
    const elsewhere = await app.registerPerson({ country: "CA", region: "AB" });
    const settings = `${elsewhere.base}/settings`;
    const form = (await elsewhere.visit(settings)).form("Save business");
    expect((await elsewhere.submit(settings, { ...form, region: "Saskatchewan" })).status).toBe(302);
    const list = await elsewhere.visit(`${settings}/tax-rates`);
    expect(list.text).toContain("New lines don’t begin with the taxes of Saskatchewan yet");
    const taken = await elsewhere.submit(
      `${settings}/tax-rates?index`,
      list.form("Begin with GST 5% + PST 6%"),
    );
    expect(taken.status).toBe(302);
    const rows = await sql(
      `SELECT r.is_default AS standing, group_concat(c.name) AS taxes FROM tax_rates r JOIN tax_rate_components c
         ON c.tenant_id = r.tenant_id AND c.category = r.category AND c.rate_ppm = r.rate_ppm WHERE r.tenant_id = ? GROUP BY r.rate_ppm`,
      [elsewhere.tenantId],
    );
    expect(rows).toEqual([{ standing: 1, taxes: "GST,PST" }]);
    const after = await elsewhere.visit(`${settings}/tax-rates`);
    expect(after.text).not.toContain("don’t begin with");
    expect(after.text).toContain("5% + 6%");
  });
});
