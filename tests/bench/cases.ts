import { freshId } from "../load/business";
import { fieldsOf, type Wish } from "../load/wish";
import { COMMON_WORD, RARE_WORD } from "./generate/words";
import type { Target } from "./target";

/** One request whose time is measured. */
export interface Asked {
  readonly path: string;
  /** A form to send; without it the page is fetched. */
  readonly fields?: Record<string, string>;
}

export interface Case {
  readonly name: string;
  /** Pages of the list are compared with the list out of memory. */
  readonly kind: "list" | "page" | "write";
  readonly ask: (target: Target) => Asked;
}

const DEEP = 5_000;
const PAGE = 50;

let made = 0;

/** A new invoice of three lines, another each time. */
export function newWish({ known }: Target, issueDate: string): Wish {
  made += 1;
  return {
    name: `B-${made}`,
    clientId: known.clientId,
    issueDate,
    quantity: 1 + (made % 7),
    cents: 100 + made,
    lines: 3,
  };
}

/** Everything that is measured. `issueDate` is of the new invoices. */
export async function casesFor(targets: readonly Target[], issueDate: string): Promise<Case[]> {
  const deep = new Map<Target, string>();
  for (const target of targets) {
    const pages = Math.min(DEEP, Math.floor((target.measured.invoices * 0.8) / PAGE));
    deep.set(target, await target.known.cursorBehind((pages - 1) * PAGE));
  }
  const at = ({ measured }: Target, path = "") => `/o/${measured.tenantId}${path}`;
  const list = (name: string, query: (target: Target) => Record<string, string> = () => ({})): Case => ({
    name: `list: ${name}`,
    kind: "list",
    ask: (target) => {
      const params = new URLSearchParams(query(target)).toString();
      return { path: at(target, `/invoices${params ? `?${params}` : ""}`) };
    },
  });
  const page = (name: string, path: (target: Target) => string): Case => ({
    name,
    kind: "page",
    ask: (target) => ({ path: at(target, path(target)) }),
  });
  return [
    list("first page"),
    list(`page ${DEEP.toLocaleString("en")}`, (target) => ({ at: deep.get(target) ?? "" })),
    ...["draft", "sent", "paid", "overdue"].map((status) => list(status, () => ({ status }))),
    list("one client", ({ known }) => ({ client: known.clientId })),
    list("one client, paid", ({ known }) => ({ client: known.clientId, status: "paid" })),
    list("one month", ({ known }) => known.month),
    list("with archived", () => ({ archived: "yes" })),
    list("issued, oldest first", () => ({ sort: "issued", order: "asc" })),
    list("due, earliest first", () => ({ sort: "due", order: "asc" })),
    list("due, latest first", () => ({ sort: "due", order: "desc" })),
    list("search: common word", () => ({ q: COMMON_WORD })),
    list("search: rare word", () => ({ q: RARE_WORD })),
    list("search: number", ({ known }) => ({ q: known.number })),
    list("search: client's name", ({ known }) => ({ q: known.clientName })),
    page("dashboard", () => ""),
    page("one invoice", ({ known }) => `/invoices/${known.invoiceId}`),
    page("new invoice form", () => "/invoices/new"),
    page("clients", () => "/clients"),
    page("one client", ({ known }) => `/clients/${known.clientId}`),
    page("activity", () => "/activity"),
    {
      name: "create with issue",
      kind: "write",
      ask: (target) => ({
        path: at(target, "/invoices/new"),
        fields: { ...fieldsOf(newWish(target, issueDate), "issue"), key: freshId() },
      }),
    },
    {
      name: "edit a draft",
      kind: "write",
      ask: (target) => {
        const draft = target.known.drafts.shift();
        if (!draft) throw new Error("There is no draft to edit.");
        target.known.drafts.push({ id: draft.id, version: draft.version + 1 });
        return {
          path: at(target, `/invoices/${draft.id}/edit`),
          fields: { ...fieldsOf(newWish(target, issueDate), "draft", draft.version), key: freshId() },
        };
      },
    },
  ];
}
