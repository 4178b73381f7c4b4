import { and, asc, eq, type SQL } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Orm } from "../client.server";
import type { Rows } from "../read-batcher";
import type { clients } from "../schema/clients";
import {
  invoiceAllowances,
  invoiceLines,
  invoiceParties,
  type invoices,
  invoiceTaxComponents,
  invoiceTaxGroups,
  invoiceTerms,
} from "../schema/invoices";
import type { TenantDb } from "../tenant-db";

export type Invoice = typeof invoices.$inferSelect;
export type InvoiceLine = typeof invoiceLines.$inferSelect;
export type InvoiceAllowance = typeof invoiceAllowances.$inferSelect;
export type InvoiceTaxGroup = typeof invoiceTaxGroups.$inferSelect;
export type InvoiceTerms = typeof invoiceTerms.$inferSelect;
export type InvoiceTaxComponent = typeof invoiceTaxComponents.$inferSelect;
export type InvoiceParty = typeof invoiceParties.$inferSelect;

/** What hangs on one invoice. */
export interface InvoiceContent {
  /** By position. */
  readonly lines: readonly InvoiceLine[];
  /** By line, then position; line 0 is the document. */
  readonly allowances: readonly InvoiceAllowance[];
  /** By position. */
  readonly taxGroups: readonly InvoiceTaxGroup[];
  /** Of the groups that consist of several taxes: by group, then position. */
  readonly taxComponents: readonly InvoiceTaxComponent[];
  /** Both as they were at issue; null on a draft. */
  readonly parties: { readonly seller: InvoiceParty | null; readonly buyer: InvoiceParty | null };
  /** What is agreed of its payment; null where it was written before there were such terms. */
  readonly terms: InvoiceTerms | null;
}

/** One invoice with all that hangs on it. */
export interface InvoiceDetail extends InvoiceContent {
  readonly invoice: Invoice;
  /** The client as it is now; what an issued invoice says is in `parties`. */
  readonly client: typeof clients.$inferSelect;
}

/** Which invoices' rows: a condition over a table that hangs on invoices. */
export type OfInvoices = (table: { tenantId: SQLiteColumn; invoiceId: SQLiteColumn }) => SQL | undefined;

/** The rows that hang on invoices, each kind by invoice and position. */
const contentStatements = {
  lines: (build: Orm, of: OfInvoices) =>
    build
      .select()
      .from(invoiceLines)
      .where(of(invoiceLines))
      .orderBy(asc(invoiceLines.invoiceId), asc(invoiceLines.position)),
  allowances: (build: Orm, of: OfInvoices) =>
    build
      .select()
      .from(invoiceAllowances)
      .where(of(invoiceAllowances))
      .orderBy(
        asc(invoiceAllowances.invoiceId),
        asc(invoiceAllowances.linePosition),
        asc(invoiceAllowances.position),
      ),
  taxGroups: (build: Orm, of: OfInvoices) =>
    build
      .select()
      .from(invoiceTaxGroups)
      .where(of(invoiceTaxGroups))
      .orderBy(asc(invoiceTaxGroups.invoiceId), asc(invoiceTaxGroups.position)),
  taxComponents: (build: Orm, of: OfInvoices) =>
    build
      .select()
      .from(invoiceTaxComponents)
      .where(of(invoiceTaxComponents))
      .orderBy(
        asc(invoiceTaxComponents.invoiceId),
        asc(invoiceTaxComponents.category),
        asc(invoiceTaxComponents.ratePpm),
        asc(invoiceTaxComponents.position),
      ),
  parties: (build: Orm, of: OfInvoices) => build.select().from(invoiceParties).where(of(invoiceParties)),
  terms: (build: Orm, of: OfInvoices) => build.select().from(invoiceTerms).where(of(invoiceTerms)),
};

/** All kinds as statements of one batch, for `withContent`. */
export const contentBatch = (build: Orm, of: OfInvoices) => {
  const { lines, allowances, taxGroups, taxComponents, parties, terms } = contentStatements;
  return [
    lines(build, of),
    allowances(build, of),
    taxGroups(build, of),
    taxComponents(build, of),
    parties(build, of),
    terms(build, of),
  ] as const;
};

/** All kinds of one business, in one round trip with whatever else is read in this turn. */
export const readContent = (db: TenantDb, which: (invoiceId: SQLiteColumn) => SQL | undefined) => {
  const read = <Kind extends keyof typeof contentStatements>(kind: Kind) =>
    db.read((build, tenantId) =>
      contentStatements[kind](build, (table) => and(eq(table.tenantId, tenantId), which(table.invoiceId))),
    ) as Promise<Rows<ReturnType<(typeof contentStatements)[Kind]>>>;
  return Promise.all([
    read("lines"),
    read("allowances"),
    read("taxGroups"),
    read("taxComponents"),
    read("parties"),
    read("terms"),
  ]);
};

type ContentRows = readonly [
  lines: readonly InvoiceLine[],
  allowances: readonly InvoiceAllowance[],
  taxGroups: readonly InvoiceTaxGroup[],
  taxComponents: readonly InvoiceTaxComponent[],
  parties: readonly InvoiceParty[],
  terms: readonly InvoiceTerms[],
];

function byInvoice<T extends { invoiceId: string }>(rows: readonly T[]): (id: string) => readonly T[] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.invoiceId);
    if (group) group.push(row);
    else groups.set(row.invoiceId, [row]);
  }
  return (id) => groups.get(id) ?? [];
}

/** The one way from rows to invoices: each head with what hangs on it. */
export function withContent<Head extends { readonly invoice: Pick<Invoice, "id"> }>(
  heads: readonly Head[],
  [lines, allowances, taxGroups, taxComponents, parties, terms]: ContentRows,
): (Head & InvoiceContent)[] {
  const [linesOf, allowancesOf] = [byInvoice(lines), byInvoice(allowances)];
  const [groupsOf, partiesOf, termsOf] = [byInvoice(taxGroups), byInvoice(parties), byInvoice(terms)];
  const componentsOf = byInvoice(taxComponents);
  return heads.map((head) => {
    const { id } = head.invoice;
    const party = (which: InvoiceParty["party"]) => partiesOf(id).find((row) => row.party === which) ?? null;
    return {
      ...head,
      lines: linesOf(id),
      allowances: allowancesOf(id),
      taxGroups: groupsOf(id),
      taxComponents: componentsOf(id),
      parties: { seller: party("seller"), buyer: party("buyer") },
      terms: termsOf(id)[0] ?? null,
    };
  });
}
