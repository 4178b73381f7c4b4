import { sql } from "drizzle-orm";
import type { Database } from "../client.server";
import type { Holder } from "./purge-invoices";
import { systemEvent } from "./system-event";

interface Seal {
  readonly seq: number;
  readonly hash: string;
  readonly keyId: string;
}

/**
 * How far the trail may be cut off: the last of its first events whose last year was before `year`, that are sealed, and of no year in
 * which an invoice that is still kept was made, dated or issued. Null: nowhere.
 */
export async function findExpiredTrail(
  db: Database,
  { tenantId, erased }: Holder,
  year: number,
  limit: number,
) {
  const [seals, [oldest], [end]] = await db.read([
    db.build.all<
      Seal & { year: number; lastYear: number }
    >(sql`SELECT e.seq, e.year, e.last_year AS "lastYear", s.hash, s.key_id AS "keyId" FROM retained_events e
      JOIN audit_seals s ON s.tenant_id = e.tenant_id AND s.seq = e.seq
      WHERE e.tenant_id = ${tenantId} ORDER BY e.seq LIMIT ${limit}`),
    db.build.all<{ year: number | null }>(
      sql`SELECT min(first_year) AS year FROM retained_invoices WHERE tenant_id = ${tenantId}`,
    ),
    db.build.all<{ seq: number | null }>(
      sql`SELECT max(seq) AS seq FROM audit_events WHERE tenant_id = ${tenantId}`,
    ),
  ]);
  let last: Seal | null = null;
  for (const seal of seals) {
    const kept = seal.lastYear >= year || seal.year >= (oldest?.year ?? year);
    if (kept || (seal.seq === end?.seq && !erased)) break;
    last = seal;
  }
  return last && { last, events: seals.filter(({ seq }) => seq <= last.seq).length };
}

/** Cuts the trail off behind that event: its seal becomes the anchor. What only the purged events told of is forgotten with them. */
export async function purgeTrail(
  db: Database,
  { tenantId, erased }: Holder,
  { last, events }: { last: Seal; events: number },
  now: number,
): Promise<void> {
  const { build } = db;
  const upTo = sql`tenant_id = ${tenantId} AND seq <= ${last.seq}`;
  const event = { action: "retention.purged", entity: "retention", counts: { events } };
  const [first, ...rest] = [
    ...(erased ? [] : [systemEvent(build, { tenantId, at: now, ...event })]),
    build.run(sql`INSERT INTO audit_anchors (tenant_id, seq, hash, key_id, at)
      VALUES (${tenantId}, ${last.seq}, ${last.hash}, ${last.keyId}, ${now})`),
    build.run(sql`DELETE FROM audit_seals WHERE ${upTo}`),
    build.run(sql`DELETE FROM audit_events WHERE ${upTo}`),
    build.run(sql`DELETE FROM audit_anchors WHERE tenant_id = ${tenantId} AND seq < ${last.seq}`),
    build.run(sql`DELETE FROM gone WHERE tenant_id = ${tenantId} AND NOT EXISTS (SELECT 1 FROM audit_events e
      WHERE e.tenant_id = gone.tenant_id AND e.entity = gone.entity AND e.entity_id = gone.entity_id)`),
  ];
  if (first) await db.write([first, ...rest]);
}

/** The tables that hold the rest of a business, in an order in which none refers to one before it. */
const REST = [
  ...[
    "payments",
    "purged_numbers",
    "number_runs",
    "number_series_uses",
    "number_series",
    "clients",
    "tax_rates",
    "gone",
    "audit_anchors",
  ],
  ...[
    "idempotency_keys",
    "memberships",
    "retention_choices",
    "open_totals",
    "paid_totals",
    "search_spaces",
    "erasures",
  ],
];

/** Deletes what is left of an erased business once nothing of it has to be kept: no invoice and no event. Whether it was done. */
export async function purgeRest(db: Database, tenantId: string): Promise<boolean> {
  const { build } = db;
  const [[left]] = await db.read([
    build.all<{ n: number }>(sql`SELECT (SELECT count(*) FROM invoices WHERE tenant_id = ${tenantId})
      + (SELECT count(*) FROM audit_events WHERE tenant_id = ${tenantId}) AS n`),
  ]);
  if (left?.n !== 0) return false;
  await db.write([
    build.run(
      sql`DELETE FROM client_search WHERE rowid IN (SELECT id FROM client_search_rows WHERE tenant_id = ${tenantId})`,
    ),
    ...REST.map((table) =>
      build.run(sql`DELETE FROM ${sql.identifier(table)} WHERE tenant_id = ${tenantId}`),
    ),
    build.run(sql`DELETE FROM tenants WHERE id = ${tenantId}`),
  ]);
  return true;
}
