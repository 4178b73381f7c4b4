import { and, desc, eq, gt, gte, isNotNull, isNull, lt, lte, type SQL, sql } from "drizzle-orm";
import type { InvoiceStatus } from "~/domain/invoices/invoice";
import type { CivilDate } from "~/shared/dates";
import type { TenantId } from "~/shared/ids-brands";
import { limits } from "~/shared/limits";
import { type Cursor, type PageOf, pageOf } from "~/shared/pagination";
import { clients } from "../schema/clients";
import { invoiceParties, invoices } from "../schema/invoices";
import { invoiceSearchRows } from "../schema/search";
import type { TenantDb } from "../tenant-db";
import { keyset } from "./keyset";
import { found, spaceOf } from "./search";

/** Which invoices: what the list and the search have in common. */
export interface InvoiceFilter {
  /** As stored, or those of more than zero that were sent and due before a day (overdue). Empty for all. */
  readonly status: InvoiceStatus | { readonly dueBefore: CivilDate } | "";
  readonly clientId: string | null;
  /** Either what is in use or what is archived. */
  readonly archived: boolean;
  readonly cursor: Cursor | null;
}

export interface InvoiceOrder {
  readonly sort: "issued" | "due";
  readonly descending: boolean;
  /** Days of the sort's own date, both inclusive. */
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
  sort: "issued",
  descending: true,
  cursor: null,
} as const satisfies InvoiceFilter & InvoiceOrder;

const SORTS = { issued: invoices.issueDate, due: invoices.dueDate } as const;

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

/** Invoices by issue date or due date, a page at a time, both ways. Every filter has its index, for each of the two dates. */
export async function listInvoices(
  db: TenantDb,
  filter: InvoiceFilter & InvoiceOrder,
  pageSize: number = limits.pageSize,
): Promise<PageOf<InvoiceListRow>> {
  const { sort, descending, from, to, cursor } = filter;
  const date = SORTS[sort];
  const { after, orderBy } = keyset({ sort: date, id: invoices.id, descending }, cursor);
  const rows = await db.read((build, tenantId) =>
    build
      .select(ROW)
      .from(invoices)
      .innerJoin(clients, clientOf)
      .leftJoin(invoiceParties, buyerOf)
      .where(
        and(
          chosen(tenantId, filter),
          from ? gte(date, from) : undefined,
          to ? lte(date, to) : undefined,
          after,
        ),
      )
      .orderBy(...orderBy)
      .limit(pageSize + 1),
  );
  return pageOf(rows, cursor, (row) => (sort === "due" ? row.dueDate : row.issueDate), pageSize);
}

/** Invoices that `match` (FTS5, see searchMatch) finds, the latest written first, a page at a time, both ways. */
export async function searchInvoices(
  db: TenantDb,
  match: string,
  filter: InvoiceFilter,
): Promise<PageOf<InvoiceListRow>> {
  const { cursor } = filter;
  const back = cursor?.towards === "previous";
  const rowid = sql`invoice_search.rowid`;
  const rows = await db.read((build, tenantId) =>
    build
      .select({ ...ROW, entry: invoiceSearchRows.id })
      .from(sql`invoice_search`)
      .crossJoin(invoiceSearchRows)
      .crossJoin(invoices)
      .innerJoin(clients, clientOf)
      .leftJoin(invoiceParties, buyerOf)
      .where(
        and(
          found("invoice_search", match, spaceOf(tenantId)),
          eq(invoiceSearchRows.id, rowid),
          eq(invoices.tenantId, invoiceSearchRows.tenantId),
          eq(invoices.id, invoiceSearchRows.invoiceId),
          chosen(tenantId, filter),
          cursor ? (back ? gt(rowid, cursor.value) : lt(rowid, cursor.value)) : undefined,
        ),
      )
      .orderBy(back ? rowid : desc(rowid))
      .limit(limits.pageSize + 1),
  );
  return pageOf(rows, cursor, ({ entry }) => entry);
}

/** Whether there is any invoice at all, archived ones included. */
export async function hasInvoices(db: TenantDb): Promise<boolean> {
  const rows = await db.read((build, tenantId) =>
    build.select({ id: invoices.id }).from(invoices).where(eq(invoices.tenantId, tenantId)).limit(1),
  );
  return rows.length > 0;
}
