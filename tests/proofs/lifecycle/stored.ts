import { createClient } from "@libsql/client/http";
import type { Business } from "../support/business";
import type { Ids } from "./ask";

/** What the database holds of the business, as the model tells it. */
export async function stored(url: string, { tenantId }: Business, ids: Ids) {
  const client = createClient({ url });
  const read = (sql: string) => ({ sql, args: [tenantId] });
  const [invoices, runs, events, keys] = await client.batch(
    [
      read(`SELECT id, status, version, archived_at IS NOT NULL AS archived, client_id, number, issue_date, paid_date IS NOT NULL AS paid,
        gross_minor, (SELECT count(*) FROM invoice_lines l WHERE l.tenant_id = i.tenant_id AND l.invoice_id = i.id) AS lines
        FROM invoices i WHERE tenant_id = ?`),
      read("SELECT period, last_sequence FROM number_runs WHERE tenant_id = ? ORDER BY period"),
      // The first three are the business's own and its clients'.
      read(
        "SELECT action, entity, entity_id, entity_version FROM audit_events WHERE tenant_id = ? AND seq > 3 ORDER BY seq",
      ),
      read("SELECT count(*) - 2 AS count FROM idempotency_keys WHERE tenant_id = ?"),
    ],
    "read",
  );
  client.close();
  const rows = new Map(invoices?.rows.map((row) => [row.id, row]));
  return {
    invoices: ids.invoices.map((id) => {
      const row = rows.get(id);
      return {
        status: row?.status,
        version: row?.version,
        archived: row?.archived === 1,
        client: ids.clients.indexOf(String(row?.client_id)),
        number: row?.number,
        issueDate: row?.issue_date,
        lines: row?.lines,
        gross: row?.gross_minor,
        paid: row?.paid === 1,
      };
    }),
    runs: Object.fromEntries(runs?.rows.map((row) => [row.period, row.last_sequence]) ?? []),
    events: events?.rows.map((row) => [
      row.action,
      (row.entity === "client" ? ids.clients : ids.invoices).indexOf(String(row.entity_id)),
      row.entity_version,
    ]),
    keys: keys?.rows[0]?.count,
  };
}
