import type { Refusal, TenantDb, Written } from "@db/tenant-db";
import type { Result } from "~/shared/result";

/** Writes into the trail that everything is about to be downloaded; the download itself changes nothing. */
export const prepareExport = (
  db: TenantDb,
  { tenant }: { readonly tenant: string },
): Promise<Result<Written, Refusal>> =>
  db.write({
    permission: "business:export",
    result: tenant,
    changes: () => [],
    audit: [{ action: "export.prepared", entity: "export", entityVersion: 1, changes: {} }],
  });
