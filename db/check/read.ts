import { and, asc, eq, gt, inArray, isNotNull, lte, ne, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { TenantId } from "~/shared/ids-brands";
import type { Admin } from "../admin";
import { contentBatch, withContent } from "../queries/invoice-content";
import { users } from "../schema/accounts";
import { auditEvents } from "../schema/audit";
import { clientOrder, clients } from "../schema/clients";
import { invoiceOtherParties, invoices } from "../schema/invoices";
import { auditAnchors, erasures, purgedNumbers, tombstones } from "../schema/retention";
import {
  exemptionReasons,
  memberships,
  numberRuns,
  numberSeries,
  taxRateComponents,
  taxRates,
  tenants,
} from "../schema/tenants";
import { ERASED_PASSWORD } from "../unscoped/erase-user";
import { groupBy } from "./group";
import type {
  AuditEvent,
  Client,
  ClientOrder,
  InvoiceRows,
  NumberRow,
  Retention,
  Tenant,
  TenantRows,
  User,
} from "./rows";

const PAGE = 200;
const MANY = 2000;

/** Pages by id: `read` gets the id to go on from. The last page is short, perhaps empty. */
async function* pages<T extends { id: string }>(read: (after: string) => Promise<T[]>): AsyncGenerator<T[]> {
  for (let after = ""; ; ) {
    const page = await read(after);
    yield page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.id;
  }
}

export const userPages = (db: Admin): AsyncGenerator<User[]> =>
  pages(async (after) => {
    const [rows] = await db.read([
      db.build.select().from(users).where(gt(users.id, after)).orderBy(asc(users.id)).limit(PAGE),
    ]);
    return rows;
  });

export const tenantPages = (db: Admin): AsyncGenerator<Tenant[]> =>
  pages(async (after) => {
    const where = gt(tenants.id, after as TenantId);
    const [rows] = await db.read([
      db.build.select().from(tenants).where(where).orderBy(asc(tenants.id)).limit(PAGE),
    ]);
    return rows;
  });

const EVENT = {
  seq: auditEvents.seq,
  at: auditEvents.at,
  action: auditEvents.action,
  entity: auditEvents.entity,
  entityId: auditEvents.entityId,
  entityVersion: auditEvents.entityVersion,
  changes: auditEvents.changes,
};

const events = ({ build }: Admin, tenantId: TenantId, where: SQL | undefined) =>
  build
    .select(EVENT)
    .from(auditEvents)
    .where(and(eq(auditEvents.tenantId, tenantId), where))
    .orderBy(asc(auditEvents.seq));

/** A business with its settings and its numbers' runs, in one round trip. */
export async function readTenant(db: Admin, tenant: Tenant): Promise<TenantRows> {
  const { build } = db;
  const { id } = tenant;
  const [
    members,
    rates,
    reasons,
    components,
    series,
    runs,
    ofSettings,
    audit,
    doubles,
    anchors,
    erased,
    purged,
    deleted,
    named,
    choosing,
    [kept],
  ] = await db.read([
    build.select().from(memberships).where(eq(memberships.tenantId, id)),
    build.select().from(taxRates).where(eq(taxRates.tenantId, id)),
    build.select().from(exemptionReasons).where(eq(exemptionReasons.tenantId, id)),
    build.select().from(taxRateComponents).where(eq(taxRateComponents.tenantId, id)),
    build.select().from(numberSeries).where(eq(numberSeries.tenantId, id)),
    build.select().from(numberRuns).where(eq(numberRuns.tenantId, id)),
    events(
      db,
      id,
      inArray(auditEvents.entity, ["tenant", "tax_rate", "number_series", "membership", "import"]),
    ),
    build
      .select({
        count: sql<number>`count(*)`,
        first: sql<number | null>`min(${auditEvents.seq})`,
        last: sql<number | null>`max(${auditEvents.seq})`,
      })
      .from(auditEvents)
      .where(eq(auditEvents.tenantId, id)),
    build
      .select({ number: sql<string>`${invoices.number}`, count: sql<number>`count(*)` })
      .from(invoices)
      .where(and(eq(invoices.tenantId, id), isNotNull(invoices.number)))
      .groupBy(invoices.number)
      .having(sql`count(*) > 1`),
    build
      .select({ seq: sql<number>`coalesce(max(${auditAnchors.seq}), 0)` })
      .from(auditAnchors)
      .where(eq(auditAnchors.tenantId, id)),
    build
      .select({ at: erasures.doneAt })
      .from(erasures)
      .where(and(eq(erasures.tenantId, id), eq(erasures.entity, "tenant"), isNotNull(erasures.doneAt))),
    build.select().from(purgedNumbers).where(eq(purgedNumbers.tenantId, id)),
    build.select({ id: tombstones.entityId }).from(tombstones).where(eq(tombstones.tenantId, id)),
    build
      .select({ id: users.id })
      .from(users)
      .where(
        and(
          ne(users.passwordHash, ERASED_PASSWORD),
          sql`EXISTS (SELECT 1 FROM audit_events e WHERE e.tenant_id = ${id} AND e.entity = 'membership' AND e.entity_id = ${users.id})`,
        ),
      ),
    events(db, id, and(eq(auditEvents.entity, "retention"), eq(auditEvents.action, "retention.changed"))),
    build.all<Omit<Retention, "events" | "months"> & { months: string }>(sql`SELECT
          max(coalesce((SELECT years FROM retention_choices WHERE tenant_id = ${id} AND kind = 'invoices'), 0),
            coalesce((SELECT max(years) FROM retention_floors WHERE tenant_id = ${id}), 0)) AS promised,
          (SELECT json_group_array(month) FROM fiscal_year_floors WHERE tenant_id = ${id}) AS months,
          (SELECT min(issued_at) FROM invoices WHERE tenant_id = ${id}) AS "firstIssue"`),
  ]);
  const [counted = { count: 0, first: null, last: null }] = audit;
  return {
    tenant,
    members,
    rates,
    reasons,
    components,
    series,
    runs,
    events: ofSettings,
    audit: counted,
    doubles,
    anchor: anchors[0]?.seq ?? 0,
    erased: erased.length > 0,
    purged,
    retention: {
      promised: 0,
      firstIssue: null,
      ...kept,
      months: JSON.parse(kept?.months ?? "[]") as number[],
      events: choosing,
    },
    tombstones: new Set(deleted.map((row) => row.id)),
    people: new Set(named.map((row) => row.id)),
  };
}

/** Behind `after`, up to the page's last; the last page takes what lies behind it too, so that no stray row is skipped. */
const within = (column: SQLiteColumn, after: string, page: readonly { id: string }[]) =>
  and(gt(column, after), page.length < PAGE ? undefined : lte(column, page.at(-1)?.id ?? ""));

export interface ClientPage {
  readonly clients: readonly Client[];
  readonly events: readonly AuditEvent[];
  readonly orders: readonly ClientOrder[];
}

export async function* clientPages(db: Admin, tenantId: TenantId): AsyncGenerator<ClientPage> {
  let after = "";
  const read = async (from: string) => {
    const where = and(eq(clients.tenantId, tenantId), gt(clients.id, from));
    const [rows] = await db.read([
      db.build.select().from(clients).where(where).orderBy(asc(clients.id)).limit(PAGE),
    ]);
    return rows;
  };
  for await (const page of pages(read)) {
    const where = and(eq(auditEvents.entity, "client"), within(auditEvents.entityId, after, page));
    const [clientEvents, orders] = await db.read([
      events(db, tenantId, where),
      db.build
        .select()
        .from(clientOrder)
        .where(and(eq(clientOrder.tenantId, tenantId), within(clientOrder.clientId, after, page))),
    ]);
    yield { clients: page, events: clientEvents, orders };
    after = page.at(-1)?.id ?? after;
  }
}

export interface InvoicePage {
  readonly invoices: readonly InvoiceRows[];
  readonly events: readonly AuditEvent[];
}

/** Invoices with all that hangs on them, two round trips for a page. */
export async function* invoicePages(db: Admin, tenantId: TenantId): AsyncGenerator<InvoicePage> {
  const { build } = db;
  let after = "";
  const read = async (from: string) => {
    const where = and(eq(invoices.tenantId, tenantId), gt(invoices.id, from));
    const [rows] = await db.read([
      build.select().from(invoices).where(where).orderBy(asc(invoices.id)).limit(PAGE),
    ]);
    return rows;
  };
  for await (const page of pages(read)) {
    const of = (table: { tenantId: SQLiteColumn; invoiceId: SQLiteColumn }) =>
      and(eq(table.tenantId, tenantId), within(table.invoiceId, after, page));
    const [lines, allowances, taxGroups, taxComponents, parties, terms, otherParties, invoiceEvents] =
      await db.read([
        ...contentBatch(build, of),
        build.select().from(invoiceOtherParties).where(of(invoiceOtherParties)),
        events(
          db,
          tenantId,
          and(eq(auditEvents.entity, "invoice"), within(auditEvents.entityId, after, page)),
        ),
      ]);
    const eventsByInvoice = groupBy(invoiceEvents, ({ entityId }) => entityId);
    const othersByInvoice = groupBy(otherParties, ({ invoiceId }) => invoiceId);
    const heads = page.map((invoice) => ({
      invoice,
      otherParties: othersByInvoice.get(invoice.id) ?? [],
      events: eventsByInvoice.get(invoice.id) ?? [],
    }));
    const rows = withContent(heads, [lines, allowances, taxGroups, taxComponents, parties, terms]);
    yield { invoices: rows, events: invoiceEvents };
    after = page.at(-1)?.id ?? after;
  }
}

/** Every issued invoice's number, by series, period and sequence. */
export async function* numberPages(db: Admin, tenantId: TenantId): AsyncGenerator<NumberRow[]> {
  let after: NumberRow | undefined;
  for (;;) {
    const [page] = await db.read([
      db.build
        .select({
          id: invoices.id,
          seriesId: sql<string>`${invoices.seriesId}`,
          period: sql<string>`${invoices.period}`,
          sequence: sql<number>`${invoices.sequence}`,
          number: invoices.number,
          issueDate: sql<string>`${invoices.issueDate}`,
          issuedAt: invoices.issuedAt,
        })
        .from(invoices)
        .where(
          and(
            eq(invoices.tenantId, tenantId),
            isNotNull(invoices.seriesId),
            isNotNull(invoices.period),
            isNotNull(invoices.sequence),
            after &&
              sql`(${invoices.seriesId}, ${invoices.period}, ${invoices.sequence}, ${invoices.id}) > (${after.seriesId}, ${after.period}, ${after.sequence}, ${after.id})`,
          ),
        )
        .orderBy(asc(invoices.seriesId), asc(invoices.period), asc(invoices.sequence), asc(invoices.id))
        .limit(MANY),
    ]);
    yield page;
    if (page.length < MANY) return;
    after = page.at(-1);
  }
}
