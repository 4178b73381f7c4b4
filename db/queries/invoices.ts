import { and, eq } from "drizzle-orm";
import { clients } from "../schema/clients";
import { invoices } from "../schema/invoices";
import type { TenantDb } from "../tenant-db";
import { type InvoiceDetail, readContent, withContent } from "./invoice-content";

/** One invoice, or undefined: another tenant's and a missing one are the same. One round trip. */
export async function findInvoice(db: TenantDb, id: string): Promise<InvoiceDetail | undefined> {
  const [heads, content] = await Promise.all([
    db.read((build, tenantId) =>
      build
        .select({ invoice: invoices, client: clients })
        .from(invoices)
        .innerJoin(clients, and(eq(clients.tenantId, invoices.tenantId), eq(clients.id, invoices.clientId)))
        .where(and(eq(invoices.tenantId, tenantId), eq(invoices.id, id))),
    ),
    readContent(db, (invoiceId) => eq(invoiceId, id)),
  ]);
  return withContent(heads, content)[0];
}
