import { addDays, asCivilDate } from "~/shared/dates";
import { rowTo, type Shown } from "../../../scripts/lib/shown.mjs";
import { freshId } from "../support/business";
import { fieldsOf, grossOf, type WantedInvoice } from "../support/wanted-invoice";
import { ARCHIVED, listsOf, OVERDUE } from "./list-cases";
import { inUse, type Listing, WHOLE } from "./listing";
import type { Target } from "./target";

/** One request whose time is measured, and what shows that it was the one that is meant. */
export interface Asked {
  readonly path: string;
  /** A form to send; without it the page is fetched. */
  readonly fields?: Record<string, string>;
  /** Of the page; where a form was sent, of the page that it leads to. Asked for just before the request is sent. */
  readonly shown: () => Shown;
  /** Hears where the answer to a form leads. */
  readonly onStored?: (location: string) => void;
}

export interface Case {
  readonly name: string;
  /** Pages of the list are compared with the list out of memory. */
  readonly kind: "list" | "page" | "write";
  readonly ask: (target: Target) => Asked;
}

let made = 0;

/** A new invoice of three lines, another each time. */
export function newWantedInvoice({ known }: Target, issueDate: string): WantedInvoice {
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

/** What the page of an invoice says once this was stored: its lines and their total, and not what was on it before or is on another. */
function stored(wanted: WantedInvoice): Shown {
  const before = Number(wanted.name.slice(2)) - 1;
  // The bench's businesses are German.
  const total = (grossOf(wanted) / 100).toLocaleString("de-DE", { minimumFractionDigits: 2 });
  return { there: [`Work on ${wanted.name}<`, total], absent: [`Work on B-${before}<`] };
}

/** What the pages that are no lists must show, and must not, by the names of their cases. */
async function pagesOf(target: Target): Promise<Record<string, Asked>> {
  const { known, measured } = target;
  const base = `/o/${measured.tenantId}`;
  const { clientId, invoiceId } = known;
  const invoice = (id: string) => rowTo(`${base}/invoices/${id}`);
  const print = (id: string) => rowTo(`${base}/invoices/${id}/print`);
  const client = (id: string) => rowTo(`${base}/clients/${id}`);
  const firstOf = async (listing: Listing) => {
    const [first] = await known.ids(listing, 1);
    if (!first) throw new Error(`No invoice is like this: ${listing.where}`);
    return first;
  };
  const newest = await firstOf(WHOLE);
  const overdue = await firstOf(OVERDUE);
  const archived = await firstOf(ARCHIVED);
  const ofClient = await firstOf(inUse(`i.client_id = '${clientId}'`));
  const ofOthers = await firstOf(inUse(`i.client_id <> '${clientId}'`));
  const page = (path: string, shown: () => Shown): Asked => ({ path: base + path, shown });
  return {
    dashboard: page("", () => ({
      there: [invoice(known.latest() || newest), invoice(overdue)],
      absent: [invoice(archived)],
    })),
    "one invoice": page(`/invoices/${invoiceId}`, () => ({
      there: [known.number, print(invoiceId)],
      absent: [print(newest)],
    })),
    "new invoice form": page("/invoices/new", () => ({
      there: [`value="${known.latest() ? clientId : known.newestClient}"`, 'name="lines[0].description"'],
      absent: [invoice(newest)],
    })),
    "search: choice of a client": page(`/invoices/new?find=${encodeURIComponent(known.clientName)}`, () => ({
      there: [`value="${clientId}"`, 'name="lines[0].description"'],
      absent: [`value="${known.newestOther}"`],
    })),
    clients: page("/clients", () => ({
      there: [client(known.firstClient)],
      absent: [client(known.lastClient)],
    })),
    "one client": page(`/clients/${clientId}`, () => ({
      there: [invoice(known.latest() || ofClient)],
      absent: [invoice(ofOthers)],
    })),
    activity: page("/activity", () => ({
      there: [invoice(known.latest() || known.lastChanged)],
      absent: [invoice(known.firstChanged)],
    })),
  };
}

/**
 * Everything that is measured. `lastDay` is the last that the database has: new invoices are of the day after it, so that they come before all
 * others, also before the drafts that are edited meanwhile.
 */
export async function casesFor(targets: readonly Target[], lastDay: string): Promise<Case[]> {
  const dayAfter = addDays(asCivilDate(lastDay), 1);
  const lists = new Map<Target, Record<string, Asked>>();
  const pages = new Map<Target, Record<string, Asked>>();
  for (const target of targets) {
    lists.set(target, await listsOf(target));
    pages.set(target, await pagesOf(target));
  }
  const reading = (all: typeof lists, kind: "list" | "page"): Case[] =>
    Object.keys([...all.values()][0] ?? {}).map((name) => ({
      name: kind === "list" ? `list: ${name}` : name,
      kind,
      ask: (target) => {
        const asked = all.get(target)?.[name];
        if (!asked) throw new Error(`Nobody knows what "${name}" must show there.`);
        return asked;
      },
    }));
  return [
    ...reading(lists, "list"),
    ...reading(pages, "page"),
    {
      name: "create with issue",
      kind: "write",
      ask: (target) => {
        const wanted = newWantedInvoice(target, dayAfter);
        return {
          path: `/o/${target.measured.tenantId}/invoices/new`,
          fields: { ...fieldsOf(wanted, "issue"), key: freshId() },
          shown: () => stored(wanted),
          onStored: target.known.noteLatest,
        };
      },
    },
    {
      name: "edit a draft",
      kind: "write",
      ask: (target) => {
        const draft = target.known.drafts.shift();
        if (!draft) throw new Error("There is no draft to edit.");
        target.known.drafts.push({ id: draft.id, version: draft.version + 1 });
        const wanted = newWantedInvoice(target, lastDay);
        return {
          path: `/o/${target.measured.tenantId}/invoices/${draft.id}/edit`,
          fields: { ...fieldsOf(wanted, "draft", draft.version), key: freshId() },
          shown: () => stored(wanted),
        };
      },
    },
  ];
}
