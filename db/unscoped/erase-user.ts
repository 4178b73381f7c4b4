import { eq, sql } from "drizzle-orm";
import { loginAttempts } from "../schema/accounts";
import { tellBusinesses } from "../statements/tell-businesses";
import type { AccountDb } from "./account-db";

/** The hash of nobody's password, which says that the person was erased. No form can give it to anybody. */
export const ERASED_PASSWORD = "$scrypt$erased";

/** Of a membership `m`: who has it is the business's only owner, and it is not to be erased anyway. */
const ALONE = sql`m.role = 'owner'
  AND NOT EXISTS (SELECT 1 FROM memberships o WHERE o.tenant_id = m.tenant_id AND o.role = 'owner' AND o.user_id <> m.user_id)
  AND NOT EXISTS (SELECT 1 FROM erasures e WHERE e.tenant_id = m.tenant_id AND e.entity = 'tenant')`;

/** Businesses that would be left without an owner. */
export const soleBusinesses = (db: AccountDb) =>
  db.read((build, me) =>
    build.all<{ id: string; name: string }>(
      sql`SELECT t.id, t.name FROM memberships m JOIN tenants t ON t.id = m.tenant_id WHERE m.user_id = ${me} AND ${ALONE}`,
    ),
  );

export interface UserErasure {
  readonly pseudonym: string;
  readonly bucket: string;
}

/**
 * Erases the person behind the session: nobody can log in as them, they are in no business, and their name in the trail is the
 * pseudonym; each of their businesses has an event that they left. The row itself goes with the last event that names it (purgePeople).
 * `bucket`: where their guesses are counted.
 */
export async function eraseUser(db: AccountDb, userId: string, { pseudonym, bucket }: UserErasure) {
  const local = userId.toLowerCase();
  const usual = `${local}@erased.invalid`;
  // Before such addresses were refused, somebody else could have taken it: that is in nobody's way.
  const address = sql`iif(EXISTS (SELECT 1 FROM users WHERE email = ${usual} AND id <> ${userId}),
    ${`${local}-`} || lower(hex(randomblob(8))) || '@erased.invalid', ${usual})`;
  const erased = await db.write(
    ({ build, now, requestId }) => [
      tellBusinesses(build, {
        userId: sql`${userId}`,
        action: "membership.left",
        entity: "membership",
        version: sql`m.version + 1`,
        changes: sql`json_object('role', json_array(m.role, NULL))`,
        at: now,
        requestId,
      }),
      build.run(sql`UPDATE users SET name = ${pseudonym}, email = ${address}, password_hash = ${ERASED_PASSWORD},
        language = NULL, version = version + 1, created_at = ${now}, updated_at = ${now} WHERE id = ${userId}`),
      build.run(sql`DELETE FROM memberships WHERE user_id = ${userId}`),
      build.run(sql`DELETE FROM known_devices WHERE user_id = ${userId}`),
      build.run(sql`DELETE FROM kept_forms WHERE user_id = ${userId}`),
      build.delete(loginAttempts).where(eq(loginAttempts.bucket, bucket)),
      build.run(sql`DELETE FROM sessions WHERE user_id = ${userId}`),
    ],
    ({ me }) => [
      {
        reason: "stale",
        holds: sql`NOT EXISTS (SELECT 1 FROM memberships m WHERE m.user_id = ${me} AND ${ALONE})`,
      },
    ],
  );
  if (erased.ok) db.businessesToSeal.push(...erased.value[0].map(({ tenantId }) => tenantId));
  return erased;
}
