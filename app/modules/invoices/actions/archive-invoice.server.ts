import { invoiceDiff, invoiceUnchanged, noReceivable, patchInvoice } from "@db/queries/invoice-writes";
import type { Refusal, TenantDb, Written } from "@db/tenant-db";
import type { Result } from "~/shared/result";

interface Archiving {
  readonly id: string;
  readonly version: number;
  readonly archived: boolean;
  /** The answer to the question of a receivable. */
  readonly confirmed?: boolean;
}

/** Takes an invoice out of sight, or brings it back. Its number stays taken; what is owed for it is counted all the same, and is asked about first. */
export const archiveInvoice = (
  db: TenantDb,
  { id, version, archived, confirmed = false }: Archiving,
): Promise<Result<Written, Refusal>> => {
  const patch = { archivedAt: archived ? db.now : null };
  return db.write({
    permission: "invoices:write",
    result: id,
    guards: ({ tenantId }) => [
      ...invoiceUnchanged(tenantId, id, version),
      ...(archived && !confirmed ? noReceivable(tenantId, id) : []),
    ],
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
