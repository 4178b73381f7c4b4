import type { ListQuery } from "~/modules/invoices/list/list-filter";
import { limits } from "~/shared/limits";
import { rowTo } from "../../../scripts/lib/shown.mjs";
import type { Asked } from "./cases";
import { COMMON_WORD, NEVER_TOGETHER, RARE_WORD } from "./generate/words";
import { found, inUse, type Listing, mentions, NOT_IN_USE, ofClientNamed, WHOLE } from "./listing";
import type { Known, Target } from "./target";

/** An address of the list, and what its first page has by SQL. */
interface ListCase {
  readonly query: ListQuery;
  readonly rows: Listing | "none";
  /** What the page would be if it did not read one of the parameters, or read it wrongly: a row of each must be away. The whole list unless told. */
  readonly otherwise?: readonly Listing[];
  /** Invoices that are written meanwhile come first. */
  readonly takesNew?: boolean;
  /** What the page says besides its rows. */
  readonly says?: readonly RegExp[];
}

const DEEP = 5_000;
/** Of the word that a quarter of all invoices has. */
const PART = COMMON_WORD.slice(1, 5);
const PAGE = limits.pageSize;
const BY_NUMBER = "i.series_id, i.period, i.sequence";
const EARLIEST_DUE = "i.due_date, i.number_rank, i.id";
const OLDEST_FIRST = inUse("1", "i.issue_date, i.number_rank, i.id");

/** The rows before the page that is far behind; a small list has fewer pages. */
const before = (invoices: number) => (Math.min(DEEP, Math.floor((invoices * 0.8) / PAGE)) - 1) * PAGE;

async function listCases({ known, measured }: Target): Promise<Record<string, ListCase>> {
  const { month, clientId, clientName, number, netMinor } = known;
  const skip = before(measured.invoices);
  const paid = inUse("i.status = 'paid'");
  const ofClient = inUse(`i.client_id = '${clientId}'`);
  return {
    "first page": { query: {}, rows: WHOLE, otherwise: [OLDEST_FIRST], takesNew: true },
    [`page ${DEEP.toLocaleString("en")}`]: {
      query: { at: await known.cursorBehind(skip) },
      rows: { ...WHOLE, skip },
    },
    draft: {
      query: { status: "draft" },
      rows: inUse("i.status = 'draft'"),
      // The newest drafts are where the whole list begins: only the filter bar shows that it was read.
      otherwise: [],
      says: [/<option value="draft" selected/],
    },
    sent: { query: { status: "sent" }, rows: inUse("i.status = 'sent'"), takesNew: true },
    paid: { query: { status: "paid" }, rows: paid },
    overdue: { query: { status: "overdue" }, rows: OVERDUE },
    "one client": { query: { client: clientId }, rows: ofClient, takesNew: true },
    "one client, paid": {
      query: { client: clientId, status: "paid" },
      rows: inUse(`i.client_id = '${clientId}' AND i.status = 'paid'`),
      otherwise: [paid, ofClient],
    },
    "one month": {
      query: month,
      rows: inUse(`i.issue_date BETWEEN '${month.from}' AND '${month.to}'`),
      // The month's first day is pages behind: only the filter bar shows that it was read.
      says: [new RegExp(`name="from"[^>]* value="${month.from}"`)],
    },
    "with archived": { query: { archived: "yes" }, rows: ARCHIVED },
    "issued, oldest first": { query: { order: "asc" }, rows: OLDEST_FIRST },
    "due, earliest first": { query: { sort: "due" }, rows: inUse("1", EARLIEST_DUE) },
    "due, latest first": {
      query: { sort: "due", order: "desc" },
      rows: inUse("1", "i.due_date DESC, i.number_rank DESC, i.id DESC"),
      otherwise: [WHOLE, inUse("1", EARLIEST_DUE)],
    },
    "by number, latest first": {
      query: { sort: "number" },
      rows: inUse("i.number IS NOT NULL", "i.series_id DESC, i.period DESC, i.sequence DESC"),
      otherwise: [inUse("i.number IS NOT NULL", BY_NUMBER)],
      // The latest days have the latest numbers: the rows alone don't tell.
      says: [/Invoices by number/],
    },
    "one client, by number": {
      query: { client: clientId, sort: "number", order: "asc" },
      rows: inUse(`i.client_id = '${clientId}' AND i.number IS NOT NULL`, BY_NUMBER),
      otherwise: [inUse("i.number IS NOT NULL", BY_NUMBER)],
      says: [/Invoices by number/, /aria-sort="ascending"/],
    },
    "search: common word, by due date": {
      query: { search: COMMON_WORD, sort: "due" },
      rows: found(mentions(COMMON_WORD), EARLIEST_DUE),
      otherwise: [inUse("1", EARLIEST_DUE), found(mentions(COMMON_WORD))],
    },
    "search: common word": { query: { search: COMMON_WORD }, rows: found(mentions(COMMON_WORD)) },
    "search: rare word": { query: { search: RARE_WORD }, rows: found(mentions(RARE_WORD)) },
    "search: number": { query: { search: number }, rows: found(`i.number = '${number}'`) },
    "search: inside of a word": { query: { search: PART }, rows: found(mentions(PART)) },
    "search: two letters of Han": { query: { search: "東京" }, rows: found(mentions("東京")) },
    "search: number without its signs": {
      query: { search: number.replaceAll("-", "") },
      rows: found(`i.number = '${number}'`),
    },
    "search: amount": {
      query: { search: (netMinor / 100).toLocaleString("de-DE", { minimumFractionDigits: 2 }) },
      rows: found(`${netMinor} IN (i.net_minor, i.gross_minor, i.due_minor)`),
    },
    "search: words that never meet": {
      query: { search: NEVER_TOGETHER },
      rows: "none",
      says: [/No invoice matches/, new RegExp(`value="${NEVER_TOGETHER}"`)],
    },
    "search: client's name and a common word": {
      query: { search: `${clientName} ${COMMON_WORD}` },
      rows: found(`${mentions(COMMON_WORD)} AND ${ofClientNamed(clientName)}`),
    },
    "search: client's name": {
      query: { search: clientName },
      rows: found(ofClientNamed(clientName)),
      takesNew: true,
    },
  };
}

