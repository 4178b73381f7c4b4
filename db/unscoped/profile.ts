import { and, desc, eq, gt, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { TenantId } from "~/shared/ids-brands";
import type { Result } from "~/shared/result";
import { loginAttempts, sessions, users } from "../schema/accounts";
import { idempotencyKeys } from "../schema/audit";
import { memberships, tenants } from "../schema/tenants";
import type { IdempotencyKey } from "../session-db";
import { tellBusinesses } from "../statements/tell-businesses";
import type { Account, AccountDb, AccountRefusal, AccountTransaction } from "./account-db";
import { forgetOtherDevices, rememberDevice } from "./known-devices";
import { clearGuesses, countGuess, findBlock, type Guess, guessFrom } from "./login-attempts";
import type { NewSession } from "./sessions";

/** More sessions than a person can look through; those seen last come first. */
const MOST_SESSIONS = 50;

/** The person's businesses, oldest membership first. */
export const listBusinesses = (db: AccountDb) =>
  db.read((build, me) =>
    build
      .select({
        id: tenants.id,
        name: tenants.name,
        locale: tenants.locale,
        timeZone: tenants.timeZone,
        role: memberships.role,
      })
      .from(memberships)
      .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
      .where(and(eq(memberships.userId, me), isNull(tenants.archivedAt)))
      .orderBy(memberships.createdAt),
  );

/** The person's sessions that are alive, those seen last first. */
export const listSessions = (db: AccountDb) =>
  db.read((build, me) => {
    const { id, remembered, createdAt, seenAt, userAgent, country } = sessions;
    return build
      .select({ id, remembered, createdAt, seenAt, userAgent, country })
      .from(sessions)
      .where(and(eq(sessions.userId, me), gt(sessions.idleExpiresAt, db.now), gt(sessions.expiresAt, db.now)))
      .orderBy(desc(sessions.seenAt))
      .limit(MOST_SESSIONS);
  });

/** Ends one of the person's own sessions; another's id, or one that is gone, ends nothing. */
export const endOwnSession = (db: AccountDb, id: string) =>
  db.write(({ build, me }) => [
    build.delete(sessions).where(and(eq(sessions.userId, me), eq(sessions.id, id))),
  ]);

/** Ends all of the person's sessions but the one that asks. */
export const endOtherSessions = (db: AccountDb, { session }: Account) =>
  db.write(({ build, me }) => [
    build.delete(sessions).where(and(eq(sessions.userId, me), ne(sessions.id, session.id))),
  ]);

/** Counts that the person wants another address, as a guess at who has one. A batch of its own: the change may be refused, the count stays. */
export async function countAddressChange(db: AccountDb, bucket: string): Promise<Guess> {
  const where = sql`${bucket}`;
  const counted = await db.count(({ build, now }) => [
    countGuess(build, where, now),
    findBlock(build, where),
  ]);
  if (!counted.ok) throw new Error(`counting a change of address was refused: ${counted.error}`);
  const [mine, blocks] = counted.value;
  return guessFrom(mine, blocks, db.now);
}

/** Counts a guess at the person's own password; comes with the hash to compare it with. */
export async function guessAtOwnPassword(
  db: AccountDb,
  bucket: string,
): Promise<{ guess: Guess; passwordHash: string }> {
  const where = sql`${bucket}`;
  const counted = await db.count(({ build, me, now }) => [
    countGuess(build, where, now),
    findBlock(build, where),
    build.select({ passwordHash: users.passwordHash }).from(users).where(eq(users.id, me)),
  ]);
  if (!counted.ok) throw new Error(`counting a guess was refused: ${counted.error}`);
  const [mine, blocks, found] = counted.value;
  return { guess: guessFrom(mine, blocks, db.now), passwordHash: found[0]?.passwordHash ?? "" };
}

/** A password that was right on a page: the count is over, and the session knows when it was given. */
export const passwordGiven = ({ build, now }: AccountTransaction, { session }: Account, bucket: string) =>
  [
    clearGuesses(build, bucket),
    build.update(sessions).set({ passwordAt: now }).where(eq(sessions.id, session.id)),
  ] as const;

export interface ProfileChange {
  readonly version: number;
  readonly name: string;
  readonly email: string;
  /** Where the password was counted, if it was asked for. */
  readonly bucket: string | null;
}

/** Which of the two is another now. The values are the person's own, so the trail keeps neither (docs/decisions/010). */
const profileChanges = ({ name, email }: ProfileChange): SQL =>
  sql`nullif(json_patch('{}', json_object('name', iif(u.name COLLATE BINARY IS NOT ${name}, 'changed', NULL),
    'email', iif(u.email COLLATE BINARY IS NOT ${email}, 'changed', NULL))), '{}')`;

/**
 * Saves one version of the person's name and address, and says so in the trail of each business that they are in, where everything that they did bears
 * the new name from now on. `constraint`: the address is somebody else's.
 */
export async function updateProfile(db: AccountDb, account: Account, change: ProfileChange) {
  const saved = await db.write(
    (tx) => [
      tellBusinesses(tx.build, {
        userId: tx.me,
        action: "user.changed",
        entity: "user",
        version: sql`u.version + 1`,
        changes: profileChanges(change),
        at: tx.now,
        requestId: tx.requestId,
      }),
      tx.build
        .update(users)
        .set({
          name: change.name,
          email: change.email,
          version: sql`${users.version} + 1`,
          updatedAt: tx.now,
        })
        .where(eq(users.id, tx.me)),
      ...(change.bucket ? passwordGiven(tx, account, change.bucket) : []),
    ],
    ({ me }) => [
      {
        reason: "stale",
        holds: sql`EXISTS (SELECT 1 FROM ${users} WHERE ${eq(users.id, me)} AND ${eq(users.version, change.version)})`,
      },
    ],
  );
  if (saved.ok) db.businessesToSeal.push(...saved.value[0].map(({ tenantId }) => tenantId));
  return saved;
}

/** Whether the person sent this very form to the business before, and it was carried out: for those who ended their membership with it. */
export async function wasCarriedOut(
  db: AccountDb,
  tenantId: string,
  { key, requestHash }: IdempotencyKey,
): Promise<boolean> {
  const { rows } = await db.read((build, me) =>
    build
      .select({ at: idempotencyKeys.createdAt })
      .from(idempotencyKeys)
      .where(
        and(
          eq(idempotencyKeys.tenantId, tenantId as TenantId),
          eq(idempotencyKeys.key, key),
          eq(idempotencyKeys.requestHash, requestHash),
          eq(idempotencyKeys.userId, me),
        ),
      ),
  );
  return rows.length > 0;
}

export interface PasswordChange {
  /** The hash that the current password was right for. */
  readonly before: string;
  readonly after: string;
  readonly bucket: string;
  /** In place of every session that the person has, this one too. */
  readonly session: NewSession;
  readonly deviceHash: string;
}

/** Stores a new password: every session but a new one is over, and no other device is known any more. */
export function updatePassword(
  db: AccountDb,
  { user }: Account,
  change: PasswordChange,
): Promise<Result<unknown, AccountRefusal>> {
  const now = change.session.createdAt;
  return db.write(
    ({ build }) => [
      build.update(users).set({ passwordHash: change.after, updatedAt: now }).where(eq(users.id, user.id)),
      build.delete(sessions).where(eq(sessions.userId, user.id)),
      build.insert(sessions).values(change.session),
      build.delete(loginAttempts).where(eq(loginAttempts.bucket, change.bucket)),
      ...rememberDevice(build, user.id, change.deviceHash, now),
      forgetOtherDevices(build, user.id, change.deviceHash),
    ],
    () => [
      {
        reason: "stale",
        holds: sql`EXISTS (SELECT 1 FROM ${users} WHERE ${eq(users.id, user.id)} AND ${eq(users.passwordHash, change.before)})`,
      },
    ],
  );
}
