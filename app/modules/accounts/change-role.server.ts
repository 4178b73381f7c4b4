import { findMember, updateRole } from "@db/queries/members";
import { AccessDenied } from "@db/session-db";
import type { Refusal, TenantDb, Written } from "@db/tenant-db";
import type { Role } from "~/domain/accounts/permissions";
import type { Result } from "~/shared/result";

/** Gives somebody of the business another role; refused as `last-owner` when nobody would be left to run it, as `password` unless it was given lately. */
export async function changeRole(
  db: TenantDb,
  { member, version, role }: { readonly member: string; readonly version: number; readonly role: Role },
): Promise<Result<Written, Refusal>> {
  const [, before] = await Promise.all([db.require("members:write"), findMember(db, member)]);
  if (!before) throw new AccessDenied("not-found");
  return db.write({
    permission: "members:write",
    result: member,
    password: true,
    ...updateRole(member, version, role),
    audit: [
      {
        action: "membership.changed",
        entity: "membership",
        entityId: member,
        entityVersion: version + 1,
        // The version is checked in the same batch, so this is what the role was.
        changes: before.role === role ? {} : { role: [before.role, role] },
      },
    ],
  });
}
