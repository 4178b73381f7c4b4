import { and, asc, eq, sql } from "drizzle-orm";
import type { Role } from "~/modules/accounts/permissions";
import type { TenantId } from "~/shared/ids-brands";
import { users } from "../schema/accounts";
import { memberships } from "../schema/tenants";
import type { TenantDb, Write } from "../tenant-db";

/** More people than one page shows; nobody can be invited yet. */
const MOST = 200;

/** The people of the business by name. */
export const listMembers = (db: TenantDb) =>
  db.read((build, tenantId) =>
    build
      .select({
        id: users.id,
        name: users.name,
        email: users.email,
        role: memberships.role,
        version: memberships.version,
      })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(eq(memberships.tenantId, tenantId))
      .orderBy(asc(sql`${users.name} COLLATE NOCASE`), asc(users.id))
      .limit(MOST),
  );

const isMember = (tenantId: TenantId, userId: string) =>
  and(eq(memberships.tenantId, tenantId), eq(memberships.userId, userId));

/** One of them, or null. */
export async function findMember(db: TenantDb, userId: string) {
  const [row] = await db.read((build, tenantId) =>
    build
      .select({ role: memberships.role, version: memberships.version })
      .from(memberships)
      .where(isMember(tenantId, userId)),
  );
  return row ?? null;
}

/** Guards and statement that give one version of a membership another role; a business keeps an owner. */
export const updateRole = (
  userId: string,
  version: number,
  role: Role,
  now: number,
): Pick<Write, "guards" | "changes"> => ({
  guards: (_, tenantId) => {
    const row = sql`SELECT 1 FROM ${memberships} WHERE ${isMember(tenantId, userId)}`;
    const otherOwner = sql`SELECT 1 FROM ${memberships} WHERE ${eq(memberships.tenantId, tenantId)}
      AND ${memberships.role} = 'owner' AND ${memberships.userId} <> ${userId}`;
    return [
      { reason: "not-found", holds: sql`EXISTS (${row})` },
      { reason: "stale", holds: sql`EXISTS (${row} AND ${memberships.version} = ${version})` },
      ...(role === "owner" ? [] : [{ reason: "last-owner", holds: sql`EXISTS (${otherOwner})` } as const]),
    ];
  },
  changes: (build, tenantId) => [
    build
      .update(memberships)
      .set({ role, version: sql`${memberships.version} + 1`, updatedAt: now })
      .where(isMember(tenantId, userId)),
  ],
});
