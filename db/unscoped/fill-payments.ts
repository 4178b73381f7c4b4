import { sql } from "drizzle-orm";
import type { Database } from "../client.server";
import { among } from "../statements/erase";

/** In `operations`: every invoice that was paid before there were payments has its own by now. */
export const PAYMENTS_FILLED = "payments-filled";

/** Whether the job is done for good. */
export async function paymentsFilled(db: Database): Promise<boolean> {
  const [rows] = await db.read([db.build.all(sql`SELECT 1 FROM operations WHERE name = ${PAYMENTS_FILLED}`)]);
  return rows.length > 0;
}

/** An invoice by its key. */
export interface Unfilled {
  readonly tenantId: string;
  readonly id: string;
}

/** The next invoices behind `after`, in the order of their key, that are paid and have no payment. */
export async function findUnfilled(db: Database, after: Unfilled, limit: number): Promise<Unfilled[]> {
  const [rows] = await db.read([
    db.build.all<Unfilled>(sql`SELECT i.tenant_id AS "tenantId", i.id FROM invoices i
      WHERE (i.tenant_id, i.id) > (${after.tenantId}, ${after.id}) AND i.status = 'paid' AND i.due_minor <> 0
        AND NOT EXISTS (SELECT 1 FROM payment_allocations a WHERE a.tenant_id = i.tenant_id AND a.invoice_id = i.id)
      ORDER BY i.tenant_id, i.id LIMIT ${limit}`),
  ]);
  return rows;
}

/** Gives each its payment, on its paid date, under the invoice's id; one that is not paid any more is left out. */
export async function fillPayments(db: Database, rows: readonly Unfilled[]): Promise<void> {
  const { build } = db;
  const statements = [...new Set(rows.map(({ tenantId }) => tenantId))].flatMap((tenantId) => {
    const ids = among(rows.filter((row) => row.tenantId === tenantId).map(({ id }) => id));
    return [
      build.run(sql`INSERT INTO payments (tenant_id, id, client_id, kind, paid_on, currency, amount_minor, recorded_at)
        SELECT tenant_id, id, client_id, 'payment', paid_date, currency, due_minor, updated_at FROM invoices i
        WHERE tenant_id = ${tenantId} AND id IN ${ids} AND status = 'paid' AND due_minor <> 0
          AND NOT EXISTS (SELECT 1 FROM payment_allocations a WHERE a.tenant_id = i.tenant_id AND a.invoice_id = i.id)`),
      build.run(sql`INSERT INTO payment_allocations (tenant_id, payment_id, invoice_id, amount_minor)
        SELECT p.tenant_id, p.id, p.id, p.amount_minor FROM payments p WHERE p.tenant_id = ${tenantId} AND p.id IN ${ids}
          AND NOT EXISTS (SELECT 1 FROM payment_allocations a WHERE a.tenant_id = p.tenant_id AND a.payment_id = p.id)`),
    ];
  });
  const [first, ...rest] = statements;
  if (first) await db.write([first, ...rest]);
}
