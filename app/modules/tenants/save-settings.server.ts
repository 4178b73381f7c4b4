import { updateTenant } from "@db/queries/tenant-writes";
import type { Refusal, TenantDb, Write, Written } from "@db/tenant-db";
import type { Result } from "~/shared/result";
import { auditedChanges } from "./differences";
import type { BusinessContent, FormatsContent, PaymentContent } from "./schemas";

/** Saves one page of the business's settings; refused as `stale` when somebody saved any of them after `version` was read. */
export async function saveSettings(
  db: TenantDb,
  version: number,
  content: BusinessContent | PaymentContent | FormatsContent,
  now: number,
  once: Write["once"],
): Promise<Result<Written, Refusal>> {
  const { tenant } = await db.require("business:write");
  return db.write({
    permission: "business:write",
    once,
    result: tenant.id,
    ...updateTenant(version, { ...content, updatedAt: now }),
    audit: [
      {
        action: "tenant.changed",
        entity: "tenant",
        entityId: tenant.id,
        entityVersion: version + 1,
        changes: auditedChanges({ ...tenant }, content),
      },
    ],
  });
}
