import { paysElsewhere, tenantDiff, updateTenant } from "@db/queries/tenant-writes";
import type { Refusal, TenantDb, Written } from "@db/tenant-db";
import type { Result } from "~/shared/result";
import type { BusinessContent, FormatsContent, PaymentContent } from "./schemas";

/**
 * Saves one page of the business's settings; refused as `stale` when somebody saved any of them after `version` was read, and as
 * `password` when it changes where clients pay to and the password was not given lately (security.md 6).
 */
export const saveSettings = (
  db: TenantDb,
  {
    version,
    content,
  }: { readonly version: number; readonly content: BusinessContent | PaymentContent | FormatsContent },
): Promise<Result<Written, Refusal>> =>
  db.write({
    permission: "business:write",
    result: "settings",
    password: paysElsewhere(content),
    ...updateTenant(version, content),
    audit: [
      {
        action: "tenant.changed",
        entity: "tenant",
        entityVersion: version + 1,
        changes: tenantDiff(content),
        when: "before",
      },
    ],
  });
