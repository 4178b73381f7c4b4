import { invoiceDiff, invoiceUnchanged, patchInvoice } from "@db/queries/invoice-writes";
import type { Refusal, TenantDb, Written } from "@db/tenant-db";
import type { Result } from "~/shared/result";

/** Takes an invoice out of sight, or brings it back. Its number stays taken. */
export const archiveInvoice = (
  db: TenantDb,
  { id, version, archived }: { readonly id: string; readonly version: number; readonly archived: boolean },
): Promise<Result<Written, Refusal>> => {
  const patch = { archivedAt: archived ? db.now : null };
  return db.write({
    permission: "invoices:write",
    result: id,
    guards: ({ tenantId }) => invoiceUnchanged(tenantId, id, version),
    changes: (tx) => [patchInvoice(tx, id, patch)],
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
