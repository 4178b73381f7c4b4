import { and, asc, eq, gte, isNull, or, type SQL, sql } from "drizzle-orm";
import { FIRST_DATE } from "~/shared/dates";
import { limits } from "~/shared/limits";
import { type Cursor, type PageOf, pageOf } from "~/shared/pagination";
import { clients } from "../schema/clients";
import { invoices } from "../schema/invoices";
import type { TenantDb } from "../tenant-db";
import { keyset } from "./keyset";

export type Client = typeof clients.$inferSelect;

export interface ClientFilter {
  /** Part of a name or an e-mail address. */
  readonly search: string;
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

/** `LIKE` with the person's % and _ meaning themselves. */
const contains = (column: SQL.Aliased | typeof clients.name | typeof clients.email, text: string): SQL =>
  sql`${column} LIKE ${`%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`} ESCAPE '\\'`;

/** Clients by name, a page at a time; archived ones only when asked for. */
export async function listClients(db: TenantDb, filter: ClientFilter): Promise<PageOf<ClientRow>> {
  const { after, orderBy } = keyset({ sort: clients.name, id: clients.id, descending: false }, filter.cursor);
  const rows = await db.read((build, tenantId) =>
    build
      .select(ROW)
      .from(clients)
      .where(
        and(
          eq(clients.tenantId, tenantId),
          filter.archived ? undefined : isNull(clients.archivedAt),
          filter.search
            ? or(contains(clients.name, filter.search), contains(clients.email, filter.search))
            : undefined,
          after,
        ),
      )
      .orderBy(...orderBy)
      .limit(limits.pageSize + 1),
  );
  return pageOf(rows, filter.cursor, (row) => row.name);
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

/** For the invoice form's choice: every client in use, by name, with what the form takes from it. */
export const clientChoices = (db: TenantDb) =>
  db.read((build, tenantId) =>
    build
      .select({
        id: clients.id,
        name: clients.name,
        currency: clients.currency,
        paymentTermsDays: clients.paymentTermsDays,
      })
      .from(clients)
      .where(and(eq(clients.tenantId, tenantId), isNull(clients.archivedAt)))
      .orderBy(asc(clients.name), asc(clients.id)),
  );

/** What a client owes: sent, not archived invoices, per currency. Amounts in minor units. */
export const clientBalances = (db: TenantDb, clientId: string, today: string) =>
  db.read((build, tenantId) =>
    build
      .select({
        currency: invoices.currency,
        open: sql<number>`sum(${invoices.dueMinor})`,
        overdue: sql<number>`sum(CASE WHEN ${invoices.dueDate} < ${today} THEN ${invoices.dueMinor} ELSE 0 END)`,
      })
      .from(invoices)
      .where(
        and(
          eq(invoices.tenantId, tenantId),
          eq(invoices.clientId, clientId),
          // Always true: it leads the planner to invoices_by_client_date instead of the whole tenant.
          gte(invoices.issueDate, FIRST_DATE),
          eq(invoices.status, "sent"),
          isNull(invoices.archivedAt),
        ),
      )
      .groupBy(invoices.currency)
      .orderBy(asc(invoices.currency)),
  );
