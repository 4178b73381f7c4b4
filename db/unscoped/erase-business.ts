import { sql } from "drizzle-orm";
import type { Database } from "../client.server";
import { deleteInvoices } from "./purge-invoices";
import { systemEvent } from "./system-event";

/** What a business is called once it is erased. */
export const ERASED_BUSINESS = "Erased business";
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
  ...["electronic_address", "electronic_scheme", "contact_name", "phone", "email"],
];
/** Everything of a client that tells who it is, but the name, which may not be empty. */
export const noContact = sql.raw(
  [...CONTACT, "buyer_reference", "note"].map((column) => `${column} = NULL`).join(", "),
);
const noDetails = sql.raw(
  [...CONTACT, "tax_number", "iban", "bic", "account_name", "payment_terms"]
    .map((column) => `${column} = NULL`)
    .join(", "),
);

const PAGE = 100;

/** Notes of a business, or of one client, that stand on issued invoices and were never sent to anybody: each goes, with an event. */
export const eraseNotes = (
  build: Database["build"],
  tenantId: unknown,
  of: ReturnType<typeof sql>,
  actor: ReturnType<typeof sql>,
  at: number,
) => {
  const noted = sql`tenant_id = ${tenantId} AND number IS NOT NULL AND internal_note IS NOT NULL AND ${of}`;
  return [
    build.run(sql`INSERT INTO audit_events (tenant_id, seq, at, actor_id, action, entity, entity_id, entity_version, changes, request_id)
      SELECT tenant_id, (SELECT max(seq) FROM audit_events WHERE tenant_id = ${tenantId}) + row_number() OVER (ORDER BY id), ${at}, ${actor},
        'invoice.erased', 'invoice', id, version + 1, '{"internalNote":"changed"}', 'erasure' FROM invoices WHERE ${noted} ORDER BY id`),
    build.run(
      sql`UPDATE invoices SET internal_note = NULL, version = version + 1, updated_at = ${at} WHERE ${noted}`,
    ),
  ];
};

/**
 * Erases a business whose grace is over: everybody is out, its details go, and with them drafts and the clients of no issued invoice;
 * the others keep no more than their id. Goes on where it was broken off. 1 when it was begun now.
 */
export async function eraseBusiness(db: Database, tenantId: string, now: number): Promise<number> {
  const { build } = db;
  const of = sql`tenant_id = ${tenantId}`;
  const [[open]] = await db.read([
    build.all(
      sql`SELECT 1 FROM erasures WHERE ${of} AND entity = 'tenant' AND done_at IS NULL AND due_at <= ${now}`,
    ),
  ]);
  if (open)
    await db.write([
      build.run(
        sql`UPDATE erasures SET done_at = ${now} WHERE ${of} AND entity = 'tenant' AND done_at IS NULL AND due_at <= ${now}`,
      ),
      systemEvent(build, {
        ...{ tenantId, at: now, action: "tenant.erased", entity: "tenant", counts: {} },
        entityVersion: sql`(SELECT version + 1 FROM tenants WHERE id = ${tenantId})`,
      }),
      build.run(sql`UPDATE tenants SET name = ${ERASED_BUSINESS}, ${noDetails}, archived_at = ${now}, updated_at = ${now},
        version = version + 1 WHERE id = ${tenantId}`),
      build.run(sql`DELETE FROM memberships WHERE ${of}`),
      build.run(sql`DELETE FROM idempotency_keys WHERE ${of}`),
      ...eraseNotes(build, tenantId, sql`TRUE`, sql`'00000000000000000000000000'`, now),
    ]);
  for (;;) {
    const [drafts, clients] = await db.read([
      build.all<{ id: string }>(sql`SELECT id FROM invoices WHERE ${of} AND number IS NULL LIMIT ${PAGE}`),
      build.all<{
        id: string;
        used: number;
      }>(sql`SELECT id, EXISTS (SELECT 1 FROM invoices i WHERE i.tenant_id = clients.tenant_id
          AND i.client_id = clients.id AND i.number IS NOT NULL) AS used FROM clients
        WHERE ${of} AND name <> ${ERASED_CLIENT} OR ${of} AND NOT EXISTS (SELECT 1 FROM invoices i
          WHERE i.tenant_id = clients.tenant_id AND i.client_id = clients.id) LIMIT ${PAGE}`),
    ]);
    if (drafts.length > 0) {
      const [first, ...rest] = deleteInvoices(
        build,
        tenantId,
        drafts.map(({ id }) => id),
      );
      if (first) await db.write([first, ...rest]);
      continue;
    }
    if (clients.length === 0) return open ? 1 : 0;
    const [first, ...rest] = clients.flatMap(({ id, used }) =>
      used
        ? [
            systemEvent(build, {
              ...{ tenantId, at: now, action: "client.erased", entity: "client", entityId: id, counts: {} },
              entityVersion: sql`(SELECT version + 1 FROM clients WHERE ${of} AND id = ${id})`,
            }),
            build.run(sql`UPDATE clients SET name = ${ERASED_CLIENT}, ${noContact}, archived_at = coalesce(archived_at, ${now}),
              updated_at = ${now}, version = version + 1 WHERE ${of} AND id = ${id}`),
          ]
        : [build.run(sql`DELETE FROM clients WHERE ${of} AND id = ${id}`)],
    );
    if (first) await db.write([first, ...rest]);
  }
}
