import { and, eq, sql } from "drizzle-orm";
import type { TenantId } from "~/shared/ids-brands";
import { erasures } from "../schema/retention";
import type { TenantDb, Write } from "../tenant-db";

/** What a client is called once it is erased. */
export const ERASED_CLIENT = "Erased client";

const CONTACT = [
  ...[
    "trade_name",
    "vat_id",
    "registration_id",
    "address_line1",
    "address_line2",
    "postcode",
    "city",
    "region",
  ],
  ...["electronic_address", "electronic_scheme", "contact_name", "phone", "email", "buyer_reference", "note"],
];
const noContact = sql.raw(CONTACT.map((column) => `${column} = NULL`).join(", "));
const OF_INVOICE = ["invoice_lines", "invoice_allowances", "invoice_tax_groups"];

/** What is stored of a client, and how long the law wants which of it. */
export interface Holding {
  readonly drafts: number;
  readonly issued: number;
  readonly notes: number;
  /** Issue date of the newest issued invoice. */
  readonly newest: string | null;
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
        (SELECT max(issue_date) FROM invoices i WHERE i.tenant_id = c.tenant_id AND i.client_id = c.id AND i.number IS NOT NULL) AS newest,
        max(coalesce((SELECT p.years FROM retention_policies p JOIN tenants t ON t.country = p.country WHERE t.id = c.tenant_id), 10),
          coalesce((SELECT years FROM retention_choices WHERE tenant_id = c.tenant_id AND kind = 'invoices'), 0)) AS years,
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
      { reason: "stale", holds: sql`EXISTS (${row} AND version = ${e.version})` },
      // What the page said of what is kept is still so.
      { reason: "stale", holds: e.kept ? sql`EXISTS (${issued})` : sql`NOT EXISTS (${issued})` },
    ];
  },
  changes: (build, tenantId: TenantId) => {
    const of = sql`tenant_id = ${tenantId}`;
    const drafts = sql`(SELECT id FROM invoices WHERE ${of} AND client_id = ${e.id} AND number IS NULL)`;
    const noted = sql`${of} AND client_id = ${e.id} AND number IS NOT NULL AND internal_note IS NOT NULL`;
    const last = (column: "seq" | "actor_id" | "request_id") =>
      sql`(SELECT ${sql.identifier(column)} FROM audit_events WHERE ${of} ORDER BY seq DESC LIMIT 1)`;
    return [
      build.run(sql`INSERT INTO erasures (tenant_id, entity, entity_id, asked_at, due_at, done_at, reason, kept_until)
        VALUES (${tenantId}, 'client', ${e.id}, ${e.now}, ${e.now}, ${e.now}, ${e.kept?.reason ?? null}, ${e.kept?.until ?? null})
        ON CONFLICT DO NOTHING`),
      build.run(sql`INSERT INTO audit_events (tenant_id, seq, at, actor_id, action, entity, entity_id, entity_version, changes, request_id)
        SELECT tenant_id, ${last("seq")} + row_number() OVER (ORDER BY id), ${e.now}, ${last("actor_id")}, 'invoice.changed', 'invoice', id,
          version + 1, '{"internalNote":"changed"}', ${last("request_id")} FROM invoices WHERE ${noted} ORDER BY id`),
      build.run(
        sql`UPDATE invoices SET internal_note = NULL, version = version + 1, updated_at = ${e.now} WHERE ${noted}`,
      ),
      ...OF_INVOICE.map((table) =>
        build.run(sql`DELETE FROM ${sql.identifier(table)} WHERE ${of} AND invoice_id IN ${drafts}`),
      ),
      build.run(sql`DELETE FROM invoices WHERE ${of} AND id IN ${drafts}`),
      build.run(sql`UPDATE clients SET name = ${ERASED_CLIENT}, ${noContact}, archived_at = coalesce(archived_at, ${e.now}),
        updated_at = ${e.now}, version = version + 1 WHERE ${of} AND id = ${e.id}`),
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
