import { and, eq, gte, isNotNull, isNull, lt, lte, type SQL, sql } from "drizzle-orm";
import type { InvoiceStatus } from "~/domain/invoices/invoice";
import type { SearchQuery } from "~/domain/search/query";
import type { CivilDate } from "~/shared/dates";
import type { TenantId } from "~/shared/ids-brands";
import { limits } from "~/shared/limits";
import { type Cursor, type PageOf, pageOf } from "~/shared/pagination";
import type { Orm } from "../client.server";
import { clients } from "../schema/clients";
import { invoiceParties, invoices } from "../schema/invoices";
import type { TenantDb } from "../tenant-db";
import { keyset } from "./keyset";
import { isTruncated, latestFound, matchesOf } from "./search";

/** Which invoices: what the list and the search have in common. */
export interface InvoiceFilter {
  /** As stored, or those of more than zero that were sent and due before a day (overdue). Empty for all. */
  readonly status: InvoiceStatus | { readonly dueBefore: CivilDate } | "";
  readonly clientId: string | null;
  /** Either what is in use or what is archived. */
  readonly archived: boolean;
  /** Null: nothing is searched for. */
  readonly match: SearchQuery | null;
  readonly cursor: Cursor | null;
}

export interface InvoiceOrder {
  /** By number: drafts have none and are not in the list. */
  readonly sort: "issued" | "due" | "number";
  readonly descending: boolean;
  /** Days of the sort's own date, of the issue date where it is by number; both inclusive. */
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
}

/** The newest first, of all that is not archived: what a list shows unless told otherwise. */
export const wholeList = {
  status: "",
  clientId: null,
  from: null,
  to: null,
  archived: false,
  match: null,
  sort: "issued",
  descending: true,
  cursor: null,
} as const satisfies InvoiceFilter & InvoiceOrder;

/** The place of a number among those of its day; a draft comes behind all (0030). */
const RANK = sql<number>`"invoices"."number_rank"`;

const SORTS = {
  issued: [invoices.issueDate, RANK],
  due: [invoices.dueDate, RANK],
  // The oldest series first.
  number: [invoices.seriesId, invoices.period, invoices.sequence],
} as const;

const DATES = { issued: invoices.issueDate, due: invoices.dueDate, number: invoices.issueDate } as const;

type Sorted = Pick<
  typeof invoices.$inferSelect,
  "issueDate" | "dueDate" | "seriesId" | "period" | "sequence"
> & {
  readonly rank: number;
};

const VALUES: { readonly [S in InvoiceOrder["sort"]]: (row: Sorted) => readonly (string | number)[] } = {
  issued: ({ issueDate, rank }) => [issueDate, rank],
  due: ({ dueDate, rank }) => [dueDate, rank],
  number: ({ seriesId, period, sequence }) => [seriesId ?? "", period ?? "", sequence ?? 0],
};

const ROW = {
  id: invoices.id,
  number: invoices.number,
  status: invoices.status,
  /** As it was at issue; of a draft, as it is now. */
  clientName: sql<string>`coalesce(${invoiceParties.name}, ${clients.name})`,
  issueDate: invoices.issueDate,
  dueDate: invoices.dueDate,
  currency: invoices.currency,
  dueMinor: invoices.dueMinor,
  archivedAt: invoices.archivedAt,
  seriesId: invoices.seriesId,
  period: invoices.period,
  sequence: invoices.sequence,
  rank: RANK,
};

export type InvoiceListRow = Pick<
  typeof invoices.$inferSelect,
  "id" | "number" | "status" | "issueDate" | "dueDate" | "currency" | "dueMinor" | "archivedAt"
> & { readonly clientName: string };

const clientOf = and(eq(clients.tenantId, invoices.tenantId), eq(clients.id, invoices.clientId));
const buyerOf = and(
  eq(invoiceParties.tenantId, invoices.tenantId),
  eq(invoiceParties.invoiceId, invoices.id),
  eq(invoiceParties.party, "buyer"),
);

/** What can be overdue. In literals, as the indexes of claims have it. */
const CLAIM = sql`${invoices.status} = 'sent' AND ${invoices.dueMinor} > 0`;

const chosen = (tenantId: TenantId, { status, clientId, archived }: InvoiceFilter): SQL | undefined =>
  and(
    eq(invoices.tenantId, tenantId),
    archived ? isNotNull(invoices.archivedAt) : isNull(invoices.archivedAt),
    clientId ? eq(invoices.clientId, clientId) : undefined,
    typeof status === "object"
      ? and(CLAIM, lt(invoices.dueDate, status.dueBefore))
      : status
        ? eq(invoices.status, status)
        : undefined,
  );

/** Where invoices come from: all of them, or those that a search finds. */
const source = (build: Orm, tenantId: TenantId, match: SearchQuery | null) => {
  const rows = build.select({ ...ROW, matches: matchesOf(match) });
  if (match === null) return rows.from(invoices);
  // A cross join is carried out as it stands: from what was found to the invoices.
  return rows.from(latestFound("invoice", match, tenantId)).crossJoin(invoices);
};

const isFound = (tenantId: TenantId): SQL | undefined =>
  and(eq(invoices.tenantId, tenantId), sql`${invoices.id} = found.owner`);

/**
 * Invoices by issue date, due date or number, a page at a time, both ways. Invoices of one day stand in the order of their numbers. Every
 * filter has its index, for each of the three orders; only days are no filter of the order by number. What a search finds is filtered and
 * sorted like all others, of many the latest written (`truncated`).
 */
export async function listInvoices(
  db: TenantDb,
  filter: InvoiceFilter & InvoiceOrder,
  pageSize: number = limits.pageSize,
): Promise<PageOf<InvoiceListRow> & { readonly truncated: boolean }> {
  const { sort, descending, from, to, cursor, match } = filter;
  const date = DATES[sort];
  const { after, orderBy } = keyset({ sort: SORTS[sort], id: invoices.id, descending }, cursor);
  const rows = await db.read((build, tenantId) =>
    source(build, tenantId, match)
      .innerJoin(clients, clientOf)
      .leftJoin(invoiceParties, buyerOf)
      .where(
        and(
          match === null ? undefined : isFound(tenantId),
          chosen(tenantId, filter),
          from ? gte(date, from) : undefined,
          to ? lte(date, to) : undefined,
          sort === "number" ? isNotNull(invoices.seriesId) : undefined,
          after,
        ),
      )
      .orderBy(...orderBy)
      .limit(pageSize + 1),
  );
  return { ...pageOf(rows, cursor, VALUES[sort], pageSize), truncated: isTruncated(rows) };
}

/** Whether there is any invoice at all, archived ones included. */
export async function hasInvoices(db: TenantDb): Promise<boolean> {
  const rows = await db.read((build, tenantId) =>
    build.select({ id: invoices.id }).from(invoices).where(eq(invoices.tenantId, tenantId)).limit(1),
  );
  return rows.length > 0;
}
