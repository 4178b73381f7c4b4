import { duplicateStatements } from "@db/queries/duplicate";
import type { Refusal, TenantDb, Written } from "@db/tenant-db";
import type { CivilDate } from "~/shared/dates";
import type { Result } from "~/shared/result";

/** A new draft with the same content, dated today. `newId` is fresh; the result bears the id of the copy. */
export const duplicateInvoice = (
  db: TenantDb,
  { id, newId, today }: { readonly id: string; readonly newId: string; readonly today: CivilDate },
): Promise<Result<Written, Refusal>> =>
  db.write({
    permission: "invoices:write",
    result: newId,
    ...duplicateStatements(id, newId, today),
    audit: [
      {
        action: "invoice.created",
        entity: "invoice",
        entityId: newId,
        entityVersion: 1,
        changes: { duplicateOf: [null, id] },
      },
    ],
  });
