import { askErasure, keepBusiness } from "@db/queries/erase-business";
import type { Refusal, TenantDb, Written } from "@db/tenant-db";
import { SHORT } from "~/domain/retention/policies";
import type { Result } from "~/shared/result";

type Done = Promise<Result<Written, Refusal>>;

/** The daily job erases the business when its 30 days of grace are over. */
export const askToErase = (db: TenantDb, { tenant }: { readonly tenant: string }): Done =>
  db.write({
    permission: "business:erase",
    result: tenant,
    password: true,
    ...askErasure(SHORT.grace),
    audit: [{ action: "erasure.asked", entity: "erasure", entityVersion: 1, changes: {} }],
  });

/** Within those 30 days: as if nobody had asked. */
export const keep = (db: TenantDb, { tenant }: { readonly tenant: string }): Done =>
  db.write({
    permission: "business:erase",
    result: tenant,
    password: true,
    ...keepBusiness(),
    audit: [{ action: "erasure.undone", entity: "erasure", entityVersion: 1, changes: {} }],
  });
