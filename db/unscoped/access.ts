import { type SQL, sql } from "drizzle-orm";
import { type PersonEvent, tellBusinesses } from "../statements/tell-businesses";
import type { AccountDb } from "./account-db";

type Row = Readonly<Record<string, string | number | null>>;

const EVENTS = 5_000;

/** What the trail of each of the person's businesses says of it. */
type OwnDataEvent = Omit<PersonEvent, "userId" | "version" | "changes">;

/** The person's events behind one of them, in the order of business and place in the trail. */
const eventsAfter = (me: SQL, last?: Row): SQL =>
  sql`SELECT e.tenant_id, e.seq, e.at, e.action, e.entity, e.entity_id, e.changes, e.request_id
    FROM memberships m JOIN audit_events e ON e.tenant_id = m.tenant_id AND e.actor_id = m.user_id WHERE m.user_id = ${me}
      AND (e.tenant_id, e.seq) > (${String(last?.tenant_id ?? "")}, ${Number(last?.seq ?? 0)})
    ORDER BY e.tenant_id, e.seq LIMIT ${EVENTS}`;

/**
 * Everything that is stored about the person, but for hashes of secrets; by what it is. GDPR Art. 15. What they did in a business is
 * shown while they are in it. The events are in the same batch as the rows, or none is given. `businesses`: those whose trail says so.
 */
export async function readOwnData(
  db: AccountDb,
  event: OwnDataEvent,
): Promise<{ data: Record<string, readonly Row[]>; businesses: readonly string[] }> {
  const read = await db.count(({ build, me }) => {
    const rows = (statement: SQL) => build.all<Row>(statement);
    return [
      rows(
        sql`SELECT id, name, email, language, version, created_at, updated_at FROM users WHERE id = ${me}`,
      ),
      rows(sql`SELECT t.id, t.name, m.role, m.created_at, m.updated_at FROM memberships m JOIN tenants t ON t.id = m.tenant_id
        WHERE m.user_id = ${me} ORDER BY m.tenant_id`),
      rows(sql`SELECT id, remembered, created_at, seen_at, idle_expires_at, expires_at, password_at, user_agent, ip_address, country
        FROM sessions WHERE user_id = ${me} ORDER BY seen_at`),
      rows(sql`SELECT seen_at FROM known_devices WHERE user_id = ${me}`),
      rows(sql`SELECT tenant_id, key, result, created_at FROM idempotency_keys k WHERE user_id = ${me}
        AND EXISTS (SELECT 1 FROM memberships m WHERE m.tenant_id = k.tenant_id AND m.user_id = k.user_id)`),
      rows(sql`SELECT path, created_at FROM kept_forms WHERE user_id = ${me} ORDER BY created_at`),
      rows(eventsAfter(me)),
      tellBusinesses(build, { ...event, userId: me, version: sql`1`, changes: sql`'{}'` }),
    ];
  });
  if (!read.ok) throw new Error(`reading what is stored about a person was refused: ${read.error}`);
  const [profile, businesses, sessions, devices, forms, keptForms, first, written] = read.value;
  const events = [...first];
  for (let page = first; page.length === EVENTS; ) {
    const last = page.at(-1);
    ({ rows: page } = await db.read((build, me) => build.all<Row>(eventsAfter(me, last))));
    events.push(...page);
  }
  const data = { profile, businesses, sessions, devices, forms, keptForms, events };
  return { data, businesses: written.map(({ tenantId }) => tenantId) };
}
