import { asc, desc, eq, sql } from "drizzle-orm";
import { numberRuns, numberSeries } from "../schema/tenants";
import type { TenantDb } from "../tenant-db";

export type Series = typeof numberSeries.$inferSelect;

/** The last number given in each period of each series: `next` is the one after it. */
export interface NextInPeriod {
  readonly seriesId: string;
  readonly period: string;
  readonly next: number;
}

/** Every series of the business: the active one first, then by age. */
export const listSeries = (db: TenantDb): Promise<Series[]> =>
  db.read((build, tenantId) =>
    build
      .select()
      .from(numberSeries)
      .where(eq(numberSeries.tenantId, tenantId))
      .orderBy(desc(numberSeries.isActive), asc(numberSeries.id)),
  );

/** Where each series is in each period that it gave numbers in: issuing goes on from the run that begins highest. */
export const listNext = (db: TenantDb): Promise<NextInPeriod[]> =>
  db.read((build, tenantId) =>
    build
      .select({
        seriesId: numberRuns.seriesId,
        period: numberRuns.period,
        next: sql<number>`max(${numberRuns.lastSequence}) + 1`,
      })
      .from(numberRuns)
      .where(eq(numberRuns.tenantId, tenantId))
      .groupBy(numberRuns.seriesId, numberRuns.period),
  );
