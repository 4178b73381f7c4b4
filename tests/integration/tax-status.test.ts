import { describe, expect, inject, it } from "vitest";
import { importArchive } from "~/commands/import";
import { createTestApp, type Person } from "../support/app";
import { alteredArchive, downloadArchive } from "../support/archive";
import { addClient } from "../support/client";
import { PASSWORD } from "../support/password";
import { sql } from "../support/sql";
import { addInvoice, invoiceFields } from "../support/trail";
import { freshId } from "../support/visitor";

const app = createTestApp();
const rates = (tenantId: string) =>
  sql(
    "SELECT category, rate_ppm, name, exemption_reason, is_default, version FROM tax_rates WHERE tenant_id = ? AND archived_at IS NULL ORDER BY is_default DESC, rate_ppm DESC",
    [tenantId],
  );
const groups = (tenantId: string, invoice: string) =>
  sql(
    "SELECT name, exemption_reason, exemption_code FROM invoice_tax_groups WHERE tenant_id = ? AND invoice_id = ?",
    [tenantId, invoice],
  );

/** The text of an invoice's document. */
async function printed(person: Person, invoice: string, tenant = person.tenantId): Promise<string> {
  const page = await person.visit(`/o/${tenant}/invoices/${invoice}/print`);
  return (page.document.querySelector("article")?.text ?? "").replaceAll(/\s+/g, " ");
}

/** An invoice of one line with a rate, and its document. */
async function written(person: Person, taxRate: string, intent: "draft" | "issue"): Promise<string> {
  const client = await addClient(person);
  return addInvoice(person, invoiceFields(client, { intent, "lines[0].taxRate": taxRate }));
}

async function rename(person: Person, id: string, name: string): Promise<void> {
  const path = `${person.base}/settings/tax-rates/${id}`;
  const form = (await person.visit(path)).form("Save tax rate");
  expect((await person.submit(path, { ...form, name })).status).toBe(302);
}

describe("a tax rate's name", () => {
  it("is what the document prints: on a draft as it is now, on what is issued as it was then, also when it comes from an archive", async () => {
    const person = await app.registerPerson();
    await rename(person, "S-190000", "Umsatzsteuer");
    const [draft, issued] = [
      await written(person, "S-190000", "draft"),
      await written(person, "S-190000", "issue"),
    ];
    expect(await printed(person, draft)).toContain("Umsatzsteuer 19 % on");
    await rename(person, "S-190000", "MwSt. 19 %");
    expect(await printed(person, draft)).toContain("MwSt. 19 % on");
    expect(await printed(person, issued)).toContain("Umsatzsteuer 19 % on");

    const archive = await downloadArchive(person, person.base);
    const database = { url: inject("databaseUrl"), authToken: undefined };
    const options = { database, owner: person.email, asNew: true, now: app.now() };
    const { tenantId } = await importArchive(archive, options);
    expect(await groups(tenantId, issued)).toEqual(await groups(person.tenantId, issued));
    expect(await printed(person, issued, tenantId)).toContain("Umsatzsteuer 19 % on");
  });

  it("is kept with an invoice that the build before this one issues, which writes the reason alone", async () => {
    const person = await app.registerPerson();
    const draft = await written(person, "AE-0", "draft");
    expect(await groups(person.tenantId, draft)).toEqual([
      { name: null, exemption_reason: null, exemption_code: null },
    ]);
    await sql(
      "UPDATE invoice_tax_groups SET exemption_reason = 'Reverse charge' WHERE tenant_id = ? AND invoice_id = ?",
      [person.tenantId, draft],
    );
    expect(await groups(person.tenantId, draft)).toEqual([
      { name: "Reverse charge", exemption_reason: "Reverse charge", exemption_code: "VATEX-EU-AE" },
    ]);
  });
});