/** The longest overdue first. */
export const OVERDUE = inUse(
  "i.status = 'sent' AND i.due_date < date('now')",
  "i.due_date, i.number_rank, i.id",
);
export const ARCHIVED: Listing = { ...WHOLE, where: NOT_IN_USE };

/** The first row of what must be there, and of each other page a row that must not. */
async function rowsOf(known: Known, name: string, { rows, otherwise = [WHOLE] }: ListCase) {
  const wanted = rows === "none" ? [] : await known.ids(rows, PAGE);
  const [first] = wanted;
  if (!first && rows !== "none") throw new Error(`There is no invoice for the list "${name}".`);
  const absent: string[] = [];
  for (const other of otherwise) {
    const row = (await known.ids(other, PAGE)).find((id) => !wanted.includes(id));
    if (!row) throw new Error(`The list "${name}" can't be told from another one.`);
    absent.push(row);
  }
  return { first, absent };
}

/** The lists of a business, by the names of their cases. */
export async function listsOf(target: Target): Promise<Record<string, Asked>> {
  const { known, measured } = target;
  const invoices = `/o/${measured.tenantId}/invoices`;
  const row = (id: string) => rowTo(`${invoices}/${id}`);
  const asked: Record<string, Asked> = {};
  for (const [name, each] of Object.entries(await listCases(target))) {
    const { first, absent } = await rowsOf(known, name, each);
    const query = new URLSearchParams(each.query).toString();
    asked[name] = {
      path: query ? `${invoices}?${query}` : invoices,
      shown: () => ({
        there: [...(first ? [row((each.takesNew && known.latest()) || first)] : []), ...(each.says ?? [])],
        absent: absent.map(row),
      }),
    };
  }
  return asked;
}
