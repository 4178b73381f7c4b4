import { and, asc, between, eq, gte, isNull, sql } from "drizzle-orm";
import { type CivilDate, FIRST_DATE } from "~/shared/dates";
import { clients } from "../schema/clients";
import { invoices } from "../schema/invoices";
import type { TenantDb } from "../tenant-db";

/** Sums of open invoices in one currency, in minor units; archived invoices are left out. */
export interface OpenSums {
  readonly currency: string;
  readonly open: number;
  readonly openCount: number;
  readonly overdue: number;
  readonly overdueCount: number;
}

/** What is outstanding, and how much of it is due before today: one row per currency, never added up across them. */
export const openSums = (db: TenantDb, today: CivilDate): Promise<OpenSums[]> =>
  db.read((build, tenantId) =>
    build
      .select({
        currency: invoices.currency,
        open: sql<number>`sum(${invoices.dueMinor})`,
        openCount: sql<number>`count(*)`,
        overdue: sql<number>`sum(CASE WHEN ${invoices.dueDate} < ${today} THEN ${invoices.dueMinor} ELSE 0 END)`,
        overdueCount: sql<number>`sum(${invoices.dueDate} < ${today})`,
      })
      .from(invoices)
      .where(
        and(
          eq(invoices.tenantId, tenantId),
          eq(invoices.status, "sent"),
          isNull(invoices.archivedAt),
          // True of every row: a range makes SQLite take the index on status and due date rather than read all of the tenant's.
          gte(invoices.dueDate, FIRST_DATE),
        ),
      )
      .groupBy(invoices.currency)
      .orderBy(asc(invoices.currency)),
  );

/** Sums of paid invoices in one currency, in minor units. */
export interface PaidSums {
  readonly currency: string;
  readonly month: number;
  readonly monthCount: number;
  readonly year: number;
  readonly yearCount: number;
}

/** What was paid in today's year, and of it in today's month, by the paid date. Archived invoices are left out. */
export const paidSums = (db: TenantDb, today: CivilDate): Promise<PaidSums[]> => {
  const [year, month] = [today.slice(0, 4), today.slice(0, 7)];
  const inMonth = sql`${invoices.paidDate} BETWEEN ${`${month}-01`} AND ${`${month}-31`}`;
  return db.read((build, tenantId) =>
    build
      .select({
        currency: invoices.currency,
        month: sql<number>`sum(CASE WHEN ${inMonth} THEN ${invoices.dueMinor} ELSE 0 END)`,
        monthCount: sql<number>`sum(${inMonth})`,
        year: sql<number>`sum(${invoices.dueMinor})`,
        yearCount: sql<number>`count(*)`,
      })
      .from(invoices)
      .where(
        and(
          eq(invoices.tenantId, tenantId),
          // A literal: SQLite takes the partial index only where it can read the condition.
          sql`${invoices.status} = 'paid'`,
          isNull(invoices.archivedAt),
          between(invoices.paidDate, `${year}-01-01` as CivilDate, `${year}-12-31` as CivilDate),
        ),
      )
      .groupBy(invoices.currency)
      .orderBy(asc(invoices.currency)),
  );
};

/** Whether there is any client at all, archived ones included. */
export async function hasClients(db: TenantDb): Promise<boolean> {
  const rows = await db.read((build, tenantId) =>
    build.select({ id: clients.id }).from(clients).where(eq(clients.tenantId, tenantId)).limit(1),
  );
  return rows.length > 0;
}
