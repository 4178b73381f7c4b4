import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import type { CivilDate } from "~/shared/dates";
import type { TenantId } from "~/shared/ids-brands";
import { limits } from "~/shared/limits";
import type { Orm } from "../client.server";
import { users } from "../schema/accounts";
import { auditEvents } from "../schema/audit";
import { invoices } from "../schema/invoices";
import { numberRuns, numberSeries } from "../schema/tenants";
import type { TenantDb } from "../tenant-db";

const count = (condition: SQL) => sql<number>`(SELECT count(*) FROM ${invoices} WHERE ${condition})`;
const ofRun = sql`${invoices.tenantId} = ${numberRuns.tenantId} AND ${invoices.seriesId} = ${numberRuns.seriesId} AND ${invoices.period} = ${numberRuns.period}`;
const numberAt = (sequence: typeof numberRuns.firstSequence | typeof numberRuns.lastSequence) =>
  sql<
    string | null
  >`(SELECT ${invoices.number} FROM ${invoices} WHERE ${ofRun} AND ${invoices.sequence} = ${sequence})`;

/** Every run with what the invoices themselves say: how many of its numbers there are, and how the first and the last read. */
export const listRuns = (db: TenantDb) =>
  db.read((build, tenantId) =>
    build
      .select({
        seriesId: numberRuns.seriesId,
        pattern: numberSeries.pattern,
        period: numberRuns.period,
        first: numberRuns.firstSequence,
        last: numberRuns.lastSequence,
        firstNumber: numberAt(numberRuns.firstSequence),
        lastNumber: numberAt(numberRuns.lastSequence),
        /** Numbers whose invoices were kept as long as they had to be. */
        purged: sql<number>`(SELECT coalesce(sum(p.last_sequence - p.first_sequence + 1), 0) FROM purged_numbers p
          WHERE p.tenant_id = ${numberRuns.tenantId} AND p.series_id = ${numberRuns.seriesId} AND p.period = ${numberRuns.period}
            AND p.first_sequence BETWEEN ${numberRuns.firstSequence} AND ${numberRuns.lastSequence})`,
        invoices: count(
          sql`${ofRun} AND ${invoices.sequence} BETWEEN ${numberRuns.firstSequence} AND ${numberRuns.lastSequence}`,
        ),
      })
      .from(numberRuns)
      .innerJoin(
        numberSeries,
        and(eq(numberSeries.tenantId, numberRuns.tenantId), eq(numberSeries.id, numberRuns.seriesId)),
      )
      .where(eq(numberRuns.tenantId, tenantId))
      .orderBy(desc(numberRuns.period), desc(numberRuns.seriesId), desc(numberRuns.firstSequence)),
  );

/** A stretch of sequences that a run has and no invoice bears. */
export interface Gap {
  readonly seriesId: string;
  readonly period: string;
  readonly first: number;
  readonly from: number;
  readonly to: number;
}

/** The most gaps and strays that are listed one by one; in a sound database there are none. */
const MOST_LISTED = 100;

/** What is missing within the runs, found from the invoices: each sequence against the one before it, the run's ends included; what was purged is not missing. */
export const listGaps = (db: TenantDb): Promise<Gap[]> =>
  db.read((build, tenantId) =>
    build.all<Gap>(sql`
      WITH given AS (
        SELECT ${numberRuns.seriesId} AS series_id, ${numberRuns.period} AS period, ${numberRuns.firstSequence} AS first,
          ${invoices.sequence} AS sequence, ${invoices.sequence} AS up_to
          FROM ${numberRuns} JOIN ${invoices} ON ${ofRun} AND ${invoices.sequence} BETWEEN ${numberRuns.firstSequence} AND ${numberRuns.lastSequence}
          WHERE ${numberRuns.tenantId} = ${tenantId}
        UNION ALL
        SELECT r.series_id, r.period, r.first_sequence, p.first_sequence, p.last_sequence FROM number_runs r
          JOIN purged_numbers p ON p.tenant_id = r.tenant_id AND p.series_id = r.series_id AND p.period = r.period
            AND p.first_sequence BETWEEN r.first_sequence AND r.last_sequence
          WHERE r.tenant_id = ${tenantId}
        UNION ALL
        SELECT ${numberRuns.seriesId}, ${numberRuns.period}, ${numberRuns.firstSequence}, ${numberRuns.lastSequence} + 1, 0
          FROM ${numberRuns} WHERE ${numberRuns.tenantId} = ${tenantId}
      ), steps AS (
        SELECT series_id, period, first, sequence - 1 AS gap_to,
          1 + coalesce(lag(up_to) OVER (PARTITION BY series_id, period, first ORDER BY sequence), first - 1) AS gap_from
          FROM given
      )
      SELECT series_id AS "seriesId", period, first, gap_from AS "from", gap_to AS "to" FROM steps
        WHERE gap_from <= gap_to ORDER BY series_id, period, gap_from LIMIT ${MOST_LISTED}`),
  );

