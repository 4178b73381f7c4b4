import { invoices } from "@db/schema/invoices";
import { beforeAll, describe, expect, it } from "vitest";
import { invoiceTextKeys, invoiceTexts } from "~/domain/invoices/fields";
import { createTestApp, type Person } from "../support/app";
import { addClient } from "../support/client";
import { insertDraft, insertIssued } from "../support/invoice-rows";
import { sql } from "../support/sql";

/** What may change after issue (rule 4), and nothing else: a new column is frozen until it is written here. */
const MAY_CHANGE = new Set([
  ...["status", "paid_date", "archived_at", "version", "updated_at"],
  // The texts that the document does not print.
  ...invoiceTextKeys.filter((text) => invoiceTexts[text].term === null).map((text) => invoices[text].name),
]);

/** Every frozen table, and the condition that finds the rows of ?1 (tenant) and ?2 (invoice). */
const FROZEN = {
  invoices: "tenant_id = ?1 AND id = ?2",
  invoice_lines: "tenant_id = ?1 AND invoice_id = ?2",
  invoice_allowances: "tenant_id = ?1 AND invoice_id = ?2",
  invoice_tax_groups: "tenant_id = ?1 AND invoice_id = ?2",
  invoice_parties: "tenant_id = ?1 AND invoice_id = ?2 AND party = 'buyer'",
  invoice_other_parties: "tenant_id = ?1 AND invoice_id = ?2 AND party = 'payee'",
  invoice_terms: "tenant_id = ?1 AND invoice_id = ?2",
  payments: "tenant_id = ?1 AND id = 'P' || substr(?2, 2)",
  payment_allocations: "tenant_id = ?1 AND invoice_id = ?2 AND payment_id = 'P' || substr(?2, 2)",
  payment_credits: "tenant_id = ?1 AND payment_id = 'Q' || substr(?2, 2)",
  audit_events: "tenant_id = ?1 AND seq = 2 AND ?2 <> ''",
  audit_seals: "tenant_id = ?1 AND seq = 2 AND ?2 <> ''",
} as const;

type Table = keyof typeof FROZEN;
const TABLES = Object.keys(FROZEN) as Table[];

let person: Person;
let issued: Awaited<ReturnType<typeof insertIssued>>;
let draft: Awaited<ReturnType<typeof insertDraft>>;

beforeAll(async () => {
  person = await createTestApp().registerPerson();
  issued = await insertIssued(person);
  draft = await insertDraft(person);
  // A part of it, so that it can still be paid and taken back below.
  const payment = `P${issued.id.slice(1)}`;
  await sql(
    `INSERT INTO payments (tenant_id, id, client_id, kind, paid_on, currency, amount_minor, recorded_at)
      SELECT tenant_id, ?3, client_id, 'payment', '2026-01-31', currency, 1, 1 FROM invoices WHERE tenant_id = ?1 AND id = ?2`,
    [person.tenantId, issued.id, payment],
  );
  await sql(
    `INSERT INTO payment_allocations (tenant_id, payment_id, invoice_id, amount_minor, settled_on)
      VALUES (?1, ?3, ?2, 1, '2026-01-31')`,
    [person.tenantId, issued.id, payment],
  );
  const note = await insertIssued(person, "381");
  await sql(
    `INSERT INTO payments (tenant_id, id, client_id, kind, paid_on, currency, amount_minor, recorded_at)
      SELECT tenant_id, 'Q' || substr(?3, 2), client_id, 'credit', '2026-01-31', currency, 1, 1 FROM invoices WHERE tenant_id = ?1 AND id = ?2`,
    [person.tenantId, note.id, issued.id],
  );
  await sql(
    "INSERT INTO payment_credits (tenant_id, payment_id, credit_note_id) VALUES (?1, 'Q' || substr(?3, 2), ?2)",
    [person.tenantId, note.id, issued.id],
  );
  // For an audit event with one before it and one after.
  await addClient(person);
  await addClient(person);
});

interface Column {
  readonly name: string;
  readonly type: string;
  readonly key: boolean;
}

