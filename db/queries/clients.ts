import { and, asc, desc, eq, gt, isNotNull, isNull, lt, type SQL, sql } from "drizzle-orm";
import { limits } from "~/shared/limits";
import { type Cursor, type PageOf, pageOf } from "~/shared/pagination";
import { searchMatch } from "~/shared/search-words";
import { clients } from "../schema/clients";
import { invoices } from "../schema/invoices";
import { clientSearchRows } from "../schema/search";
import type { TenantDb } from "../tenant-db";
import { keyset } from "./keyset";
import { found, spaceOf } from "./search";

export type Client = typeof clients.$inferSelect;

export interface ClientFilter {
  /** Either those in use or those archived. */
  readonly archived: boolean;
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

const shown = ({ archived }: ClientFilter): SQL =>
  archived ? isNotNull(clients.archivedAt) : isNull(clients.archivedAt);

/** Clients by name, a page at a time: either those in use or those archived. */
export async function listClients(db: TenantDb, filter: ClientFilter): Promise<PageOf<ClientRow>> {
  const { after, orderBy } = keyset({ sort: clients.name, id: clients.id, descending: false }, filter.cursor);
  const rows = await db.read((build, tenantId) =>
    build
      .select(ROW)
      .from(clients)
      .where(and(eq(clients.tenantId, tenantId), shown(filter), after))
      .orderBy(...orderBy)
      .limit(limits.pageSize + 1),
  );
  return pageOf(rows, filter.cursor, (row) => row.name);
}

/** Clients that `match` (FTS5, see searchMatch) finds, the latest added first, a page at a time, both ways. */
export async function searchClients(
  db: TenantDb,
  match: string,
  filter: ClientFilter,
): Promise<PageOf<ClientRow>> {
  const { cursor } = filter;
  const back = cursor?.towards === "previous";
  const rowid = sql`client_search.rowid`;
  const rows = await db.read((build, tenantId) =>
    build
      .select({ ...ROW, entry: clientSearchRows.id })
      .from(sql`client_search`)
      .crossJoin(clientSearchRows)
      .crossJoin(clients)
      .where(
        and(
          found("client_search", match, spaceOf(tenantId)),
          eq(clientSearchRows.id, rowid),
          eq(clients.tenantId, clientSearchRows.tenantId),
          eq(clients.id, clientSearchRows.clientId),
          eq(clients.tenantId, tenantId),
          shown(filter),
          cursor ? (back ? gt(rowid, cursor.value) : lt(rowid, cursor.value)) : undefined,
        ),
      )
      .orderBy(back ? rowid : desc(rowid))
      .limit(limits.pageSize + 1),
  );
  return pageOf(rows, cursor, ({ entry }) => entry);
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
  buyerReference: clients.buyerReference,
};

/** Those in use that a search finds, the latest added first, one more than a choice holds. */
const foundChoices = (db: TenantDb, match: string) =>
  db.read((build, tenantId) =>
    build
      .select(CHOICE)
      .from(sql`client_search`)
      .crossJoin(clientSearchRows)
      .crossJoin(clients)
      .where(
        and(
          found("client_search", match, spaceOf(tenantId)),
          eq(clientSearchRows.id, sql`client_search.rowid`),
          eq(clients.tenantId, clientSearchRows.tenantId),
          eq(clients.id, clientSearchRows.clientId),
          eq(clients.tenantId, tenantId),
          isNull(clients.archivedAt),
        ),
      )
      .orderBy(desc(sql`client_search.rowid`))
      .limit(limits.clientChoices + 1),
  );

/**
 * For a choice of client: those in use by name, with what the invoice form takes from them. Where there are more than a
 * choice holds (`more`), those that were invoiced lately; a search reaches the others. `found`: how many it found, null
 * without one; where it found none, the choice is as it was. Constant cost.
 */
export async function clientChoices(db: TenantDb, search = "") {
  const most = limits.clientChoices;
  const match = searchMatch(search);
  const [byName, lately, matching] = await Promise.all([
    db.read((build, tenantId) =>
      build
        .select(CHOICE)
        .from(clients)
        .where(and(eq(clients.tenantId, tenantId), isNull(clients.archivedAt)))
        .orderBy(asc(clients.name), asc(clients.id))
        .limit(most + 1),
    ),
    db.read((build, tenantId) => {
      const latest = build
        .select({ clientId: invoices.clientId })
        .from(invoices)
        .where(and(eq(invoices.tenantId, tenantId), isNull(invoices.archivedAt)))
        .orderBy(desc(invoices.issueDate), desc(invoices.id))
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
    match ? foundChoices(db, match) : [],
  ]);
  const hits = search ? matching.length : null;
  const more = byName.length > most;
  if (matching.length > 0) return { clients: sorted(matching.slice(0, most)), more, found: hits };
  if (!more) return { clients: byName, more, found: hits };
  const once = new Map([...lately, ...byName].slice(0, most).map((client) => [client.id, client]));
  return { clients: sorted([...once.values()]), more, found: hits };
}

const sorted = <T extends { readonly name: string }>(choices: T[]): T[] =>
  choices.sort((a, b) => (a.name < b.name ? -1 : 1));

/** Whether there is any client at all, archived ones included. */
export async function hasClients(db: TenantDb): Promise<boolean> {
  const rows = await db.read((build, tenantId) =>
    build.select({ id: clients.id }).from(clients).where(eq(clients.tenantId, tenantId)).limit(1),
  );
  return rows.length > 0;
}
