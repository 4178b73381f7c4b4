import { and, asc, eq, gt, isNull, lt } from "drizzle-orm";
import type { Database } from "../client.server";
import { sessions, users } from "../schema/accounts";
import { memberships, tenants } from "../schema/tenants";

export type NewSession = typeof sessions.$inferInsert;

/** The statement that opens a session; part of whatever batch signs somebody in. */
export const insertSession = (db: Database, session: NewSession) => db.build.insert(sessions).values(session);

/** The user behind a live session and the businesses they belong to, oldest membership first; null when there is none. */
export async function findSignedIn(db: Database, tokenHash: string, now: number) {
  const [rows] = await db.read([
    db.build
      .select({
        user: { id: users.id, name: users.name, email: users.email },
        tenant: { id: tenants.id, name: tenants.name },
      })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .leftJoin(memberships, eq(memberships.userId, users.id))
      .leftJoin(tenants, and(eq(tenants.id, memberships.tenantId), isNull(tenants.archivedAt)))
      .where(
        and(eq(sessions.tokenHash, tokenHash), gt(sessions.idleExpiresAt, now), gt(sessions.expiresAt, now)),
      )
      .orderBy(asc(memberships.createdAt)),
  ]);
  const first = rows[0];
  if (!first) return null;
  return { user: first.user, tenants: rows.flatMap((row) => (row.tenant ? [row.tenant] : [])) };
}

/** Moves the idle limit of a session that is in use. */
export async function touchSession(
  db: Database,
  tokenHash: string,
  seenAt: number,
  idleExpiresAt: number,
): Promise<void> {
  await db.write([
    db.build
      .update(sessions)
      .set({ seenAt, idleExpiresAt })
      .where(and(eq(sessions.tokenHash, tokenHash), lt(sessions.seenAt, seenAt))),
  ]);
}

/** Sessions are not business rows: an ended one leaves nothing behind. Whether there was one to end. */
export async function endSession(db: Database, tokenHash: string): Promise<boolean> {
  const mine = eq(sessions.tokenHash, tokenHash);
  const [ended] = await db.write([db.build.delete(sessions).where(mine).returning({ id: sessions.id })]);
  return ended.length > 0;
}

/**
 * Whether there ever was such a session, alive or over, as far as anybody remembers: a row stays until the daily job. Asked before a large
 * form is read, so that whoever's session ran out meanwhile has it read all the same.
 */
export async function findSessionEverKnown(db: Database, tokenHash: string): Promise<boolean> {
  const [rows] = await db.read([
    db.build.select({ id: sessions.id }).from(sessions).where(eq(sessions.tokenHash, tokenHash)),
  ]);
  return rows.length > 0;
}
