import { and, asc, eq, gt, lte, type SQL, sql } from "drizzle-orm";
import { clients } from "../schema/clients";
import { invoices } from "../schema/invoices";
import type { TenantDb } from "../tenant-db";
import type { ExportTable } from "./export-tables";
import { type InvoiceDetail, readContent, withContent } from "./invoice-content";

/** A stored row: column → text, integer or null. */
export type ExportRow = Readonly<Record<string, string | number | null>>;

/**
 * Few requests rather than small ones: a Worker may send 1,000 for one answer. A page of this many rows is about 4 MB, which is
 * what memory holds of an export at any time.
 */
const ROWS = 8_000;
const DOCUMENTS = 800;

const name = (text: string) => sql.identifier(text);
const list = (parts: readonly (SQL | ReturnType<typeof name>)[]) => sql.join([...parts], sql`, `);

/** All rows of a table that belong to the business, by their key, page by page. */
export async function* exportPages(db: TenantDb, table: ExportTable): AsyncGenerator<readonly ExportRow[]> {
  const keys = list(table.key.map(name));
  const columns = list(table.columns.map((column) => name(column.name)));
  let after: ExportRow | null = null;
  for (;;) {
    const last: ExportRow | null = after;
    const behind = last
      ? sql`AND (${keys}) > (${list(table.key.map((key) => sql`${last[key] ?? ""}`))})`
      : sql``;
    const order = table.key.length > 0 ? sql`ORDER BY ${keys}` : sql``;
    const page: ExportRow[] = await db.read((build, tenantId) =>
      build.all<ExportRow>(
        sql`SELECT ${columns} FROM ${name(table.name)} WHERE ${name(table.owner)} = ${tenantId} ${behind} ${order} LIMIT ${ROWS}`,
      ),
    );
    yield page;
    after = page.at(-1) ?? null;
    if (page.length < ROWS) return;
  }
}

/** The place of the newest event of the trail. */
export async function lastEvent(db: TenantDb): Promise<number> {
  const [row] = await db.read((build, tenantId) =>
    build.all<{ seq: number }>(
      sql`SELECT coalesce(max(seq), 0) AS seq FROM audit_events WHERE tenant_id = ${tenantId}`,
    ),
  );
  return row?.seq ?? 0;
}

/** Whoever is a member, or did something that the trail tells of: id, name, address. */
export const exportPeople = (db: TenantDb): Promise<ExportRow[]> =>
  db.read((build, tenantId) =>
    build.all<ExportRow>(sql`SELECT id, name, email FROM users WHERE id IN (
        SELECT user_id FROM memberships WHERE tenant_id = ${tenantId}
        UNION SELECT actor_id FROM audit_events WHERE tenant_id = ${tenantId}) ORDER BY id`),
  );

/** Every invoice with all that hangs on it, page by page, oldest id first. */
export async function* exportInvoices(db: TenantDb): AsyncGenerator<readonly InvoiceDetail[]> {
  let after = "";
  for (;;) {
    const from: string = after;
    const page = await db.read((build, tenantId) =>
      build
        .select({ invoice: invoices, client: clients })
        .from(invoices)
        .innerJoin(clients, and(eq(clients.tenantId, invoices.tenantId), eq(clients.id, invoices.clientId)))
        .where(and(eq(invoices.tenantId, tenantId), gt(invoices.id, from)))
        .orderBy(asc(invoices.id))
        .limit(DOCUMENTS),
    );
    const last = page.at(-1)?.invoice.id;
    if (!last) return;
    const content = await readContent(db, (invoiceId) => and(gt(invoiceId, from), lte(invoiceId, last)));
    yield withContent(page, content);
    if (page.length < DOCUMENTS) return;
    after = last;
  }
}
