import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { orderKey } from "~/domain/clients/order-key";
import type { TenantId } from "~/shared/ids-brands";
import { limits } from "~/shared/limits";
import { type Cursor, type PageOf, pageOf } from "~/shared/pagination";
import type { Orm } from "../client.server";
import { clientOrder, clients } from "../schema/clients";
import { invoices } from "../schema/invoices";
import { clientSearchRows } from "../schema/search";
import type { TenantDb } from "../tenant-db";
import { keyset } from "./keyset";
import { isCut, latestFound } from "./search";

export type Client = typeof clients.$inferSelect;

export interface ClientFilter {
  /** Either those in use or those archived. */
  readonly archived: boolean;
  /** FTS5, see searchMatch; null: nothing is searched for. */
  readonly match: string | null;
  readonly cursor: Cursor | null;
}

const ROW = {
  id: clients.id,
  name: clients.name,
  email: clients.email,
  city: clients.city,
  country: clients.country,
  archivedAt: clients.archivedAt,
};

export type ClientRow = Pick<Client, keyof typeof ROW>;

const orderOf = and(eq(clientOrder.tenantId, clients.tenantId), eq(clientOrder.clientId, clients.id));

/** Where clients come from: all of them, or those that a search finds. */
const source = (build: Orm, tenantId: TenantId, match: string | null) => {
  const rows = build.select({ ...ROW, key: clientOrder.sortKey });
  if (match === null) return rows.from(clientOrder).innerJoin(clients, orderOf);
  // A cross join is carried out as it stands: from what was found to the clients.
  return rows
    .from(latestFound("client_search", match, tenantId))
    .crossJoin(clientSearchRows)
    .crossJoin(clients)
    .innerJoin(clientOrder, orderOf);
};

const isFound = and(
  sql`${clientSearchRows.id} = found.entry`,
  eq(clients.tenantId, clientSearchRows.tenantId),
  eq(clients.id, clientSearchRows.clientId),
);

/**
 * Clients by name (see orderKey), a page at a time, both ways: either those in use or those archived. Of many that a search finds, the
 * latest added (`cut`).
 */
export async function listClients(
  db: TenantDb,
  { archived, match, cursor }: ClientFilter,
): Promise<PageOf<ClientRow> & { readonly cut: boolean }> {
  const sort = { sort: [clientOrder.sortKey], id: clientOrder.clientId, descending: false };
  const { after, orderBy } = keyset(sort, cursor);
  const [rows, cut] = await Promise.all([
    db.read((build, tenantId) =>
      source(build, tenantId, match)
        .where(
          and(
            match === null ? undefined : isFound,
            eq(clientOrder.tenantId, tenantId),
            eq(clientOrder.isArchived, archived),
            after,
          ),
        )
        .orderBy(...orderBy)
        .limit(limits.pageSize + 1),
    ),
    isCut(db, "client_search", match),
  ]);
  return { ...pageOf(rows, cursor, ({ key }) => [key]), cut };
}

/** One client, or undefined: another tenant's and a missing one are the same. */
export async function findClient(db: TenantDb, id: string): Promise<Client | undefined> {
  const rows = await db.read((build, tenantId) =>
    build
      .select()
      .from(clients)
      .where(and(eq(clients.tenantId, tenantId), eq(clients.id, id))),
  );
  return rows[0];
}

const CHOICE = {
  id: clients.id,
  name: clients.name,
  currency: clients.currency,
  paymentTermsDays: clients.paymentTermsDays,
};

/**
 * For a choice of client: those in use by name, with what the invoice form takes from them. Where there are more than a
 * choice holds (`more`), those that were invoiced lately; the others are found through the list of clients. Constant cost.
 */
export async function clientChoices(db: TenantDb) {
  const most = limits.clientChoices;
  const [byName, lately] = await Promise.all([
    db.read((build, tenantId) =>
      build
        .select(CHOICE)
        .from(clientOrder)
        .innerJoin(clients, orderOf)
        .where(and(eq(clientOrder.tenantId, tenantId), eq(clientOrder.isArchived, false)))
        .orderBy(asc(clientOrder.sortKey), asc(clientOrder.clientId))
        .limit(most + 1),
    ),
    db.read((build, tenantId) => {
      const latest = build
        .select({ clientId: invoices.clientId })
        .from(invoices)
        .where(and(eq(invoices.tenantId, tenantId), isNull(invoices.archivedAt)))
        .orderBy(desc(invoices.issueDate), sql`"invoices"."number_rank" DESC`, desc(invoices.id))
        .limit(most)
        .as("latest");
      return build
        .select(CHOICE)
        .from(latest)
        .crossJoin(clients)
        .where(
          and(eq(clients.tenantId, tenantId), eq(clients.id, latest.clientId), isNull(clients.archivedAt)),
        );
    }),
  ]);
  if (byName.length <= most) return { clients: byName, more: false };
  const once = new Map([...lately, ...byName].slice(0, most).map((client) => [client.id, client]));
  return {
    clients: [...once.values()].sort((a, b) => (orderKey(a.name) < orderKey(b.name) ? -1 : 1)),
    more: true,
  };
}

/** Whether there is any client at all, archived ones included. */
export async function hasClients(db: TenantDb): Promise<boolean> {
  const rows = await db.read((build, tenantId) =>
    build.select({ id: clients.id }).from(clients).where(eq(clients.tenantId, tenantId)).limit(1),
  );
  return rows.length > 0;
}
