import { and, asc, between, eq, lt, sql } from "drizzle-orm";
import { type CivilDate, startOfMonth } from "~/shared/dates";
import { openTotals, paidTotals } from "../schema/totals";
import type { TenantDb } from "../tenant-db";

/** Sums of open invoices in one currency, in minor units. Archived invoices are counted: they are owed all the same. */
export interface OpenSums {
  readonly currency: string;
  readonly open: number;
  readonly openCount: number;
  readonly openArchived: number;
  /** Of invoices of more than zero only. */
  readonly overdue: number;
  readonly overdueCount: number;
  readonly overdueArchived: number;
}

type Sum = typeof openTotals.claimMinor | typeof openTotals.claimCount | typeof openTotals.archivedClaimCount;

/**
 * What is outstanding, and how much of it is due before today: one row per currency, never added up across them. Of the whole
 * business, or of one client. Read from the totals that the database keeps: whole months before today's, and the days of today's.
 */
export const openSums = (db: TenantDb, today: CivilDate, clientId = ""): Promise<OpenSums[]> => {
  const month = today.slice(0, 7);
  return db.read((build, tenantId) => {
    const days = (sum: Sum) =>
      sql<number>`(SELECT coalesce(sum(d.${sql.identifier(sum.name)}), 0) FROM ${openTotals} d
        WHERE d.tenant_id = ${tenantId} AND d.client_id = ${clientId} AND d.grain = 'day' AND d.currency = ${sql.raw("open_totals.currency")}
          AND d.period >= ${startOfMonth(today)} AND d.period < ${today})`;
    const earlier = lt(openTotals.period, month);
    const overdue = (sum: Sum) => sql<number>`sum(iif(${earlier}, ${sum}, 0)) + ${days(sum)}`;
    return build
      .select({
        currency: openTotals.currency,
        open: sql<number>`sum(${openTotals.dueMinor})`,
        openCount: sql<number>`sum(${openTotals.invoiceCount})`,
        openArchived: sql<number>`sum(${openTotals.archivedCount})`,
        overdue: overdue(openTotals.claimMinor),
        overdueCount: overdue(openTotals.claimCount),
        overdueArchived: overdue(openTotals.archivedClaimCount),
      })
      .from(openTotals)
      .where(
        and(
          eq(openTotals.tenantId, tenantId),
          eq(openTotals.clientId, clientId),
          eq(openTotals.grain, "month"),
        ),
      )
      .groupBy(openTotals.currency)
      .orderBy(asc(openTotals.currency));
  });
};

/** Sums of paid invoices in one currency, in minor units. */
export interface PaidSums {
  readonly currency: string;
  readonly month: number;
  readonly monthCount: number;
  readonly year: number;
  readonly yearCount: number;
}

/** What was paid in today's year, and of it in today's month, by the paid date. Archived invoices are counted: they are paid all the same. */
export const paidSums = (db: TenantDb, today: CivilDate): Promise<PaidSums[]> => {
  const [year, month] = [today.slice(0, 4), today.slice(0, 7)];
  const inMonth = eq(paidTotals.month, month);
  return db.read((build, tenantId) =>
    build
      .select({
        currency: paidTotals.currency,
        month: sql<number>`sum(iif(${inMonth}, ${paidTotals.dueMinor}, 0))`,
        monthCount: sql<number>`sum(iif(${inMonth}, ${paidTotals.invoiceCount}, 0))`,
        year: sql<number>`sum(${paidTotals.dueMinor})`,
        yearCount: sql<number>`sum(${paidTotals.invoiceCount})`,
      })
      .from(paidTotals)
      .where(and(eq(paidTotals.tenantId, tenantId), between(paidTotals.month, `${year}-01`, `${year}-12`)))
      .groupBy(paidTotals.currency)
      .orderBy(asc(paidTotals.currency)),
  );
};
