import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { type SearchQuery, searchQuery } from "~/domain/search/query";
import type { TenantId } from "~/shared/ids-brands";
import { limits } from "~/shared/limits";
import { type Cursor, type PageOf, pageOf } from "~/shared/pagination";
import type { Orm } from "../client.server";
import { clientOrder, clients } from "../schema/clients";
import { invoices } from "../schema/invoices";
import type { TenantDb } from "../tenant-db";
import { keyset } from "./keyset";
import { isTruncated, latestFound, matchesOf } from "./search";

export type Client = typeof clients.$inferSelect;

export interface ClientFilter {
  /** Either those in use or those archived. */
  readonly archived: boolean;
  /** Null: nothing is searched for. */
  readonly match: SearchQuery | null;
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

/** What the form of an invoice takes from a client. */
const CHOICE = {
  id: clients.id,
  name: clients.name,
  currency: clients.currency,
  paymentTermsKind: clients.paymentTermsKind,
  paymentTermsDays: clients.paymentTermsDays,
  paymentTermsDay: clients.paymentTermsDay,
  earlyPaymentPpm: clients.earlyPaymentPpm,
  earlyPaymentDays: clients.earlyPaymentDays,
  buyerReference: clients.buyerReference,
  key: clientOrder.sortKey,
};

const orderOf = and(eq(clientOrder.tenantId, clients.tenantId), eq(clientOrder.clientId, clients.id));

const isFound = (tenantId: TenantId) => and(eq(clients.tenantId, tenantId), sql`${clients.id} = found.owner`);

/** Clients by name (see orderKey), either those in use or those archived: all of them, or those that a search finds. */
function byName(build: Orm, tenantId: TenantId, { archived, match, cursor }: ClientFilter) {
  const sort = { sort: [clientOrder.sortKey], id: clientOrder.clientId, descending: false };
  const { after, orderBy } = keyset(sort, cursor);
  const rows = build.select({ ...ROW, ...CHOICE, matches: matchesOf(match) });
  // A cross join is carried out as it stands: from what was found to the clients.
  const source =
    match === null
      ? rows.from(clientOrder).innerJoin(clients, orderOf)
      : rows
          .from(latestFound("client", match, tenantId))
          .crossJoin(clients)
          .innerJoin(clientOrder, orderOf);
  return source
    .where(
      and(
        match === null ? undefined : isFound(tenantId),
        eq(clientOrder.tenantId, tenantId),
        eq(clientOrder.isArchived, archived),
        after,
      ),
    )
    .orderBy(...orderBy);
}

/** Clients by name, a page at a time, both ways. Of many that a search finds, the latest added (`truncated`). */
export async function listClients(
  db: TenantDb,
  filter: ClientFilter,
): Promise<PageOf<ClientRow> & { readonly truncated: boolean }> {
  const rows = await db.read((build, tenantId) => byName(build, tenantId, filter).limit(limits.pageSize + 1));
  return { ...pageOf(rows, filter.cursor, ({ key }) => [key]), truncated: isTruncated(rows) };
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

/** In use, by name, one more than a choice holds. */
const choicesByName = (db: TenantDb, match: SearchQuery | null) =>
  db.read((build, tenantId) =>
    byName(build, tenantId, { archived: false, match, cursor: null }).limit(limits.clientChoices + 1),
  );

/**
 * For a choice of client: those in use by name, with what the invoice form takes from them. Where there are more than a
 * choice holds (`more`), those that a search finds, or those that were invoiced lately where there is none or it finds
 * none. `found`: how many it found, null without one. Constant cost.
 */
export async function clientChoices(db: TenantDb, search = "") {
  const most = limits.clientChoices;
  const match = search ? searchQuery(search) : null;
  const [all, lately, matching] = await Promise.all([
    choicesByName(db, null),
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
        .innerJoin(clientOrder, orderOf)
        .where(
          and(eq(clients.tenantId, tenantId), eq(clients.id, latest.clientId), isNull(clients.archivedAt)),
        );
    }),
    match === null ? [] : choicesByName(db, match),
  ]);
  if (all.length <= most) return { clients: all, more: false, found: null };
  const found = search ? matching.length : null;
  if (matching.length > 0) return { clients: matching.slice(0, most), more: true, found };
  const once = new Map([...lately, ...all].map((client) => [client.id, client]));
  const latelyFirst = [...once.values()].slice(0, most);
  return {
    clients: latelyFirst.sort((a, b) => (a.key < b.key ? -1 : 1)),
    more: true,
    found,
  };
}

/** Whether there is any client at all, archived ones included. */
export async function hasClients(db: TenantDb): Promise<boolean> {
  const rows = await db.read((build, tenantId) =>
    build.select({ id: clients.id }).from(clients).where(eq(clients.tenantId, tenantId)).limit(1),
  );
  return rows.length > 0;
}
