import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import type { Role } from "~/domain/accounts/permissions";
import type { TenantId } from "~/shared/ids-brands";
import { users } from "../schema/accounts";
import { memberships } from "../schema/tenants";
import type { AuditEntry, TenantDb, Write } from "../tenant-db";

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
      .select({ name: users.name, role: memberships.role, version: memberships.version })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(isMember(tenantId, userId)),
  );
  return row ?? null;
}

const otherOwner = (tenantId: TenantId, userId: string): SQL =>
  sql`EXISTS (SELECT 1 FROM ${memberships} WHERE ${eq(memberships.tenantId, tenantId)}
    AND ${memberships.role} = 'owner' AND ${memberships.userId} <> ${userId})`;

/** Whether the business would have no owner without them. */
export async function isLastOwner(db: TenantDb, userId: string): Promise<boolean> {
  const [row] = await db.read((build, tenantId) =>
    build.all<{ alone: number }>(
      sql`SELECT NOT ${otherOwner(tenantId, userId)} AS alone FROM ${memberships} WHERE ${isMember(tenantId, userId)} AND ${memberships.role} = 'owner'`,
    ),
  );
  return row?.alone === 1;
}

/** Guards and statement that give one version of a membership another role; a business keeps an owner. */
export const updateRole = (
  userId: string,
  version: number,
  role: Role,
): Pick<Write, "guards" | "changes"> => ({
  guards: ({ tenantId }) => {
    const row = sql`SELECT 1 FROM ${memberships} WHERE ${isMember(tenantId, userId)}`;
    return [
      { reason: "not-found", holds: sql`EXISTS (${row})` },
      { reason: "stale", holds: sql`EXISTS (${row} AND ${memberships.version} = ${version})` },
      ...(role === "owner" ? [] : [{ reason: "last-owner", holds: otherOwner(tenantId, userId) } as const]),
    ];
  },
  changes: ({ build, tenantId, now }) => [
    build
      .update(memberships)
      .set({ role, version: sql`${memberships.version} + 1`, updatedAt: now })
      .where(isMember(tenantId, userId)),
  ],
});

/**
 * Guards and statement that end a membership. `version`: as it was read; left out by whoever ends their own. The last owner stays, also when two go in the
 * same moment (and 0009, memberships_delete). Their sessions go on: they may belong to other businesses, and each request proves the membership.
 */
export const deleteMembership = (
  userId: string,
  version: number | null,
): Pick<Write, "guards" | "changes"> => ({
  guards: ({ tenantId }) => {
    const row = sql`SELECT 1 FROM ${memberships} WHERE ${isMember(tenantId, userId)}`;
    return [
      { reason: "not-found", holds: sql`EXISTS (${row})` },
      ...(version === null
        ? []
        : [
            { reason: "stale", holds: sql`EXISTS (${row} AND ${memberships.version} = ${version})` } as const,
          ]),
      {
        reason: "last-owner",
        holds: sql`EXISTS (${row} AND ${memberships.role} <> 'owner') OR ${otherOwner(tenantId, userId)}`,
      },
    ];
  },
  changes: ({ build, tenantId }) => [build.delete(memberships).where(isMember(tenantId, userId))],
});

/** The event of that, written ahead of it: the version behind the last, and the role that they had. */
export const endedEntry = (action: "membership.removed" | "membership.left", userId: string): AuditEntry => ({
  action,
  entity: "membership",
  entityId: userId,
  entityVersion: ({ tenantId }) =>
    sql`(SELECT ${memberships.version} + 1 FROM ${memberships} WHERE ${isMember(tenantId, userId)})`,
  changes: ({ tenantId }) =>
    sql`(SELECT json_object('role', json_array(${memberships.role}, NULL)) FROM ${memberships} WHERE ${isMember(tenantId, userId)})`,
  when: "before",
});
