import { describe, expect, it } from "vitest";
import { createTestApp } from "../support/app";
import { insertDraft, insertIssued } from "../support/invoice-rows";
import { sql } from "../support/sql";

// Room for what later builds write (docs/decisions/045): no page knows it yet.

const app = createTestApp();
const owner = await app.registerPerson();
const { tenantId, base } = owner;

const issue = async (id: string) => {
  const form = (await owner.visit(`${base}/invoices/${id}`)).form("Issue invoice");
  expect((await owner.submit(`${base}/invoices/${id}`, form)).status).toBe(302);
  const [row] = await sql("SELECT number, series_id, sequence FROM invoices WHERE tenant_id = ? AND id = ?", [
    tenantId,
    id,
  ]);
  return row;
};

const setType = (id: string, base: "380" | "381", special: string | null) =>
  sql(
    "UPDATE invoices SET type_code = ?, document_type_code = ?, version = version + 1 WHERE tenant_id = ? AND id = ?",
    [base, special, tenantId, id],
  );

describe("the type of a document", () => {
  it.each(["384", "386", "389"])("%s is an invoice to whoever does not know it", async (special) => {
    const { id } = await insertDraft(owner);
    await setType(id, "380", special);
    expect((await owner.visit(`${base}/invoices/${id}`)).status).toBe(200);
    await expect(setType(id, "381", special)).rejects.toThrow("CHECK");
  });

  it.each(["380", "381", "", "3", "38x", "3840"])("%j is no special one", async (code) => {
    const { id } = await insertDraft(owner);
    await expect(setType(id, "380", code)).rejects.toThrow("CHECK");
  });

  it.each(["81", "261", "396"])("%s is a credit note to whoever does not know it", async (special) => {
    const { id } = await insertDraft(owner);
    await setType(id, "381", special);
    await expect(setType(id, "380", special)).rejects.toThrow("CHECK");
  });

  it("stays at a draft that is edited, and is none at its copy", async () => {
    const { id } = await insertDraft(owner);
    await setType(id, "380", "386");
    const edit = `${base}/invoices/${id}/edit`;
    const form = (await owner.visit(edit)).form("Save draft");
    expect((await owner.submit(edit, { ...form, note: "another" })).status).toBe(302);
    const typeOf = async (of: string) =>
      (
        await sql("SELECT document_type_code AS type FROM invoices WHERE tenant_id = ? AND id = ?", [
          tenantId,
          of,
        ])
      )[0];
    expect(await typeOf(id)).toEqual({ type: "386" });
    const page = `${base}/invoices/${id}`;
    const copied = await owner.submit(page, (await owner.visit(page)).form("Duplicate"));
    const copy = /invoices\/([0-9A-Z]{26})/.exec(copied.location ?? "")?.[1] ?? "";
    expect(await typeOf(copy)).toEqual({ type: null });
  });
});

describe("a tax rate", () => {
  const add = (category: string, ratePpm: number, reason: string | null) =>
    sql(
      `INSERT INTO tax_rates (tenant_id, category, rate_ppm, name, exemption_reason, created_at, updated_at)
        VALUES (?, ?, ?, 'n', ?, 1, 1)`,
      [tenantId, category, ratePpm, reason],
    );

  it.each([
    ["L", 70_000],
    ["L", 0],
    ["M", 40_000],
    ["M", 0],
    ["B", 220_000],
  ])("of category %s and %i ppm is stored, with no reason why there is none", async (category, ratePpm) => {
    await expect(add(category, ratePpm, "reason")).rejects.toThrow("CHECK");
    await add(category, ratePpm, null);
    await sql("DELETE FROM tax_rates WHERE tenant_id = ? AND category = ?", [tenantId, category]);
  });

  it.each([
    ["B", 0, null],
    ["S", 0, null],
    ["Z", 10_000, null],
    ["E", 0, null],
    ["X", 0, null],
  ] as const)("of category %s and %i ppm is none", async (category, ratePpm, reason) => {
    await expect(add(category, ratePpm, reason)).rejects.toThrow("CHECK");
  });

  it("is still what lines, allowances and groups refer to", async () => {
    for (const table of ["invoice_lines", "invoice_allowances", "invoice_tax_groups"]) {
      const keys = await sql(`SELECT DISTINCT "table" AS parent FROM pragma_foreign_key_list('${table}')`);
      expect(keys.map(({ parent }) => parent)).toContain("tax_rates");
    }
    const { id } = await insertDraft(owner);
    await expect(
      sql("UPDATE invoice_lines SET tax_rate_ppm = 123456 WHERE tenant_id = ? AND invoice_id = ?", [
        tenantId,
        id,
      ]),
    ).rejects.toThrow("FOREIGN KEY");
  });
});

