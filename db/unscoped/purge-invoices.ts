import { sql } from "drizzle-orm";
import type { CivilDate } from "~/shared/dates";
import type { Database } from "../client.server";
import { among, deleteInvoices } from "../statements/erase";
import { systemEvent } from "./system-event";

/** A business as the job sees it. */
export interface Holder {
  readonly tenantId: string;
  readonly timeZone: string;
  readonly erased: number;
}

interface Expired {
  readonly id: string;
  readonly seriesId: string;
  readonly period: string;
  readonly sequence: number;
}

/**
 * The next issued invoices whose last day was before `today`, in the order of their numbers. One that another corrects waits for that
 * one. Whether each may really go, the database decides once more by its own clock (0008, expired_invoices).
 */
export async function findExpired(db: Database, { tenantId }: Holder, today: CivilDate, limit: number) {
  const [rows] = await db.read([
    db.build.all<Expired>(sql`SELECT i.id, i.series_id AS "seriesId", i.period, i.sequence FROM retained_invoices r
      JOIN invoices i ON i.tenant_id = r.tenant_id AND i.id = r.id
      WHERE r.tenant_id = ${tenantId} AND r.last_day < ${today}
        AND NOT EXISTS (SELECT 1 FROM invoices c WHERE c.tenant_id = i.tenant_id AND c.preceding_invoice_id = i.id)
      ORDER BY i.series_id, i.period, i.sequence LIMIT ${limit}`),
  ]);
  return rows;
}

/** Unbroken stretches of numbers; the rows come in their order. */
function stretches(rows: readonly Expired[]): { at: Expired; last: number }[] {
  const found: { at: Expired; last: number }[] = [];
  for (const row of rows) {
    const open = found.at(-1);
    const goesOn =
      open &&
      open.at.seriesId === row.seriesId &&
      open.at.period === row.period &&
      open.last + 1 === row.sequence;
    if (goesOn) open.last = row.sequence;
    else found.push({ at: row, last: row.sequence });
  }
  return found;
}

/** Deletes these invoices in one batch: their numbers stand among the purged ones, and an event says how many there were. */
export async function purgeInvoices(
  db: Database,
  { tenantId, erased }: Holder,
  rows: readonly Expired[],
  now: number,
) {
  const { build } = db;
  const event = { action: "retention.purged", entity: "retention", counts: { invoices: rows.length } };
  const [first, ...rest] = [
    // Nobody reads the trail of an erased business, and it would be kept for years longer.
    ...(erased ? [] : [systemEvent(build, { tenantId, at: now, ...event })]),
    ...stretches(rows).map(({ at, last }) =>
      build.run(sql`INSERT INTO purged_numbers (tenant_id, series_id, period, first_sequence, last_sequence, purged_at)
        VALUES (${tenantId}, ${at.seriesId}, ${at.period}, ${at.sequence}, ${last}, ${now})`),
    ),
    ...deleteInvoices(build, tenantId, among(rows.map(({ id }) => id))),
  ];
  if (first) await db.write([first, ...rest]);
}

/** Drafts that nobody changed since then, at most so many. */
export async function findOldDrafts(db: Database, tenantId: string, before: number, limit: number) {
  const [rows] = await db.read([
    db.build.all<{ id: string }>(sql`SELECT id FROM invoices WHERE tenant_id = ${tenantId} AND number IS NULL
      AND updated_at < ${before} ORDER BY id LIMIT ${limit}`),
  ]);
  return rows.map(({ id }) => id);
}

export async function purgeDrafts(db: Database, tenantId: string, ids: readonly string[], now: number) {
  const event = { action: "retention.purged", entity: "retention", counts: { drafts: ids.length } };
  await db.write([
    systemEvent(db.build, { tenantId, at: now, ...event }),
    ...deleteInvoices(db.build, tenantId, among(ids)),
  ]);
}
