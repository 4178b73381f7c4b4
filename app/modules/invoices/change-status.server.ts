import { invoiceAt, patchInvoice } from "@db/queries/invoice-writes";
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
  db.write({
    permission: "invoices:write",
    once,
    result: id,
    guards: (_, tenantId) => invoiceAt(tenantId, id, version, "sent"),
    changes: (build, tenantId) => [patchInvoice(build, tenantId, id, { status: "paid", paidDate }, now)],
    audit: [
      {
        action: "invoice.paid",
        entity: "invoice",
        entityId: id,
        entityVersion: version + 1,
        changes: { status: ["sent", "paid"], paidDate: [null, paidDate] },
      },
    ],
  });

/** paid → sent: a mistake undone, recorded like everything else. */
export const undoPaid = (
  db: TenantDb,
  id: string,
  version: number,
  now: number,
  once: Once,
): Promise<Result<Written, Refusal>> =>
  db.write({
    permission: "invoices:write",
    once,
    result: id,
    guards: (_, tenantId) => invoiceAt(tenantId, id, version, "paid"),
    changes: (build, tenantId) => [
      patchInvoice(build, tenantId, id, { status: "sent", paidDate: null }, now),
    ],
    audit: [
      {
        action: "invoice.unpaid",
        entity: "invoice",
        entityId: id,
        entityVersion: version + 1,
        changes: { status: ["paid", "sent"] },
      },
    ],
  });
