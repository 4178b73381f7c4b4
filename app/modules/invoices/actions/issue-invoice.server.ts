import { issuable } from "@db/queries/invoice-writes";
import { issuedChanges, issueStatements } from "@db/queries/issue";
import type { AuditEntry, Refusal, TenantDb, Written } from "@db/tenant-db";
import type { Result } from "~/shared/result";

/** The audit event of an issue. */
export const issuedEntry = (id: string, version: number): AuditEntry => ({
  action: "invoice.issued",
  entity: "invoice",
  entityId: id,
  entityVersion: version,
  changes: issuedChanges(id),
});

/**
 * draft → sent: `defaultWords` are those of the terms where nobody gave any. the invoice gets the next number of its series and is frozen with both parties as they are now.
 * Of many who press the button at once one wins; the others are refused as `status` and lose nothing.
 */
export const issueInvoice = (
  db: TenantDb,
  {
    id,
    version,
    defaultWords,
  }: { readonly id: string; readonly version: number; readonly defaultWords?: string },
): Promise<Result<Written, Refusal>> =>
  db.write({
    permission: "invoices:write",
    result: id,
    guards: ({ tenantId }) => issuable(tenantId, id, version),
    changes: issueStatements(id, defaultWords),
    audit: [issuedEntry(id, version + 1)],
  });
