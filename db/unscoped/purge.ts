import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../client.server";
import { ERASED_PASSWORD } from "./erase-user";
import type { Holder } from "./purge-invoices";

/** What the database's own clock says: milliseconds UTC. */
export async function databaseClock(db: Database): Promise<number> {
  const [[clock]] = await db.read([
    db.build.all<{ now: number }>(sql`SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER) AS now`),
  ]);
  if (!clock) throw new Error("the database did not say what time it is");
  return clock.now;
}

/** Every business, page by page. */
export async function findHolders(db: Database, after: string, limit: number): Promise<Holder[]> {
  const [rows] = await db.read([
    db.build.all<Holder>(sql`SELECT t.id AS "tenantId", t.time_zone AS "timeZone", e.done_at IS NOT NULL AS erased
      FROM tenants t LEFT JOIN erasures e ON e.tenant_id = t.id AND e.entity = 'tenant'
      WHERE t.id > ${after} ORDER BY t.id LIMIT ${limit}`),
  ]);
  return rows;
}

/** Businesses whose grace is over and that are not erased to the end yet. */
export async function findDueBusinesses(db: Database, now: number): Promise<string[]> {
  const [rows] = await db.read([
    db.build.all<{ id: string }>(
      sql`SELECT tenant_id AS id FROM erasures WHERE entity = 'tenant' AND due_at <= ${now} ORDER BY due_at LIMIT 100`,
    ),
  ]);
  return rows.map(({ id }) => id);
}

/** What belongs to no business, or to nobody for long: which rows, by the age of each table's own clock. */
const EXPIRED = (
  age: (ms: number) => number,
  short: ShortTimes,
): Readonly<Record<string, readonly [key: string, where: SQL]>> => ({
  sessions: ["token_hash", sql`min(idle_expires_at, expires_at) < ${age(short.sessions)}`],
  ended_sessions: ["token_hash", sql`ended_at < ${age(short.endedSessions)}`],
  kept_forms: ["id", sql`created_at < ${age(short.keptForms)}`],
  login_attempts: ["bucket", sql`failed_at < ${age(short.loginAttempts)} AND blocked_until < ${age(0)}`],
  known_devices: ["user_id, device_hash", sql`seen_at < ${age(short.knownDevices)}`],
  idempotency_keys: ["tenant_id, key", sql`created_at < ${age(short.idempotencyKeys)}`],
});

/** Milliseconds; modules/retention/policies.ts has them. */
export interface ShortTimes {
  readonly sessions: number;
  readonly endedSessions: number;
  readonly keptForms: number;
  readonly loginAttempts: number;
  readonly knownDevices: number;
  readonly idempotencyKeys: number;
}

export const SHORT_TABLES = [
  "sessions",
  "ended_sessions",
  "kept_forms",
  "login_attempts",
  "known_devices",
  "idempotency_keys",
] as const;
export type ShortTable = (typeof SHORT_TABLES)[number];

const expired = (table: ShortTable, now: number, short: ShortTimes) => {
  const [key, where] = EXPIRED((ms) => now - ms, short)[table] ?? ["rowid", sql`FALSE`];
  return { key: sql.raw(key), where, from: sql.identifier(table) };
};

export async function countShort(
  db: Database,
  table: ShortTable,
  now: number,
  short: ShortTimes,
): Promise<number> {
  const { from, where } = expired(table, now, short);
  const [[row]] = await db.read([
    db.build.all<{ n: number }>(sql`SELECT count(*) AS n FROM ${from} WHERE ${where}`),
  ]);
  return row?.n ?? 0;
}

/** Deletes at most so many of them; how many there were. */
export async function purgeShort(
  db: Database,
  table: ShortTable,
  now: number,
  short: ShortTimes,
  limit: number,
): Promise<number> {
  const { key, from, where } = expired(table, now, short);
  const [deleted] = await db.write([
    db.build.all<{ n: number }>(
      sql`DELETE FROM ${from} WHERE (${key}) IN (SELECT ${key} FROM ${from} WHERE ${where} LIMIT ${limit}) RETURNING 1 AS n`,
    ),
  ]);
  return deleted.length;
}

/** People who were erased and whom nothing tells of any more: known by all that eraseUser left of them, not by what an address looks like. */
export async function purgePeople(db: Database): Promise<number> {
  const [deleted] = await db.write([
    db.build.all<{ n: number }>(sql`DELETE FROM users WHERE password_hash = ${ERASED_PASSWORD}
      AND NOT EXISTS (SELECT 1 FROM sessions s WHERE s.user_id = users.id)
      AND NOT EXISTS (SELECT 1 FROM known_devices d WHERE d.user_id = users.id)
      AND NOT EXISTS (SELECT 1 FROM tenants t JOIN audit_events e ON e.tenant_id = t.id AND e.actor_id = users.id)
      AND NOT EXISTS (SELECT 1 FROM idempotency_keys k WHERE k.user_id = users.id)
      AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.user_id = users.id) RETURNING 1 AS n`),
  ]);
  return deleted.length;
}
