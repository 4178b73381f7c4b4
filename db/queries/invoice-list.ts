import { and, eq, gte, isNull, lt, lte, type SQL, sql } from "drizzle-orm";
import type { InvoiceStatus } from "~/modules/invoices/invoice";
import type { CivilDate } from "~/shared/dates";
import { limits } from "~/shared/limits";
import { type Cursor, type PageOf, pageOf } from "~/shared/pagination";
import { clients } from "../schema/clients";
import { invoiceParties, invoices } from "../schema/invoices";
import type { TenantDb } from "../tenant-db";
import { keyset } from "./keyset";

export interface InvoiceFilter {
  /** As stored, or `overdue`: sent, and due before today. Empty for all. */
  readonly status: InvoiceStatus | "overdue" | "";
  readonly clientId: string | null;
  /** Issue dates, both inclusive. */
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
  /** Whether archived invoices are listed too. */
  readonly archived: boolean;
  readonly sort: "issued" | "due";
  readonly descending: boolean;
  readonly cursor: Cursor | null;
  /** The tenant's today. */
  readonly today: CivilDate;
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
} as const satisfies Omit<InvoiceFilter, "today">;

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

const statusIs = (status: InvoiceFilter["status"], today: CivilDate): SQL | undefined => {
  if (status === "") return undefined;
  return status === "overdue"
    ? and(eq(invoices.status, "sent"), lt(invoices.dueDate, today))
    : eq(invoices.status, status);
};

/** Invoices by issue date or due date, a page at a time, both ways. */
export async function listInvoices(
  db: TenantDb,
  filter: InvoiceFilter,
  pageSize: number = limits.pageSize,
): Promise<PageOf<InvoiceListRow>> {
  const { sort, descending, cursor } = filter;
  const { after, orderBy } = keyset({ sort: SORTS[sort], id: invoices.id, descending }, cursor);
  const rows = await db.read((build, tenantId) =>
    build
      .select(ROW)
      .from(invoices)
      .innerJoin(clients, and(eq(clients.tenantId, invoices.tenantId), eq(clients.id, invoices.clientId)))
      .leftJoin(
        invoiceParties,
        and(
          eq(invoiceParties.tenantId, invoices.tenantId),
          eq(invoiceParties.invoiceId, invoices.id),
          eq(invoiceParties.party, "buyer"),
        ),
      )
      .where(
        and(
          eq(invoices.tenantId, tenantId),
          filter.archived ? undefined : isNull(invoices.archivedAt),
          statusIs(filter.status, filter.today),
          filter.clientId ? eq(invoices.clientId, filter.clientId) : undefined,
          filter.from ? gte(invoices.issueDate, filter.from) : undefined,
          filter.to ? lte(invoices.issueDate, filter.to) : undefined,
          after,
        ),
      )
      .orderBy(...orderBy)
      .limit(pageSize + 1),
  );
  return pageOf(rows, cursor, (row) => (sort === "due" ? row.dueDate : row.issueDate), pageSize);
}

/** Whether there is any invoice at all, archived ones included. */
export async function hasInvoices(db: TenantDb): Promise<boolean> {
  const rows = await db.read((build, tenantId) =>
    build.select({ id: invoices.id }).from(invoices).where(eq(invoices.tenantId, tenantId)).limit(1),
  );
  return rows.length > 0;
}
