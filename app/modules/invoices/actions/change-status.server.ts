import { type InvoicePatch, invoiceAt, invoiceDiff, patchInvoice } from "@db/queries/invoice-writes";
import type { Refusal, TenantDb, Write, Written } from "@db/tenant-db";
import { sql } from "drizzle-orm";
import { TRANSITIONS } from "~/domain/invoices/invoice";
import { type CivilDate, daysAt, todayIn } from "~/shared/dates";
import type { Result } from "~/shared/result";

type Once = Write["once"];

/**
 * sent → paid, with the civil date on which the money came: `paid-date` for one that is still to come there. It may lie before the issue date, since
 * people pay in advance. The time zone is only asked for where the date is today's in some zones and tomorrow's in others.
 */
export async function markPaid(
  db: TenantDb,
  id: string,
  version: number,
  paidDate: CivilDate,
  now: number,
  once: Once,
): Promise<Result<Written, Refusal>> {
  const [today = paidDate] = daysAt(now);
  const latest =
    paidDate <= today ? today : todayIn((await db.require("invoices:write")).tenant.timeZone, now);
  const write = moved(id, version, now, once, "invoice.paid", TRANSITIONS.markPaid, paidDate);
  return db.write({
    ...write,
    guards: (_, tenantId) => [
      ...invoiceAt(tenantId, id, version, TRANSITIONS.markPaid.from),
      { reason: "paid-date", holds: sql`${paidDate} <= ${latest}` },
    ],
  });
}

/** paid → sent: a mistake undone, recorded like everything else. */
export const undoPaid = (
  db: TenantDb,
  id: string,
  version: number,
  now: number,
  once: Once,
): Promise<Result<Written, Refusal>> =>
  db.write(moved(id, version, now, once, "invoice.unpaid", TRANSITIONS.undoPaid, null));

const moved = (
  id: string,
  version: number,
  now: number,
  once: Once,
  action: string,
  { from, to }: (typeof TRANSITIONS)["markPaid" | "undoPaid"],
  paidDate: CivilDate | null,
): Write => {
  const patch: InvoicePatch = { status: to, paidDate };
  return {
    permission: "invoices:write",
    once,
    result: id,
    guards: (_, tenantId) => invoiceAt(tenantId, id, version, from),
    changes: (build, tenantId) => [patchInvoice(build, tenantId, id, patch, now)],
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
