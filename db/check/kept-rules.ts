import { type SQL, sql } from "drizzle-orm";
import type { Admin } from "../admin";
import { type Violation, violationsOf } from "./violation";

/** The most differences of one kind that are reported one by one. */
const MAX_REPORTED = 100;

const OPEN = sql.raw("FROM invoices WHERE status = 'sent'");
const PAID = sql.raw("FROM invoices WHERE status = 'paid'");

const OPEN_SUMS = sql`SELECT tenant_id, client_id, grain, period, currency, count(*) AS invoice_count, sum(due_minor) AS due_minor,
    sum(due_minor > 0) AS claim_count, sum(max(due_minor, 0)) AS claim_minor, sum(archived_at IS NOT NULL) AS archived_count,
    sum(archived_at IS NOT NULL AND due_minor > 0) AS archived_claim_count FROM (
    SELECT tenant_id, '' AS client_id, 'month' AS grain, substr(due_date, 1, 7) AS period, currency, due_minor, archived_at ${OPEN}
    UNION ALL SELECT tenant_id, '', 'day', due_date, currency, due_minor, archived_at ${OPEN}
    UNION ALL SELECT tenant_id, client_id, 'month', substr(due_date, 1, 7), currency, due_minor, archived_at ${OPEN}
    UNION ALL SELECT tenant_id, client_id, 'day', due_date, currency, due_minor, archived_at ${OPEN})
  GROUP BY tenant_id, client_id, grain, period, currency`;
const PAID_SUMS = sql`SELECT tenant_id, substr(paid_date, 1, 7) AS month, currency, count(*) AS invoice_count, sum(due_minor) AS due_minor
  ${PAID} GROUP BY tenant_id, substr(paid_date, 1, 7), currency`;

/** Rows that only one of the two has, reported once by their key. */
const differing = (key: SQL, kept: SQL, sums: SQL): SQL =>
  sql`SELECT ${key} FROM (SELECT * FROM (${kept}) EXCEPT SELECT * FROM (${sums}))
    UNION SELECT ${key} FROM (SELECT * FROM (${sums}) EXCEPT SELECT * FROM (${kept})) LIMIT ${MAX_REPORTED}`;

const missing = (what: "invoice" | "client"): SQL =>
  sql.raw(`SELECT x.tenant_id, x.id FROM ${what}s x
    LEFT JOIN ${what}_search_rows r ON r.tenant_id = x.tenant_id AND r.${what}_id = x.id
    LEFT JOIN search_spaces s ON s.tenant_id = x.tenant_id
    WHERE r.id IS NULL OR r.id >> 28 IS NOT s.number OR NOT EXISTS (SELECT 1 FROM ${what}_search f WHERE f.rowid = r.id) LIMIT ${MAX_REPORTED}`);

type Key = Record<string, string>;

/** A form is read for an hour; the nightly job has a day to delete it. */
const KEPT_TOO_LONG = sql`SELECT user_id, path FROM kept_forms WHERE created_at < (unixepoch() - 25 * 3600) * 1000 LIMIT ${MAX_REPORTED}`;

/** What the database keeps beside the rows: sums that are not those of the rows, rows that no search finds, forms kept too long. */
export async function checkKept({ build, read }: Admin): Promise<Violation[]> {
  const [open, paid, invoices, clients, old] = await read([
    build.all<Key>(
      differing(
        sql.raw("tenant_id, client_id, period, currency"),
        sql.raw(
          `SELECT tenant_id, client_id, grain, period, currency, invoice_count, due_minor, claim_count, claim_minor, archived_count,
            archived_claim_count FROM open_totals`,
        ),
        OPEN_SUMS,
      ),
    ),
    build.all<Key>(
      differing(
        sql.raw("tenant_id, month, currency"),
        sql.raw("SELECT tenant_id, month, currency, invoice_count, due_minor FROM paid_totals"),
        PAID_SUMS,
      ),
    ),
    build.all<Key>(missing("invoice")),
    build.all<Key>(missing("client")),
    build.all<Key>(KEPT_TOO_LONG),
  ]);
  const say = (table: string, message: string) => (ids: Key) => violationsOf(table, ids)("database", message);
  return [
    ...open.map(say("open_totals", "is not the sum of the open invoices")),
    ...paid.map(say("paid_totals", "is not the sum of the paid invoices")),
    ...invoices.map(say("invoice_search", "has no entry of this invoice")),
    ...old.map(say("kept_forms", "is kept for longer than an hour and a day")),
    ...clients.map(say("client_search", "has no entry of this client")),
  ];
}
