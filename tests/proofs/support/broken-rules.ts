import { createClient } from "@libsql/client/http";
import type { Known } from "./work";

const OF_ITS_RUN = `i.tenant_id = r.tenant_id AND i.series_id = r.series_id AND i.period = r.period
  AND i.sequence BETWEEN r.first_sequence AND r.last_sequence`;
const sumOf = (column: string, table: string) =>
  `(SELECT coalesce(sum(${column}), 0) FROM ${table} t WHERE t.tenant_id = i.tenant_id AND t.invoice_id = i.id)`;

/** What must select nothing, whatever happened: each is a rule of the product, told in SQL without any of the app's code. */
const RULES: Readonly<Record<string, string>> = {
  "an invoice was stored twice": `SELECT tenant_id, order_reference FROM invoices
    WHERE order_reference IS NOT NULL GROUP BY 1, 2 HAVING count(*) > 1`,
  "a number is missing or given twice": `SELECT r.tenant_id, r.period FROM number_runs r LEFT JOIN invoices i ON ${OF_ITS_RUN}
    GROUP BY r.tenant_id, r.series_id, r.period, r.first_sequence
    HAVING count(i.id) <> r.last_sequence - r.first_sequence + 1 OR count(DISTINCT i.sequence) <> count(i.id)`,
  "numbers do not begin at 1": "SELECT tenant_id, period FROM number_runs WHERE first_sequence <> 1",
  "an issued invoice has a number outside of every run": `SELECT i.tenant_id, i.id FROM invoices i
    WHERE i.status <> 'draft' AND NOT EXISTS (SELECT 1 FROM number_runs r WHERE ${OF_ITS_RUN})`,
  "the audit trail has a hole": `SELECT tenant_id, max(seq) FROM audit_events
    GROUP BY tenant_id HAVING count(*) <> max(seq) OR min(seq) <> 1`,
  "an invoice changed without an event": `SELECT i.tenant_id, i.id FROM invoices i LEFT JOIN audit_events e
      ON e.tenant_id = i.tenant_id AND e.entity = 'invoice' AND e.entity_id = i.id
    GROUP BY i.tenant_id, i.id
    HAVING count(e.seq) <> i.version OR count(DISTINCT e.entity_version) <> i.version OR max(e.entity_version) <> i.version`,
  "an event is about no invoice": `SELECT e.tenant_id, e.seq FROM audit_events e WHERE e.entity = 'invoice'
    AND NOT EXISTS (SELECT 1 FROM invoices i WHERE i.tenant_id = e.tenant_id AND i.id = e.entity_id)`,
  "amounts do not add up": `SELECT i.tenant_id, i.id FROM invoices i WHERE i.gross_minor <> i.net_minor + i.tax_minor
    OR i.line_count <> ${sumOf("1", "invoice_lines")} OR i.line_total_minor <> ${sumOf("net_minor", "invoice_lines")}
    OR i.net_minor <> ${sumOf("base_minor", "invoice_tax_groups")} OR i.tax_minor <> ${sumOf("tax_minor", "invoice_tax_groups")}`,
  "an invoice has parties, or none, against its status": `SELECT i.tenant_id, i.id FROM invoices i
    WHERE ${sumOf("1", "invoice_parties")} <> CASE i.status WHEN 'draft' THEN 0 ELSE 2 END`,
};

/** Every rule that these tenants' rows break, with the first row that shows it. Empty: all is well. */
export async function brokenRules(url: string, tenantIds: readonly string[]): Promise<string[]> {
  const client = createClient({ url });
  const broken: string[] = [];
  for (const [rule, query] of Object.entries(RULES)) {
    const { rows } = await client.execute({
      sql: `SELECT * FROM (${query}) WHERE tenant_id IN (SELECT value FROM json_each(?))`,
      args: [JSON.stringify(tenantIds)],
    });
    if (rows.length > 0)
      broken.push(`${rule}: ${JSON.stringify(Object.values(rows[0] ?? {}))} (${rows.length} in all)`);
  }
  client.close();
  return broken;
}

/** What the database holds of these tenants' invoices, as everybody was told that it is. */
async function stored(url: string, tenantIds: readonly string[]): Promise<Known[]> {
  const client = createClient({ url });
  const { rows } = await client.execute({
    sql: `SELECT order_reference AS name, tenant_id AS tenantId, id, status, version, gross_minor AS grossMinor,
      archived_at IS NOT NULL AS archived FROM invoices WHERE tenant_id IN (SELECT value FROM json_each(?))`,
    args: [JSON.stringify(tenantIds)],
  });
  client.close();
  return rows.map((row) => ({ ...row, archived: row.archived === 1 }) as unknown as Known);
}

/** Where what is stored and what was acknowledged differ: lost, made twice, or another. Empty: they are the same. */
export async function differences(
  url: string,
  tenantIds: readonly string[],
  known: readonly Known[],
): Promise<string[]> {
  const told = new Map(known.map((each) => [each.id, each]));
  const found: string[] = [];
  for (const row of await stored(url, tenantIds)) {
    const expected = told.get(row.id);
    told.delete(row.id);
    const wrong = (["name", "tenantId", "status", "version", "grossMinor", "archived"] as const).filter(
      (field) => expected?.[field] !== row[field],
    );
    if (!expected) found.push(`${row.name}: stored and never acknowledged`);
    else
      for (const field of wrong)
        found.push(`${row.name}: ${field} is ${row[field]}, was acknowledged as ${expected[field]}`);
  }
  return [...found, ...[...told.values()].map(({ name }) => `${name}: acknowledged and lost`)];
}