describe("the code of a reason for no tax", () => {
  const add = (person: Person, fields: Record<string, string>) =>
    person.submit(`${person.base}/settings/tax-rates/new`, {
      ...{
        writtenIn: "de-DE",
        name: "Heilkunde",
        category: "E",
        rate: "0",
        exemptionReason: "§ 4 Nr. 14 UStG",
      },
      ...fields,
    });

  it("is chosen with the rate, frozen at issue, and comes back from an archive", async () => {
    const person = await app.registerPerson();
    expect((await add(person, { exemptionCode: "vatex-eu-132-1c" })).status).toBe(302);
    const invoice = await written(person, "E-0", "issue");
    const issued = [
      { name: "Heilkunde", exemption_reason: "§ 4 Nr. 14 UStG", exemption_code: "VATEX-EU-132-1C" },
    ];
    expect(await groups(person.tenantId, invoice)).toEqual(issued);
    const path = `${person.base}/settings/tax-rates/E-0`;
    const form = (await person.visit(path)).form("Save tax rate");
    expect((await person.submit(path, { ...form, exemptionCode: "" })).status).toBe(302);
    expect(await groups(person.tenantId, invoice)).toEqual(issued);
    const change =
      "UPDATE invoice_tax_groups SET exemption_code = 'VATEX-EU-132' WHERE tenant_id = ? AND invoice_id = ?";
    await expect(sql(change, [person.tenantId, invoice])).rejects.toThrow("rule:frozen");
    const archive = await downloadArchive(person, person.base);
    const database = { url: inject("databaseUrl"), authToken: undefined };
    const options = { database, owner: person.email, asNew: true, now: app.now() };
    const { tenantId } = await importArchive(archive, options);
    expect(await groups(tenantId, invoice)).toEqual(issued);
  });

  it.each([
    ["E", "VATEX-EU-AE"],
    ["K", "VATEX-EU-132"],
    ["E", "VATEX-EU-999"],
    ["E", "Medicine"],
  ])(
    "is refused where the list has no such code for the category: %s %s",
    async (category, exemptionCode) => {
      const person = await app.registerPerson();
      const answer = await add(person, { category, exemptionCode });
      expect(answer.status).toBe(422);
      expect(answer.messages).toContain("Enter a code of the VATEX list");
    },
  );
});

describe("a business that charges no tax", () => {
  const register = async (country: string, currency: string) => {
    const visitor = app.visitor();
    const email = `${freshId().toLowerCase()}@example.com`;
    const answer = await visitor.submit("/register", {
      ...{ name: "Ada", email, businessName: "Example & Co", country, currency, password: PASSWORD },
      chargesNoTax: "on",
    });
    return (answer.location ?? "").replace("/o/", "");
  };

  it.each([
    ["DE", "EUR", "E", "No VAT", "§ 19 UStG"],
    ["AT", "EUR", "E", "No VAT", "§ 6 Abs. 1 Z 27 UStG"],
    ["FR", "EUR", "E", "No VAT", "TVA non applicable, art. 293 B du CGI"],
    ["IT", "EUR", "E", "No VAT", "regime forfettario"],
    ["CH", "CHF", "O", "No VAT", "MWSTG"],
    ["GB", "GBP", "O", "No VAT", "Not registered for VAT"],
    ["AU", "AUD", "O", "No GST", "Not registered for GST"],
    ["US", "USD", "O", "No tax", "No tax"],
  ])(
    "says so when it registers, and in %s begins with the words of its law",
    async (country, currency, category, name, words) => {
      const tenantId = await register(country, currency);
      const [first, ...others] = await rates(tenantId);
      expect(first).toMatchObject({ category, name, rate_ppm: 0, is_default: 1 });
      expect(String(first?.exemption_reason)).toContain(words);
      expect(others.filter(({ rate_ppm }) => rate_ppm !== 0)).toEqual([]);
      expect(await sql("SELECT charges_tax FROM tenants WHERE id = ?", [tenantId])).toEqual([
        { charges_tax: 0 },
      ]);
    },
  );

  it("issues invoices without a tax line, which say why", async () => {
    const person = await app.registerPerson({ chargesTax: false });
    const text = await printed(person, await written(person, "E-0", "issue"));
    expect(text).toContain("Steuerfrei als Kleinunternehmer gemäß § 19 UStG");
    expect(text).not.toMatch(/\b0\s?%|VAT|\bTax\b/);
  });

  it("may say so later: the tax rates then offer its country's words, take them over at a press, and back", async () => {
    const person = await app.registerPerson();
    const list = `${person.base}/settings/tax-rates`;
    const say = async (chargesTax: "yes" | "no") => {
      const form = (await person.visit(`${person.base}/settings`)).form("Save business");
      expect((await person.submit(`${person.base}/settings`, { ...form, chargesTax })).status).toBe(302);
    };
    expect((await person.visit(list)).text).not.toContain("Begin with");
    await say("no");
    const offered = await person.visit(list);
    expect(offered.text).toContain("gemäß § 19 UStG");
    const form = offered.form("Begin with No VAT");
    expect((await person.submit(`${list}?index`, form)).status).toBe(302);
    expect((await rates(person.tenantId))[0]).toMatchObject({ category: "E", name: "No VAT", version: 1 });
    // The same press again, from a page that was open elsewhere.
    expect((await person.submit(`${list}?index`, { intent: "adopt" })).status).toBe(409);
    expect((await person.visit(list)).text).not.toContain("Begin with");

    await say("yes");
    const back = (await person.visit(list)).form("Begin with VAT 19%");
    expect((await person.submit(`${list}?index`, back)).status).toBe(302);
    expect((await rates(person.tenantId))[0]).toMatchObject({ category: "S", rate_ppm: 190_000, version: 3 });
  });
});

