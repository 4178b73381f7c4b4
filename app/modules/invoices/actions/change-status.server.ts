import { type InvoicePatch, invoiceAt, invoiceDiff, patchInvoice } from "@db/queries/invoice-writes";
import type { Refusal, TenantDb, Write, Written } from "@db/tenant-db";
import { sql } from "drizzle-orm";
import { TRANSITIONS } from "~/domain/invoices/invoice";
import { type CivilDate, daysAt, todayIn } from "~/shared/dates";
import type { Result } from "~/shared/result";

interface Version {
  readonly id: string;
  readonly version: number;
}

/**
 * sent → paid, with the civil date on which the money came: `paid-date` for one that is still to come there. It may lie before the issue date, since
 * people pay in advance. The time zone is only asked for where the date is today's in some zones and tomorrow's in others.
 */
export async function markPaid(
  db: TenantDb,
  { id, version, paidDate }: Version & { readonly paidDate: CivilDate },
): Promise<Result<Written, Refusal>> {
  const [today = paidDate] = daysAt(db.now);
  const latest =
    paidDate <= today ? today : todayIn((await db.require("invoices:write")).tenant.timeZone, db.now);
  const write = moved({ id, version }, "invoice.paid", TRANSITIONS.markPaid, paidDate);
  return db.write({
    ...write,
    guards: ({ tenantId }) => [
      ...invoiceAt(tenantId, id, version, TRANSITIONS.markPaid.from),
      { reason: "paid-date", holds: sql`${paidDate} <= ${latest}` },
    ],
  });
}

/** paid → sent: a mistake undone, recorded like everything else. */
export const undoPaid = (db: TenantDb, invoice: Version): Promise<Result<Written, Refusal>> =>
  db.write(moved(invoice, "invoice.unpaid", TRANSITIONS.undoPaid, null));

const moved = (
  { id, version }: Version,
  action: string,
  { from, to }: (typeof TRANSITIONS)["markPaid" | "undoPaid"],
  paidDate: CivilDate | null,
): Write => {
  const patch: InvoicePatch = { status: to, paidDate };
  return {
    permission: "invoices:write",
    result: id,
    guards: ({ tenantId }) => invoiceAt(tenantId, id, version, from),
    changes: (tx) => [patchInvoice(tx, id, patch)],
    audit: [
      {
        action,
        entity: "invoice",
        entityId: id,
        entityVersion: version + 1,
        changes: invoiceDiff(id, patch),
        when: "before",
      },
    ],
  };
};