/** Numbers of invoices that lie outside of every run. */
export const listStrays = (db: TenantDb) =>
  db.read((build, tenantId) =>
    build
      .select({ number: invoices.number })
      .from(invoices)
      .where(
        sql`${invoices.tenantId} = ${tenantId} AND ${invoices.number} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ${numberRuns}
          WHERE ${ofRun} AND ${invoices.sequence} BETWEEN ${numberRuns.firstSequence} AND ${numberRuns.lastSequence})`,
      )
      .orderBy(asc(invoices.number))
      .limit(MOST_LISTED),
  );

/** What the trail says of each series that was begun, resumed or raised, the earliest first, and who did it. */
export const listSeriesEvents = (db: TenantDb) =>
  db.read((build, tenantId) =>
    build
      .select({
        seriesId: auditEvents.entityId,
        changes: auditEvents.changes,
        at: auditEvents.at,
        who: users.name,
      })
      .from(auditEvents)
      .innerJoin(users, eq(users.id, auditEvents.actorId))
      .where(and(eq(auditEvents.tenantId, tenantId), eq(auditEvents.entity, "number_series")))
      .orderBy(asc(auditEvents.entityId), asc(auditEvents.seq)),
  );

/** An invoice that is dated before the one with the number before its own. */
export interface OutOfOrder {
  readonly id: string;
  readonly number: string;
  readonly issueDate: CivilDate;
  readonly beforeNumber: string;
  readonly beforeDate: CivilDate;
}

/** Numbers whose dates go back within a series and a period, of the latest `limits.comparedByDate` of each run; MOST_LISTED at most. */
export const listOutOfOrder = (db: TenantDb): Promise<OutOfOrder[]> =>
  db.read((build, tenantId) =>
    build.all<OutOfOrder>(sql`
      WITH dated AS (
        SELECT ${invoices.id} AS id, ${invoices.number} AS number, ${invoices.issueDate} AS issue_date,
            lag(${invoices.number}) OVER one_by_one AS before_number, lag(${invoices.issueDate}) OVER one_by_one AS before_date
          FROM ${numberRuns} JOIN ${invoices} ON ${ofRun}
            AND ${invoices.sequence} BETWEEN ${numberRuns.firstSequence} AND ${numberRuns.lastSequence}
            AND ${invoices.sequence} > ${numberRuns.lastSequence} - ${limits.comparedByDate}
          WHERE ${numberRuns.tenantId} = ${tenantId}
          WINDOW one_by_one AS (PARTITION BY ${invoices.seriesId}, ${invoices.period} ORDER BY ${invoices.sequence})
      )
      SELECT id, number, issue_date AS "issueDate", before_number AS "beforeNumber", before_date AS "beforeDate" FROM dated
        WHERE issue_date < before_date LIMIT ${MOST_LISTED}`),
  );

/** A place in the list of all numbers. */
export interface NumberPlace {
  readonly seriesId: string;
  readonly period: string;
  readonly sequence: number;
}

/** Every number given, in order, `limit` at a time from behind a place. */
export const selectNumbers = (after: NumberPlace | null, limit: number) => (build: Orm, tenantId: TenantId) =>
  build
    .select({
      seriesId: sql<string>`${invoices.seriesId}`,
      period: sql<string>`${invoices.period}`,
      sequence: sql<number>`${invoices.sequence}`,
      pattern: numberSeries.pattern,
      number: sql<string>`${invoices.number}`,
      issueDate: invoices.issueDate,
      status: invoices.status,
    })
    .from(invoices)
    .innerJoin(
      numberSeries,
      and(eq(numberSeries.tenantId, invoices.tenantId), eq(numberSeries.id, invoices.seriesId)),
    )
    .where(
      and(
        eq(invoices.tenantId, tenantId),
        after
          ? sql`(${invoices.seriesId}, ${invoices.period}, ${invoices.sequence}) > (${after.seriesId}, ${after.period}, ${after.sequence})`
          : undefined,
      ),
    )
    .orderBy(asc(invoices.seriesId), asc(invoices.period), asc(invoices.sequence))
    .limit(limit);

/** The numbers behind a place. */
export const listNumbers = (db: TenantDb, after: NumberPlace, limit: number) =>
  db.read(selectNumbers(after, limit));
