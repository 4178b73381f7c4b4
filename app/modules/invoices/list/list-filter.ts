import { type InvoiceState, isInvoiceState } from "~/domain/invoices/invoice-state";
import { type CivilDate, parseCivilDate } from "~/shared/dates";
import { isId } from "~/shared/ids";
import { limits } from "~/shared/limits";
import { type Cursor, decodeCursor } from "~/shared/pagination";
import { searchText } from "~/shared/search-words";

/** The names of the parameters in the URL of the list: for all who read such an address, or build one. */
type ListParameter =
  | "status"
  | "client"
  | "from"
  | "to"
  | "archived"
  | "search"
  | "find"
  | "sort"
  | "order"
  | "at";

/** The parameters of an address of the list. */
export type ListQuery = Readonly<Partial<Record<ListParameter, string>>>;

/** What the URL of the list says, as far as it makes sense: whatever doesn't is as if it were not there. */
export interface ListFilter {
  readonly status: InvoiceState | "";
  readonly clientId: string | null;
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
  /** Archived invoices instead of those in use. */
  readonly archived: boolean;
  /** Words to be found by, as typed. */
  readonly search: string;
  /** Words of a client that is to be among those to choose from. */
  readonly find: string;
  /** By which column; `from` and `to` are days of that date, or of the issue date. Overdue invoices go by their due date. */
  readonly sort: "issued" | "due" | "number";
  readonly descending: boolean;
  readonly cursor: Cursor | null;
}

/** The newest issue date and the latest number first, the earliest due date first, unless the URL says otherwise. */
const descendsAtFirst = (sort: ListFilter["sort"]): boolean => sort !== "due";

const dateOf = (text: string | null): CivilDate | null => {
  const parsed = parseCivilDate(text ?? "");
  return parsed.ok ? parsed.value : null;
};

/** A draft has no number; and days of a list by number would have to be sought in all of it. */
const isNumbered = (status: string, hasDays: boolean): boolean => status !== "draft" && !hasDays;

function sortOf(wanted: string | null, status: string, hasDays: boolean): ListFilter["sort"] {
  if (status === "overdue") return "due";
  if (wanted === "number") return isNumbered(status, hasDays) ? "number" : "issued";
  return wanted === "due" ? "due" : "issued";
}

/** Reads the list's filter from the URL. */
export function readListFilter(params: { get(name: ListParameter): string | null }): ListFilter {
  const status = params.get("status") ?? "";
  const client = params.get("client") ?? "";
  const [from, to] = [dateOf(params.get("from")), dateOf(params.get("to"))];
  const sort = sortOf(params.get("sort"), status, from !== null || to !== null);
  const order = params.get("order");
  return {
    status: isInvoiceState(status) ? status : "",
    clientId: isId(client) ? client : null,
    from,
    to,
    archived: params.get("archived") === "yes",
    search: searchText(params.get("search"), limits.search),
    find: searchText(params.get("find"), limits.search),
    sort,
    descending: order === "asc" || order === "desc" ? order === "desc" : descendsAtFirst(sort),
    cursor: decodeCursor(params.get("at")),
  };
}

/**
 * Where a heading leads: the list by that column, the other way round if it is sorted by it now, from its start. Undefined where
 * the list can't be sorted by it. Days that were asked for were the other column's, so they are not kept.
 */
export function sortLink(
  params: URLSearchParams,
  now: Pick<ListFilter, "sort" | "descending" | "status" | "from" | "to">,
  sort: ListFilter["sort"],
): { to: string; direction?: "ascending" | "descending" } | undefined {
  if (now.status === "overdue" && sort !== "due") return undefined;
  if (sort === "number" && !isNumbered(now.status, Boolean(now.from || now.to))) return undefined;
  const descending = now.sort === sort ? !now.descending : descendsAtFirst(sort);
  const next = new URLSearchParams(params);
  for (const name of ["at", "done", "_routes"]) next.delete(name);
  if (now.sort !== sort) for (const name of ["from", "to"]) next.delete(name);
  next.set("sort", sort);
  next.set("order", descending ? "desc" : "asc");
  const to = `?${next}`;
  return now.sort === sort ? { to, direction: now.descending ? "descending" : "ascending" } : { to };
}