describe("the series of a type", () => {
  it("numbers the documents of that type, each series from 1 and without a gap", async () => {
    const series = "01JCREDITN0TES000000000000";
    await sql(
      `INSERT INTO number_series (tenant_id, id, pattern, prefix, suffix, width, restarts_yearly, is_active, created_at, updated_at)
        VALUES (?, ?, 'CN-{####}', 'CN-', '', 4, 0, 0, 1, 1)`,
      [tenantId, series],
    );
    await sql(
      "INSERT INTO number_series_uses (tenant_id, type_code, series_id, created_at, updated_at) VALUES (?, '381', ?, 1, 1), (?, '386', ?, 1, 1)",
      [tenantId, series, tenantId, series],
    );
    const numbers: unknown[] = [];
    for (const [base, special] of [
      ["380", null],
      ["381", null],
      ["380", "386"],
      ["380", "384"],
      ["381", null],
    ] as const) {
      const { id } = await insertDraft(owner);
      await setType(id, base, special);
      numbers.push((await issue(id))?.number);
    }
    expect(numbers).toEqual(["INV-2026-0001", "CN-0001", "CN-0002", "INV-2026-0002", "CN-0003"]);
    expect(
      await sql(
        "SELECT period, first_sequence, last_sequence FROM number_runs WHERE tenant_id = ? AND series_id = ?",
        [tenantId, series],
      ),
    ).toEqual([{ period: "", first_sequence: 1, last_sequence: 3 }]);
  });

  it("is changed only by whoever read it, and is never another type's", async () => {
    const use = "WHERE tenant_id = ? AND type_code = '386'";
    const set = (what: string) => sql(`UPDATE number_series_uses SET ${what} ${use}`, [tenantId]);
    await expect(set("version = version + 2")).rejects.toThrow("rule:version");
    await expect(set("type_code = '389', version = version + 1")).rejects.toThrow("rule:identity");
    await set("updated_at = 2, version = version + 1");
  });
});

describe("another party", () => {
  const add = (id: string, columns: string, values: string, of = tenantId) =>
    sql(`INSERT INTO invoice_other_parties (tenant_id, invoice_id, ${columns}) VALUES (?, ?, ${values})`, [
      of,
      id,
    ]);

  it.each([
    ["party, vat_id, country", "'tax-representative', 'FR1', 'FR'"],
    ["party, name, country", "'tax-representative', 'n', 'FR'"],
    ["party, name, vat_id", "'tax-representative', 'n', 'FR1'"],
    ["party, city", "'delivery', 'Lyon'"],
    ["party", "'delivery'"],
    ["party, name", "'carrier', 'n'"],
    ["party, name, identifier_scheme", "'delivery', 'n', '0088'"],
  ])("is not stored with no more than %s (%s)", async (columns, values) => {
    const { id } = await insertDraft(owner);
    await expect(add(id, columns, values)).rejects.toThrow("CHECK");
  });

  it("is stored whole, and stays at a draft that is edited", async () => {
    const { id } = await insertDraft(owner);
    await add(id, "party, name, vat_id, country", "'tax-representative', 'n', 'FR1', 'FR'");
    await add(id, "party, address_line1, city, country", "'delivery', 's', 'c', 'NO'");
    const edit = `${base}/invoices/${id}/edit`;
    const form = (await owner.visit(edit)).form("Save draft");
    expect((await owner.submit(edit, { ...form, note: "another" })).status).toBe(302);
    const parties = await sql("SELECT party FROM invoice_other_parties WHERE invoice_id = ? ORDER BY party", [
      id,
    ]);
    expect(parties.map(({ party }) => party)).toEqual(["delivery", "payee", "tax-representative"]);
  });

  it("is not added to what is issued", async () => {
    const other = await app.registerPerson();
    const { id } = await insertIssued(other);
    await expect(add(id, "party, name", "'delivery', 'n'", other.tenantId)).rejects.toThrow("rule:frozen");
  });

  it("goes with a draft that the build before deletes, which does not know it", async () => {
    const { id } = await insertDraft(owner);
    // For two years nobody touched it: then a draft may go.
    await sql("UPDATE invoices SET updated_at = 1, version = version + 1 WHERE tenant_id = ? AND id = ?", [
      tenantId,
      id,
    ]);
    for (const table of ["invoice_lines", "invoice_allowances", "invoice_tax_groups", "invoices"])
      await sql(
        `DELETE FROM ${table} WHERE tenant_id = ? AND ${table === "invoices" ? "id" : "invoice_id"} = ?`,
        [tenantId, id],
      );
    expect(await sql("SELECT 1 FROM invoice_other_parties WHERE invoice_id = ?", [id])).toEqual([]);
  });
});
