import { type InvoicePatch, invoiceAt, invoiceDiff, patchInvoice } from "@db/queries/invoice-writes";
import type { Refusal, TenantDb, Write, Written } from "@db/tenant-db";
import type { CivilDate } from "~/shared/dates";
import type { Result } from "~/shared/result";

type Once = Write["once"];

/** sent → paid, with the civil date on which the money came. */
export const markPaid = (
  db: TenantDb,
  id: string,
  version: number,
  paidDate: CivilDate,
  now: number,
  once: Once,
): Promise<Result<Written, Refusal>> =>
  db.write(moved(id, version, now, once, "invoice.paid", "sent", { status: "paid", paidDate }));

/** paid → sent: a mistake undone, recorded like everything else. */
export const undoPaid = (
  db: TenantDb,
  id: string,
  version: number,
  now: number,
  once: Once,
): Promise<Result<Written, Refusal>> =>
  db.write(moved(id, version, now, once, "invoice.unpaid", "paid", { status: "sent", paidDate: null }));

const moved = (
  id: string,
  version: number,
  now: number,
  once: Once,
  action: string,
  from: "sent" | "paid",
  patch: InvoicePatch,
): Write => ({
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
});
