import { deleteMembership, endedEntry } from "@db/queries/members";
import { AccessDenied, type IdempotencyKey } from "@db/session-db";
import type { Refusal, TenantDb, Written } from "@db/tenant-db";
import type { AccountDb } from "@db/unscoped/account-db";
import { wasCarriedOut } from "@db/unscoped/profile";
import { ok, type Result } from "~/shared/result";

type Done = Promise<Result<Written, Refusal>>;

/** Takes somebody out of the business, at the version that the owner saw. Asks for a recent password; refused as `last-owner` for the last one. */
export const removeMember = (
  db: TenantDb,
  { member, version }: { readonly member: string; readonly version: number },
): Done =>
  db.write({
    permission: "members:write",
    result: member,
    password: true,
    ...deleteMembership(member, version),
    audit: [endedEntry("membership.removed", member)],
  });

interface Leaving {
  readonly tenant: string;
  /** Whoever leaves: the session's own user. */
  readonly me: string;
  /** Of the same person, for the time behind. */
  readonly account: AccountDb;
  /** The form's, which that handle does not know. */
  readonly key: IdempotencyKey;
}

/** Ends one's own membership, in the same way. The same form again is answered as it was, though who sends it is no member any more. */
export async function leaveBusiness(db: TenantDb, { tenant, me, account, key }: Leaving): Done {
  try {
    return await db.write({
      permission: "business:leave",
      result: tenant,
      password: true,
      ...deleteMembership(me, null),
      audit: [endedEntry("membership.left", me)],
    });
  } catch (error) {
    const gone = error instanceof AccessDenied && error.reason === "not-found";
    if (!gone || !(await wasCarriedOut(account, tenant, key))) throw error;
    return ok({ result: tenant, repeated: true });
  }
}
