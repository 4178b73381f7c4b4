import { and, asc, eq } from "drizzle-orm";
import { clients } from "../schema/clients";
import {
  invoiceAllowances,
  invoiceLines,
  invoiceParties,
  invoices,
  invoiceTaxGroups,
} from "../schema/invoices";
import type { TenantDb } from "../tenant-db";

export type Invoice = typeof invoices.$inferSelect;
export type InvoiceLine = typeof invoiceLines.$inferSelect;
export type InvoiceAllowance = typeof invoiceAllowances.$inferSelect;
export type InvoiceTaxGroup = typeof invoiceTaxGroups.$inferSelect;
export type InvoiceParty = typeof invoiceParties.$inferSelect;

/** One invoice with all that hangs on it. */
export interface InvoiceDetail {
  readonly invoice: Invoice;
  /** The client as it is now; what an issued invoice says is in `parties`. */
  readonly client: typeof clients.$inferSelect;
  /** By position. */
  readonly lines: readonly InvoiceLine[];
  /** By line, then position; line 0 is the document. */
  readonly allowances: readonly InvoiceAllowance[];
  /** By position. */
  readonly taxGroups: readonly InvoiceTaxGroup[];
  /** Both as they were at issue; null on a draft. */
  readonly parties: { readonly seller: InvoiceParty | null; readonly buyer: InvoiceParty | null };
}

/** One invoice, or undefined: another tenant's and a missing one are the same. One round trip. */
export async function findInvoice(db: TenantDb, id: string): Promise<InvoiceDetail | undefined> {
  const [found, lines, allowances, taxGroups, parties] = await Promise.all([
    db.read((build, tenantId) =>
      build
        .select({ invoice: invoices, client: clients })
        .from(invoices)
        .innerJoin(clients, and(eq(clients.tenantId, invoices.tenantId), eq(clients.id, invoices.clientId)))
        .where(and(eq(invoices.tenantId, tenantId), eq(invoices.id, id))),
    ),
    db.read((build, tenantId) =>
      build
        .select()
        .from(invoiceLines)
        .where(and(eq(invoiceLines.tenantId, tenantId), eq(invoiceLines.invoiceId, id)))
        .orderBy(asc(invoiceLines.position)),
    ),
    db.read((build, tenantId) =>
      build
        .select()
        .from(invoiceAllowances)
        .where(and(eq(invoiceAllowances.tenantId, tenantId), eq(invoiceAllowances.invoiceId, id)))
        .orderBy(asc(invoiceAllowances.linePosition), asc(invoiceAllowances.position)),
    ),
    db.read((build, tenantId) =>
      build
        .select()
        .from(invoiceTaxGroups)
        .where(and(eq(invoiceTaxGroups.tenantId, tenantId), eq(invoiceTaxGroups.invoiceId, id)))
        .orderBy(asc(invoiceTaxGroups.position)),
    ),
    db.read((build, tenantId) =>
      build
        .select()
        .from(invoiceParties)
        .where(and(eq(invoiceParties.tenantId, tenantId), eq(invoiceParties.invoiceId, id))),
    ),
  ]);
  const [row] = found;
  if (!row) return undefined;
  const party = (which: InvoiceParty["party"]) =>
    parties.find((candidate) => candidate.party === which) ?? null;
  return {
    ...row,
    lines,
    allowances,
    taxGroups,
    parties: { seller: party("seller"), buyer: party("buyer") },
  };
}