const columnsOf = async (table: Table): Promise<Column[]> =>
  (await sql(`SELECT name, type, pk FROM pragma_table_info('${table}')`)).map(({ name, type, pk }) => ({
    name: String(name),
    type: String(type),
    key: Number(pk) > 0,
  }));

const rowsOf = (table: Table) =>
  sql(`SELECT * FROM ${table} WHERE ${FROZEN[table]}`, [person.tenantId, issued.id]);

/** Some other value of the same type. */
const other = ({ name, type }: Column) =>
  type === "TEXT" ? `coalesce(${name}, '') || 'x'` : `coalesce(${name}, 0) + 1`;

/** What the database says to a statement on the issued rows; they must be the same afterwards. */
async function refusal(table: Table, statement: string): Promise<string> {
  const before = await rowsOf(table);
  expect(before).toHaveLength(1);
  const said = await sql(statement, [person.tenantId, issued.id]).then(
    () => "nothing",
    (error: Error) => error.message,
  );
  expect(await rowsOf(table), statement).toEqual(before);
  return said;
}

describe.each(TABLES)("an issued row of %s", (table) => {
  it("keeps every column at an UPDATE", async () => {
    for (const column of await columnsOf(table)) {
      const { name } = column;
      if (table === "invoices" && MAY_CHANGE.has(name)) continue;
      // With a proper version, so that it is the freeze that refuses.
      const version = table === "invoices" ? ", version = version + 1" : "";
      const said = await refusal(
        table,
        `UPDATE ${table} SET ${name} = ${other(column)}${version} WHERE ${FROZEN[table]}`,
      );
      expect(said, name).toMatch(/rule:(frozen|identity|number-taken|audit-append-only|seal-append-only)/);
    }
  });

  it("is not deleted", async () => {
    const said = await refusal(table, `DELETE FROM ${table} WHERE ${FROZEN[table]}`);
    expect(said).toMatch(/rule:(frozen|no-delete|audit-append-only|seal-append-only)/);
  });

  it("is not replaced, whichever column differs", async () => {
    const columns = await columnsOf(table);
    const names = columns.map(({ name }) => name).join(", ");
    for (const { name } of columns) {
      const values = columns.map((column) => (column.name === name ? other(column) : column.name)).join(", ");
      const said = await refusal(
        table,
        `INSERT OR REPLACE INTO ${table} (${names}) SELECT ${values} FROM ${table} WHERE ${FROZEN[table]}`,
      );
      // A payment under another key is another payment, and has to be sound by itself.
      if (table.startsWith("payment"))
        expect(said, name).toMatch(/rule:(no-replace|payment)|(CHECK|FOREIGN KEY) constraint/);
      else expect(said, name).toMatch(/rule:(frozen|born-draft|no-replace|audit-order|seal-order)/);
    }
  });

  it("is not changed by an UPSERT", async () => {
    const columns = await columnsOf(table);
    const names = columns.map(({ name }) => name).join(", ");
    const key = columns.filter((column) => column.key).map(({ name }) => name);
    for (const column of columns) {
      const said = await refusal(
        table,
        `INSERT INTO ${table} (${names}) SELECT ${names} FROM ${table} WHERE ${FROZEN[table]}
         ON CONFLICT (${key.join(", ")}) DO UPDATE SET ${column.name} = ${other(column)}`,
      );
      expect(said, column.name).toMatch(/rule:(frozen|born-draft|no-replace|audit-order|seal-order)/);
    }
  });
});

