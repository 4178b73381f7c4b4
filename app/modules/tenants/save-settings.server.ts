import { changesPaymentDetails, tenantDiff, updateTenant } from "@db/queries/tenant-writes";
import type { Refusal, TenantDb, Written } from "@db/tenant-db";
import { storedWords } from "~/domain/terms/words";
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
): Promise<Result<Written, Refusal>> => {
  const patch = "paymentTerms" in content ? { ...content, ...storedWords(content.paymentTerms) } : content;
  return db.write({
    permission: "business:write",
    result: "settings",
    password: changesPaymentDetails(patch),
    ...updateTenant(version, patch),
    audit: [
      {
        action: "tenant.changed",
        entity: "tenant",
        entityVersion: version + 1,
        changes: tenantDiff(patch),
        when: "before",
      },
    ],
  });
};
