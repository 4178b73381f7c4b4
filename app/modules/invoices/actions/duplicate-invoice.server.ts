import { duplicateStatements } from "@db/queries/duplicate";
import type { Refusal, TenantDb, Write, Written } from "@db/tenant-db";
import type { CivilDate } from "~/shared/dates";
import type { Result } from "~/shared/result";

/** A new draft with the same content, dated today. `newId` is fresh; the result bears the id of the copy. */
export const duplicateInvoice = (
  db: TenantDb,
  id: string,
  newId: string,
  today: CivilDate,
  now: number,
  once: Write["once"],
): Promise<Result<Written, Refusal>> =>
  db.write({
    permission: "invoices:write",
    once,
    result: newId,
    ...duplicateStatements(id, newId, today, now),
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
