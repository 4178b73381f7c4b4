import { and, eq, ne, sql } from "drizzle-orm";
import type { TenantId } from "~/shared/ids-brands";
import { invoices } from "../schema/invoices";
import { numberRuns, numberSeries } from "../schema/tenants";
import type { Write } from "../tenant-db";
import type { Series } from "./series";

export interface NumberingChange {
  /** The series that was in use when the page was read. */
  readonly from: Pick<Series, "id" | "version">;
  /** The series to use from now on; its id is that of the pattern's own series, where the business had one. */
  readonly to: Pick<Series, "id" | "pattern" | "prefix" | "suffix" | "width" | "restartsYearly">;
  readonly period: string;
  /** The sequence that the next invoice of the period gets. */
  readonly next: number;
  /** That invoice's number in full: nobody may have it yet. */
  readonly number: string;
  /** Ids of the series that the pattern was compared with: SQL can't say what looks alike, so there may be no other. */
  readonly compared: readonly string[];
}

const lastGiven = (tenantId: TenantId, { to, period }: NumberingChange) =>
  sql`(SELECT coalesce(max(${numberRuns.lastSequence}), 0) FROM ${numberRuns}
    WHERE ${numberRuns.tenantId} = ${tenantId} AND ${numberRuns.seriesId} = ${to.id} AND ${numberRuns.period} = ${period})`;

/**
 * Guards and statements that make a pattern's series the active one and raise its next number: `stale` when the numbering was
 * changed since, or has a series that the pattern was not compared with, `number` when the next number is taken or does not lie above all that were given. A number that is the
 * next anyway begins no run.
 */
export const changeNumbering = (change: NumberingChange): Pick<Write, "guards" | "changes"> => ({
  guards: ({ tenantId }) => [
    {
      reason: "stale",
      holds: sql`EXISTS (SELECT 1 FROM ${numberSeries} WHERE ${numberSeries.tenantId} = ${tenantId} AND ${numberSeries.id} = ${change.from.id}
        AND ${numberSeries.version} = ${change.from.version} AND ${numberSeries.isActive} = 1)`,
    },
    {
      reason: "stale",
      holds: sql`NOT EXISTS (SELECT 1 FROM ${numberSeries} WHERE ${numberSeries.tenantId} = ${tenantId}
        AND ${numberSeries.id} NOT IN (SELECT value FROM json_each(${JSON.stringify(change.compared)})))`,
    },
    {
      reason: "number",
      holds: sql`NOT EXISTS (SELECT 1 FROM ${invoices} WHERE ${invoices.tenantId} = ${tenantId} AND ${invoices.number} = ${change.number})`,
    },
    { reason: "number", holds: sql`${change.next} > ${lastGiven(tenantId, change)}` },
  ],
  changes: ({ build, tenantId, now }) => {
    const { to, from, period, next } = change;
    const { id, pattern, prefix, suffix, width } = to;
    const restarts = to.restartsYearly ? 1 : 0;
    const series = (seriesId: string) =>
      and(eq(numberSeries.tenantId, tenantId), eq(numberSeries.id, seriesId));
    const counted = { updatedAt: now, version: sql`${numberSeries.version} + 1` };
    return [
      // The old one steps down first: an index allows one active series at a time.
      build
        .update(numberSeries)
        .set({ isActive: false, ...counted })
        .where(and(series(from.id), ne(numberSeries.id, id))),
      build
        .update(numberSeries)
        .set({ isActive: true, ...counted })
        .where(series(id)),
      build.run(sql`INSERT INTO ${numberSeries} (tenant_id, id, pattern, prefix, suffix, width, restarts_yearly, is_active, version, created_at, updated_at)
        SELECT ${tenantId}, ${id}, ${pattern}, ${prefix}, ${suffix}, ${width}, ${restarts}, 1, 1, ${now}, ${now}
          WHERE NOT EXISTS (SELECT 1 FROM ${numberSeries} WHERE ${series(id)})`),
      build.run(sql`INSERT INTO ${numberRuns} (tenant_id, series_id, period, first_sequence, last_sequence, created_at)
        SELECT ${tenantId}, ${id}, ${period}, ${next}, ${next} - 1, ${now} WHERE ${next} > 1 + ${lastGiven(tenantId, change)}`),
    ];
  },
});