describe("a business in the United States", () => {
  it("has no tax line and meets no word VAT: on forms, document and settings", async () => {
    const person = await app.registerPerson({ country: "US" });
    expect(await rates(person.tenantId)).toMatchObject([{ category: "O", name: "No tax", is_default: 1 }]);
    const client = await addClient(person, { country: "US", vatId: "12-3456789" });
    const form = (await person.visit(`${person.base}/settings`)).form("Save business");
    const saved = await person.submit(`${person.base}/settings`, { ...form, vatId: "98-7654321" });
    expect(saved.status).toBe(302);
    const invoice = await addInvoice(
      person,
      invoiceFields(client, { intent: "issue", currency: "USD", "lines[0].taxRate": "O-0" }),
    );
    const document = await printed(person, invoice);
    expect(document).toContain("Tax ID");
    expect(document).not.toMatch(/VAT|No tax|0%|\bon \d/);
    const settings = (await person.visit(`${person.base}/settings`)).form("Save business");
    await person.submit(`${person.base}/settings`, { ...settings, vatId: "98-7654322" });
    const stale = await person.submit(`${person.base}/settings`, {
      ...{ ...settings, vatId: "98-7654323", key: freshId() },
    });
    expect([stale.status, /\bVAT id\b/.test(stale.text)]).toEqual([409, false]);
    expect((await person.visit(`${person.base}/activity`)).text).toContain("Tax id");
    const paths = [
      ...[
        "/activity",
        `/invoices/${invoice}/print`,
        "/clients",
        "/numbers",
        "/settings/tax-rates/O-0/reasons/new",
      ],
      ...[
        "/settings/payment",
        "/settings/formats",
        "/settings/numbering",
        "/settings/members",
        "/settings/data",
      ],
      ...["/settings/retention", "/settings/erase"],
      ...["", "/invoices", "/invoices/new", `/invoices/${invoice}`, "/clients/new"],
      ...[`/clients/${client}`, `/clients/${client}/edit`],
      ...["/settings", "/settings/tax-rates", "/settings/tax-rates/new", "/settings/tax-rates/O-0"],
    ];
    for (const path of paths) {
      const { status, html } = await person.visit(`${person.base}${path}`);
      expect(status, path).toBe(200);
      // Kinds of electronic addresses are of other countries too. Not only texts: labels and what is offered while typing.
      expect(html.replaceAll(/: VAT number/g, ""), path).not.toMatch(/\bVAT\b/);
    }
  });
});

it("an archive from before businesses said what their fiscal year and their tax are is imported as they were then", async () => {
  const person = await app.registerPerson({ chargesTax: false });
  const archive = await alteredArchive(
    await downloadArchive(person, person.base),
    // Only a business's own row has them.
    (_, { fiscal_year_end_month, charges_tax, ...row }) => row,
  );
  const database = { url: inject("databaseUrl"), authToken: undefined };
  const options = { database, owner: person.email, asNew: true, now: app.now() };
  const { tenantId } = await importArchive(archive, options);
  expect(
    await sql("SELECT fiscal_year_end_month, charges_tax FROM tenants WHERE id = ?", [tenantId]),
  ).toEqual([{ fiscal_year_end_month: 12, charges_tax: 1 }]);
});
