import { and, eq, sql } from "drizzle-orm";
import { erasures } from "../schema/retention";
import { deleteInvoices, emptyClient, eraseNotes } from "../statements/erase";
import type { TenantDb, Write } from "../tenant-db";
import { isErased } from "./client-writes";

/** What is stored of a client, and how long the law wants which of it. */
export interface Holding {
  readonly drafts: number;
  readonly issued: number;
  readonly notes: number;
  /** The last day on which one of the issued invoices is kept: YYYY-MM-DD. */
  readonly lastDay: string | null;
  /** The most years for which one of them is; 0 where none was issued. */
  readonly years: number;
  /** Of the countries that they were issued from, the one that asks for the longest. */
  readonly seller: string | null;
  readonly erasedAt: number | null;
  readonly reason: string | null;
  readonly keptUntil: string | null;
}

/** Of a client's issued invoices: something of how long they are kept. `client`: its id, a value or a column. */
const kept = (what: "last_day" | "years", tenantId: unknown, client: unknown) =>
  sql`(SELECT max(${sql.identifier(what)}) FROM retained_invoices WHERE tenant_id = ${tenantId} AND client_id = ${client})`;

export async function findHolding(db: TenantDb, clientId: string): Promise<Holding | null> {
  const [row] = await db.read((build, tenantId) =>
    build.all<Holding>(sql`SELECT
        (SELECT count(*) FROM invoices i WHERE i.tenant_id = c.tenant_id AND i.client_id = c.id AND i.number IS NULL) AS drafts,
        (SELECT count(*) FROM invoices i WHERE i.tenant_id = c.tenant_id AND i.client_id = c.id AND i.number IS NOT NULL) AS issued,
        (SELECT count(*) FROM invoices i WHERE i.tenant_id = c.tenant_id AND i.client_id = c.id AND i.number IS NOT NULL
          AND i.internal_note IS NOT NULL) AS notes,
        ${kept("last_day", tenantId, clientId)} AS "lastDay", coalesce(${kept("years", tenantId, clientId)}, 0) AS years,
        (SELECT country FROM (SELECT s.country, max((SELECT years FROM retention_policies WHERE country IN (s.country, '')
            ORDER BY country DESC LIMIT 1)) FROM invoices i JOIN invoice_parties s ON s.tenant_id = i.tenant_id AND s.invoice_id = i.id
            AND s.party = 'seller' WHERE i.tenant_id = c.tenant_id AND i.client_id = c.id)) AS seller,
        e.done_at AS "erasedAt", e.reason, e.kept_until AS "keptUntil"
      FROM clients c LEFT JOIN erasures e ON e.tenant_id = c.tenant_id AND e.entity = 'client' AND e.entity_id = c.id
      WHERE c.tenant_id = ${tenantId} AND c.id = ${clientId}`),
  );
  return row ?? null;
}

export interface ClientErasure {
  readonly id: string;
  readonly version: number;
  /** Why issued invoices are kept, and until when; null where there is none. */
  readonly kept: { readonly reason: string; readonly until: string; readonly lastDay: string } | null;
}

/**
 * The guards and statements that erase a client: drafts and notes go, then the client itself; where an issued invoice needs it, its
 * row stays without all that says who it was.
 */
export const eraseClientRows = (e: ClientErasure): Pick<Write, "guards" | "changes"> => ({
  guards: ({ tenantId }) => {
    const row = sql`SELECT 1 FROM clients WHERE tenant_id = ${tenantId} AND id = ${e.id}`;
    return [
      { reason: "not-found", holds: sql`EXISTS (${row})` },
      { reason: "erased", holds: sql`NOT ${isErased(tenantId, e.id)}` },
      { reason: "stale", holds: sql`EXISTS (${row} AND version = ${e.version})` },
      // What the page said of what is kept is still so.
      { reason: "stale", holds: sql`${kept("last_day", tenantId, e.id)} IS ${e.kept?.lastDay ?? null}` },
    ];
  },
  changes: ({ build, tenantId, now }) => {
    const of = sql`tenant_id = ${tenantId}`;
    const drafts = sql`(SELECT id FROM invoices WHERE ${of} AND client_id = ${e.id} AND number IS NULL)`;
    // The event of the erasure itself, which is written ahead of this.
    const last = (column: "actor_id" | "request_id") =>
      sql`(SELECT ${sql.identifier(column)} FROM audit_events WHERE ${of} ORDER BY seq DESC LIMIT 1)`;
    return [
      build.run(sql`INSERT INTO erasures (tenant_id, entity, entity_id, asked_at, due_at, done_at, reason, kept_until)
        VALUES (${tenantId}, 'client', ${e.id}, ${now}, ${now}, ${now}, ${e.kept?.reason ?? null}, ${e.kept?.until ?? null})
        ON CONFLICT DO NOTHING`),
      ...eraseNotes(build, tenantId, sql`client_id = ${e.id}`, {
        at: now,
        actor: last("actor_id"),
        requestId: last("request_id"),
      }),
      ...deleteInvoices(build, tenantId, drafts),
      emptyClient(build, tenantId, e.id, now),
      build.run(sql`DELETE FROM clients WHERE ${of} AND id = ${e.id}
        AND NOT EXISTS (SELECT 1 FROM invoices i WHERE i.tenant_id = clients.tenant_id AND i.client_id = clients.id)
        AND NOT EXISTS (SELECT 1 FROM payments p WHERE p.tenant_id = clients.tenant_id AND p.client_id = clients.id)`),
    ];
  },
});

/**
 * Whether the client was erased, why its invoices are kept, and the last day on which one is by the rule of today: it may be longer by
 * now than it was then, and null when none is there any more. Null when the client was not erased.
 */
export async function findErasure(db: TenantDb, clientId: string) {
  const [row] = await db.read((build, tenantId) =>
    build
      .select({
        reason: erasures.reason,
        lastDay: sql<string | null>`${kept("last_day", tenantId, clientId)}`,
      })
      .from(erasures)
      .where(
        and(eq(erasures.tenantId, tenantId), eq(erasures.entity, "client"), eq(erasures.entityId, clientId)),
      ),
  );
  return row ?? null;
}
