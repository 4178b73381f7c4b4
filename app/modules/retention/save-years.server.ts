import { findChoice, saveChoice, UNCHOSEN } from "@db/queries/retention";
import type { Refusal, TenantDb, Written } from "@db/tenant-db";
import { policyOf } from "~/domain/retention/policies";
import type { Result } from "~/shared/result";

/** For how many years the business keeps what it issues, and the version of that. */
export interface Years {
  /** In force now: what the law asks for, or more by an owner's choice. Never made shorter by a choice. */
  readonly years: number;
  readonly version: number;
  /** What the law asks for. */
  readonly policy: ReturnType<typeof policyOf>;
}

export async function readYears(db: TenantDb): Promise<Years> {
  const [{ tenant }, choice] = await Promise.all([db.require("business:erase"), findChoice(db)]);
  const policy = policyOf(tenant.country);
  return {
    years: Math.max(policy.years, choice?.years ?? 0),
    version: choice?.version ?? UNCHOSEN,
    policy,
  };
}

/**
 * Keeps what was issued for so many years from now on; `before`: what it was at that version. Refused as `stale` where that would be fewer
 * than are in force.
 */
export const saveYears = (
  db: TenantDb,
  change: { readonly version: number; readonly before: number; readonly years: number },
): Promise<Result<Written, Refusal>> =>
  db.write({
    permission: "business:erase",
    result: "retention",
    ...saveChoice(change.version, change.years),
    audit: [
      {
        action: "retention.changed",
        entity: "retention",
        entityVersion: change.version + 1,
        changes: { years: [change.before, change.years] },
      },
    ],
  });
