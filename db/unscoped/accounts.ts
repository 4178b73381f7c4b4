import { and, eq, lte, or, sql } from "drizzle-orm";
import type { Database, Orm } from "../client.server";
import { guard } from "../guard";
import { sessions, users } from "../schema/accounts";
import { keptFor } from "./kept-forms";
import { rememberDevice } from "./known-devices";
import { clearGuesses } from "./login-attempts";
import { insertSession, type NewSession } from "./sessions";

/** The one row that belongs to an address, or null. */
export async function findUserByEmail(db: Database, email: string) {
  const [rows] = await db.read([
    db.build
      .select({ id: users.id, email: users.email, passwordHash: users.passwordHash })
      .from(users)
      .where(eq(users.email, email)),
  ]);
  return rows[0] ?? null;
}

/** Stops the batch unless the password is still the one that was checked: it may have been changed during the 200 ms of a hash. */
export const passwordUnchanged = (build: Orm, userId: string, passwordHash: string) =>
  guard(build, {
    reason: "stale",
    holds: sql`EXISTS (SELECT 1 FROM ${users} WHERE ${eq(users.id, userId)} AND ${eq(users.passwordHash, passwordHash)})`,
  });

export interface SignIn {
  readonly userId: string;
  /** The hash that the password was right for; `rehash`: a stronger one of the same password. */
  readonly passwordHash: string;
  readonly rehash: string | null;
  /** Where the guess was counted. */
  readonly bucket: string;
  readonly session: NewSession;
  /** The session that the browser had until now. */
  readonly previous: string | null;
  readonly deviceHash: string;
  /** The form that the browser has a key to. */
  readonly keptForm: string | null;
}

/**
 * Opens a session for somebody whose password was right; a `stale` guard when it was changed meanwhile. Where the form belongs that was
 * kept for them; another's is gone.
 */
export async function signIn(db: Database, s: SignIn): Promise<string | null> {
  const { build } = db;
  const now = s.session.createdAt;
  const over = and(
    eq(sessions.userId, s.userId),
    or(lte(sessions.idleExpiresAt, now), lte(sessions.expiresAt, now)),
  );
  const [, kept] = await db.write([
    ...keptFor(build, s.keptForm ?? "", s.userId, now),
    passwordUnchanged(build, s.userId, s.passwordHash),
    clearGuesses(build, s.bucket),
    build.delete(sessions).where(over),
    ...(s.previous ? [build.delete(sessions).where(eq(sessions.tokenHash, s.previous))] : []),
    ...(s.rehash ? [build.update(users).set({ passwordHash: s.rehash }).where(eq(users.id, s.userId))] : []),
    insertSession(db, s.session),
    ...rememberDevice(build, s.userId, s.deviceHash, now),
  ]);
  return kept[0]?.path ?? null;
}
