import { invoiceDiff, invoiceUnchanged, patchInvoice } from "@db/queries/invoice-writes";
import type { Refusal, TenantDb, Write, Written } from "@db/tenant-db";
import type { Result } from "~/shared/result";

/** Takes an invoice out of sight, or brings it back. Its number stays taken. */
export const archiveInvoice = (
  db: TenantDb,
  id: string,
  version: number,
  archived: boolean,
  now: number,
  once: Write["once"],
): Promise<Result<Written, Refusal>> => {
  const patch = { archivedAt: archived ? now : null };
  return db.write({
    permission: "invoices:write",
    once,
    result: id,
    guards: (_, tenantId) => invoiceUnchanged(tenantId, id, version),
    changes: (build, tenantId) => [patchInvoice(build, tenantId, id, patch, now)],
    audit: [
      {
        action: archived ? "invoice.archived" : "invoice.restored",
        entity: "invoice",
        entityId: id,
        entityVersion: version + 1,
        changes: invoiceDiff(id, patch),
        when: "before",
      },
    ],
  });
};
