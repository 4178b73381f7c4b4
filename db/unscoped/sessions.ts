import { and, asc, eq, gt, isNull, lt, type SQL, sql } from "drizzle-orm";
import { SHORT } from "~/domain/retention/policies";
import type { Database } from "../client.server";
import { endedSessions, keptForms, sessions, users } from "../schema/accounts";
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

/** SQL: whether there is such a session, or was until a week ago. A signature alone does not say so. */
export const knownSession = (tokenHash: string, now: number): SQL =>
  sql`(EXISTS (SELECT 1 FROM ${sessions} WHERE ${eq(sessions.tokenHash, tokenHash)}
      AND min(${sessions.idleExpiresAt}, ${sessions.expiresAt}) > ${now - SHORT.endedSessions})
    OR EXISTS (SELECT 1 FROM ${endedSessions} WHERE ${eq(endedSessions.tokenHash, tokenHash)}
      AND ${gt(endedSessions.endedAt, now - SHORT.endedSessions)}))`;

/**
 * Whether there is such a session, or was until a week ago. Asked before a large form is read, so that whoever's session ended meanwhile has
 * it read and kept all the same.
 */
export async function findSessionEverKnown(db: Database, tokenHash: string, now: number): Promise<boolean> {
  const [[found]] = await db.read([
    db.build.all<{ known: number }>(sql`SELECT ${knownSession(tokenHash, now)} AS known`),
  ]);
  return found?.known === 1;
}

/**
 * Ends a session, and with it what the browser had kept of a form. Of the session no more is left than that it was. Whether there was one
 * to end.
 */
export async function endSession(
  db: Database,
  tokenHash: string | null,
  keptForm: string | null = null,
): Promise<boolean> {
  const { build } = db;
  const [ended] = await db.write([
    build
      .delete(sessions)
      .where(eq(sessions.tokenHash, tokenHash ?? ""))
      .returning({ id: sessions.id }),
    build.delete(keptForms).where(eq(keptForms.id, keptForm ?? "")),
  ]);
  return ended.length > 0;
}
