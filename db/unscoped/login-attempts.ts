import { and, eq, inArray, lt, lte, type SQL, sql } from "drizzle-orm";
import { FORGET_AFTER_MS, WAITS } from "~/domain/accounts/backoff";
import type { Database, Orm } from "../client.server";
import { loginAttempts, users } from "../schema/accounts";
import { isKnownDevice } from "./known-devices";

/** How many forgotten counts one guess sweeps up: so many that they never pile up, so few that it costs nothing. */
const SWEEP = 100;

/** A guess that may be tried, counted as wrong already, or the time to wait. */
export type Guess =
  | { readonly kind: "counted"; readonly bucket: string }
  | { readonly kind: "wait"; readonly seconds: number };

/**
 * Counts a guess as wrong before anybody knows, in one statement: of a hundred at once only the free ones come back with a
 * bucket. Whoever has to wait is not counted.
 */
export function countGuess(build: Orm, bucket: SQL, now: number) {
  const failures = sql`CASE WHEN ${loginAttempts.failedAt} <= ${now - FORGET_AFTER_MS} THEN 1 ELSE ${loginAttempts.failures} + 1 END`;
  const wait = sql`(${JSON.stringify(WAITS)} ->> min(${failures}, ${WAITS.length - 1}))`;
  return build
    .insert(loginAttempts)
    .values({ bucket: bucket as SQL<string>, failures: 1, failedAt: now, blockedUntil: now })
    .onConflictDoUpdate({
      target: loginAttempts.bucket,
      set: { failures, failedAt: now, blockedUntil: sql`${now} + 1000 * ${wait}` },
      setWhere: lte(loginAttempts.blockedUntil, now),
    })
    .returning({ bucket: loginAttempts.bucket });
}

/** When the bucket may be tried again. */
export const findBlock = (build: Orm, bucket: SQL) =>
  build
    .select({ until: loginAttempts.blockedUntil })
    .from(loginAttempts)
    .where(eq(loginAttempts.bucket, bucket));

/** What the two statements above found. */
export function guessFrom(
  counted: readonly { bucket: string }[],
  blocks: readonly { until: number }[],
  now: number,
): Guess {
  const [mine] = counted;
  if (mine) return { kind: "counted", bucket: mine.bucket };
  return { kind: "wait", seconds: Math.max(1, Math.ceil(((blocks[0]?.until ?? now) - now) / 1000)) };
}

/** The password was right: the count is over. Part of the batch that does what the password was asked for. */
export const clearGuesses = (build: Orm, bucket: string) =>
  build.delete(loginAttempts).where(eq(loginAttempts.bucket, bucket));

export interface LoginGuess {
  readonly email: string;
  /** Of the address, whoever asks, and of the address on the device that asks. */
  readonly buckets: { readonly stranger: string; readonly device: string };
  readonly deviceHash: string | null;
  readonly now: number;
}

/** Counts a guess at an address and finds its user, if there is one: one round trip, the same for every address. */
export async function guessAtEmail(db: Database, { email, buckets, deviceHash, now }: LoginGuess) {
  const { build } = db;
  const known = isKnownDevice(email, deviceHash ?? "", now);
  const bucket = sql`(CASE WHEN ${known} THEN ${buckets.device} ELSE ${buckets.stranger} END)`;
  const forgotten = build
    .select({ bucket: loginAttempts.bucket })
    .from(loginAttempts)
    .where(and(lt(loginAttempts.failedAt, now - FORGET_AFTER_MS), lt(loginAttempts.blockedUntil, now)))
    .limit(SWEEP);
  const [counted, blocks, found] = await db.write([
    countGuess(build, bucket, now),
    findBlock(build, bucket),
    build
      .select({ id: users.id, passwordHash: users.passwordHash })
      .from(users)
      .where(eq(users.email, email)),
    build.delete(loginAttempts).where(inArray(loginAttempts.bucket, forgotten)),
  ]);
  return { guess: guessFrom(counted, blocks, now), user: found[0] ?? null };
}