describe("an issued invoice", () => {
  it("may change what is not its content: paid and back, archived, an internal note", async () => {
    const change = (set: string) =>
      sql(
        `UPDATE invoices SET ${set}, version = version + 1, updated_at = updated_at + 1 WHERE ${FROZEN.invoices} RETURNING status`,
        [person.tenantId, issued.id],
      );
    expect(await change("status = 'paid', paid_date = '2026-02-01'")).toMatchObject([{ status: "paid" }]);
    expect(await change("status = 'sent', paid_date = NULL")).toMatchObject([{ status: "sent" }]);
    expect(await change("archived_at = 1, internal_note = 'called them'")).toHaveLength(1);
    expect(await change("archived_at = NULL, internal_note = NULL")).toHaveLength(1);
  });

  it("never becomes a draft again, nor a version that it had", async () => {
    expect(
      await refusal(
        "invoices",
        `UPDATE invoices SET status = 'draft', version = version + 1 WHERE ${FROZEN.invoices}`,
      ),
    ).toContain("rule:status");
    for (const version of ["version", "version - 1", "version + 2"]) {
      expect(
        await refusal("invoices", `UPDATE invoices SET version = ${version} WHERE ${FROZEN.invoices}`),
      ).toContain("rule:version");
    }
  });

  it("gets no line, discount, tax group or party from elsewhere", async () => {
    const added = {
      invoice_lines: "position = 2",
      invoice_allowances: "position = 2",
      invoice_tax_groups: "category = 'Z', rate_ppm = 0",
    };
    for (const [table, set] of Object.entries(added)) {
      for (const or of ["", "OR REPLACE", "OR IGNORE"]) {
        const moved = `UPDATE ${or} ${table} SET invoice_id = ?2, ${set} WHERE tenant_id = ?1 AND invoice_id = '${draft.id}'`;
        expect(await refusal(table as Table, moved), moved).toContain("rule:frozen");
      }
    }
  });

  it("is not pushed out by a draft that takes its number", async () => {
    const taken = `UPDATE OR REPLACE invoices SET status = 'sent', issued_at = 2, version = invoices.version + 1, series_id = i.series_id,
      period = i.period, sequence = i.sequence, number = i.number
      FROM (SELECT * FROM invoices WHERE tenant_id = ?1 AND id = ?2) i WHERE invoices.tenant_id = ?1 AND invoices.id = '${draft.id}'`;
    expect(await refusal("invoices", taken)).toMatch(/rule:(number-taken|parties|sequence)/);
  });
});

it("a draft's rows may change: it is the issue that freezes them", async () => {
  const args = [person.tenantId, draft.id];
  await sql(
    "UPDATE invoices SET note = 'changed', version = version + 1 WHERE tenant_id = ? AND id = ?",
    args,
  );
  await sql("UPDATE invoice_lines SET description = 'changed' WHERE tenant_id = ? AND invoice_id = ?", args);
  await sql("DELETE FROM invoice_allowances WHERE tenant_id = ? AND invoice_id = ?", args);
  expect(await sql("SELECT note FROM invoices WHERE tenant_id = ? AND id = ?", args)).toMatchObject([
    { note: "changed" },
  ]);
});

describe("an attacker who may write anything but the schema", () => {
  it("can't make what has to be kept look as if its time were over", async () => {
    const { tenantId } = person;
    const series = "(SELECT series_id FROM invoices WHERE tenant_id = ?1 AND id = ?2)";
    await sql("UPDATE tenants SET country = 'DK' WHERE id = ?", [tenantId]);
    await sql(
      "INSERT INTO retention_choices (tenant_id, kind, years, updated_at) VALUES (?, 'invoices', 1, 1)",
      [tenantId],
    );
    await sql(
      `INSERT INTO erasures (tenant_id, entity, entity_id, asked_at, due_at, done_at) VALUES
        (?1, 'tenant', ?1, 1, 1, 1), (?1, 'client', ?2, 1, 1, 1)`,
      [tenantId, issued.clientId],
    );
    for (const table of TABLES)
      expect(await refusal(table, `DELETE FROM ${table} WHERE ${FROZEN[table]}`)).toContain("rule:");
    const purged = `INSERT INTO purged_numbers (tenant_id, series_id, period, first_sequence, last_sequence, purged_at)
      VALUES (?1, ${series}, '2026', 1, 1, 1)`;
    expect(await refusal("invoices", purged)).toContain("rule:purged");
    const anchor = `INSERT INTO audit_anchors (tenant_id, seq, hash, key_id, at)
      SELECT tenant_id, seq, hash, key_id, 1 FROM audit_seals WHERE ${FROZEN.audit_seals}`;
    expect(await refusal("audit_seals", anchor)).toContain("rule:anchor");
    for (const table of ["number_runs", "number_series"])
      expect(await refusal("invoices", `DELETE FROM ${table} WHERE tenant_id = ?1 AND ?2 <> ''`)).toContain(
        "rule:",
      );
  });
});
