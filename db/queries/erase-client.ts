import { and, eq, sql } from "drizzle-orm";
import type { TenantId } from "~/shared/ids-brands";
import { erasures } from "../schema/retention";
import { deleteInvoices, emptyClient, eraseNotes } from "../statements/erase";
import { lastYearKept, yearsKept } from "../statements/retained";
import type { TenantDb, Write } from "../tenant-db";
import { isErased } from "./client-writes";

/** What is stored of a client, and how long the law wants which of it. */
export interface Holding {
  readonly drafts: number;
  readonly issued: number;
  readonly notes: number;
  /** The last year in which one of the issued invoices is kept. */
  readonly lastYear: number | null;
  /** How many years the business keeps what it issued. */
  readonly years: number;
  readonly erasedAt: number | null;
  readonly reason: string | null;
  readonly keptUntil: string | null;
}

export async function findHolding(db: TenantDb, clientId: string): Promise<Holding | null> {
  const [row] = await db.read((build, tenantId) =>
    build.all<Holding>(sql`SELECT
        (SELECT count(*) FROM invoices i WHERE i.tenant_id = c.tenant_id AND i.client_id = c.id AND i.number IS NULL) AS drafts,
        (SELECT count(*) FROM invoices i WHERE i.tenant_id = c.tenant_id AND i.client_id = c.id AND i.number IS NOT NULL) AS issued,
        (SELECT count(*) FROM invoices i WHERE i.tenant_id = c.tenant_id AND i.client_id = c.id AND i.number IS NOT NULL
          AND i.internal_note IS NOT NULL) AS notes,
        (SELECT max(${lastYearKept(yearsKept(sql`c.tenant_id`))}) FROM invoices i WHERE i.tenant_id = c.tenant_id AND i.client_id = c.id
          AND i.number IS NOT NULL) AS "lastYear", ${yearsKept(sql`c.tenant_id`)} AS years,
        e.done_at AS "erasedAt", e.reason, e.kept_until AS "keptUntil"
      FROM clients c LEFT JOIN erasures e ON e.tenant_id = c.tenant_id AND e.entity = 'client' AND e.entity_id = c.id
      WHERE c.tenant_id = ${tenantId} AND c.id = ${clientId}`),
  );
  return row ?? null;
}

export interface ClientErasure {
  readonly id: string;
  readonly version: number;
  readonly now: number;
  /** Why issued invoices are kept, and until when; null where there is none. */
  readonly kept: { readonly reason: string; readonly until: string } | null;
}

/**
 * The guards and statements that erase a client: drafts and notes go, then the client itself; where an issued invoice needs it, its
 * row stays without all that says who it was.
 */
export const eraseClientRows = (e: ClientErasure): Pick<Write, "guards" | "changes"> => ({
  guards: (_, tenantId) => {
    const row = sql`SELECT 1 FROM clients WHERE tenant_id = ${tenantId} AND id = ${e.id}`;
    const issued = sql`SELECT 1 FROM invoices WHERE tenant_id = ${tenantId} AND client_id = ${e.id} AND number IS NOT NULL`;
    return [
      { reason: "not-found", holds: sql`EXISTS (${row})` },
      { reason: "erased", holds: sql`NOT ${isErased(tenantId, e.id)}` },
      { reason: "stale", holds: sql`EXISTS (${row} AND version = ${e.version})` },
      // What the page said of what is kept is still so.
      { reason: "stale", holds: e.kept ? sql`EXISTS (${issued})` : sql`NOT EXISTS (${issued})` },
    ];
  },
  changes: (build, tenantId: TenantId) => {
    const of = sql`tenant_id = ${tenantId}`;
    const drafts = sql`(SELECT id FROM invoices WHERE ${of} AND client_id = ${e.id} AND number IS NULL)`;
    // The event of the erasure itself, which is written ahead of this.
    const last = (column: "actor_id" | "request_id") =>
      sql`(SELECT ${sql.identifier(column)} FROM audit_events WHERE ${of} ORDER BY seq DESC LIMIT 1)`;
    return [
      build.run(sql`INSERT INTO erasures (tenant_id, entity, entity_id, asked_at, due_at, done_at, reason, kept_until)
        VALUES (${tenantId}, 'client', ${e.id}, ${e.now}, ${e.now}, ${e.now}, ${e.kept?.reason ?? null}, ${e.kept?.until ?? null})
        ON CONFLICT DO NOTHING`),
      ...eraseNotes(build, tenantId, sql`client_id = ${e.id}`, {
        at: e.now,
        actor: last("actor_id"),
        requestId: last("request_id"),
      }),
      ...deleteInvoices(build, tenantId, drafts),
      emptyClient(build, tenantId, e.id, e.now),
      build.run(sql`DELETE FROM clients WHERE ${of} AND id = ${e.id}
        AND NOT EXISTS (SELECT 1 FROM invoices i WHERE i.tenant_id = clients.tenant_id AND i.client_id = clients.id)`),
    ];
  },
});

/** Whether the client was erased, and why and until when its invoices are kept; null when it was not. */
export async function findErasure(db: TenantDb, clientId: string) {
  const [row] = await db.read((build, tenantId) =>
    build
      .select({ reason: erasures.reason, keptUntil: erasures.keptUntil })
      .from(erasures)
      .where(
        and(eq(erasures.tenantId, tenantId), eq(erasures.entity, "client"), eq(erasures.entityId, clientId)),
      ),
  );
  return row ?? null;
}
