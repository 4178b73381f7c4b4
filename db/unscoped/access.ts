import { sql } from "drizzle-orm";
import type { AccountDb } from "./account-db";

type Row = Readonly<Record<string, string | number | null>>;

const EVENTS = 5_000;

/** Everything that is stored about the person, but for hashes of secrets; by what it is. GDPR Art. 15. */
export async function readOwnData(db: AccountDb): Promise<Record<string, readonly Row[]>> {
  const ask = async (statement: (me: ReturnType<typeof sql>) => ReturnType<typeof sql>) =>
    (await db.read((build, me) => build.all<Row>(statement(me)))).rows;
  const eventsAfter = (last: Row | undefined) =>
    ask(
      (me) => sql`SELECT e.tenant_id, e.seq, e.at, e.action, e.entity, e.entity_id, e.changes, e.request_id
        FROM tenants t JOIN audit_events e ON e.tenant_id = t.id WHERE e.actor_id = ${me}
          AND (e.tenant_id, e.seq) > (${String(last?.tenant_id ?? "")}, ${Number(last?.seq ?? 0)})
        ORDER BY e.tenant_id, e.seq LIMIT ${EVENTS}`,
    );
  const [profile, businesses, sessions, devices, forms, keptForms, first] = await Promise.all([
    ask((me) => sql`SELECT id, name, email, version, created_at, updated_at FROM users WHERE id = ${me}`),
    ask(
      (
        me,
      ) => sql`SELECT t.id, t.name, m.role, m.created_at, m.updated_at FROM memberships m JOIN tenants t ON t.id = m.tenant_id
      WHERE m.user_id = ${me} ORDER BY m.tenant_id`,
    ),
    ask(
      (
        me,
      ) => sql`SELECT id, remembered, created_at, seen_at, idle_expires_at, expires_at, password_at, user_agent, ip_address, country
      FROM sessions WHERE user_id = ${me} ORDER BY seen_at`,
    ),
    ask((me) => sql`SELECT seen_at FROM known_devices WHERE user_id = ${me}`),
    ask((me) => sql`SELECT tenant_id, key, result, created_at FROM idempotency_keys WHERE user_id = ${me}`),
    ask((me) => sql`SELECT path, created_at FROM kept_forms WHERE user_id = ${me} ORDER BY created_at`),
    eventsAfter(undefined),
  ]);
  const events = [...first];
  for (let page = first; page.length === EVENTS; ) {
    page = await eventsAfter(page.at(-1));
    events.push(...page);
  }
  return { profile, businesses, sessions, devices, forms, keptForms, events };
}
