import { sql } from "drizzle-orm";
import type { Database } from "../client.server";
import {
  among,
  businessEmptied,
  deleteInvoices,
  ERASED_CLIENT,
  emptyClient,
  eraseNotes,
} from "../statements/erase";
import { SYSTEM_USER, systemEvent } from "./system-event";

/** What a business is called once it is erased. */
const ERASED_BUSINESS = "Erased business";

const PAGE = 100;

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
      build.run(sql`UPDATE tenants SET name = ${ERASED_BUSINESS}, ${businessEmptied}, archived_at = ${now}, updated_at = ${now},
        version = version + 1 WHERE id = ${tenantId}`),
      build.run(sql`DELETE FROM memberships WHERE ${of}`),
      build.run(sql`DELETE FROM idempotency_keys WHERE ${of}`),
      ...eraseNotes(build, tenantId, sql`TRUE`, {
        at: now,
        actor: sql`${SYSTEM_USER}`,
        requestId: sql`'job'`,
      }),
    ]);
  for (;;) {
    const [drafts, clients] = await db.read([
      build.all<{ id: string }>(sql`SELECT id FROM invoices WHERE ${of} AND number IS NULL LIMIT ${PAGE}`),
      build.all<{
        id: string;
        used: number;
      }>(sql`SELECT id, EXISTS (SELECT 1 FROM invoices i WHERE i.tenant_id = clients.tenant_id
          AND i.client_id = clients.id AND i.number IS NOT NULL)
          OR EXISTS (SELECT 1 FROM payments p WHERE p.tenant_id = clients.tenant_id AND p.client_id = clients.id) AS used FROM clients
        WHERE ${of} AND name <> ${ERASED_CLIENT} OR ${of} AND NOT EXISTS (SELECT 1 FROM invoices i
          WHERE i.tenant_id = clients.tenant_id AND i.client_id = clients.id) AND NOT EXISTS (SELECT 1 FROM payments p
          WHERE p.tenant_id = clients.tenant_id AND p.client_id = clients.id) LIMIT ${PAGE}`),
    ]);
    if (drafts.length > 0) {
      const [first, ...rest] = deleteInvoices(build, tenantId, among(drafts.map(({ id }) => id)));
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
            emptyClient(build, tenantId, id, now),
          ]
        : [build.run(sql`DELETE FROM clients WHERE ${of} AND id = ${id}`)],
    );
    if (first) await db.write([first, ...rest]);
  }
}
