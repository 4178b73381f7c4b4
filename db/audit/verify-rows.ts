import { sql } from "drizzle-orm";
import { ERASED_PASSWORD } from "../unscoped/erase-user";
import type { Break, Reader } from "./verify-chain";

/**
 * What the chain alone can't know: events that were taken from, or added to, its end. Each save of a row raises its version by
 * one and writes one event of that version, so the events of a row are 1, 2 … its version, each once; what registering stores
 * besides the business itself (`born` 2) has no event of its own. And an issued invoice has the event that bears its number.
 * Where the first events of the trail were purged, a row's begin later. What is gone by law has its last version in `gone`.
 * Of memberships the last event counts: whoever was removed or left is not there, anybody else is, at its version; those of an archive are not stored with it.
 */
export async function verifyRows(db: Reader, tenantId: string): Promise<Break | null> {
  const [broken] = await db.read([
    db.build.all<{ seq: number | null; what: string }>(sql`
      WITH registered AS (SELECT created_at FROM tenants WHERE id = ${tenantId}),
      rows_now (entity, entity_id, version, born) AS (
        SELECT 'tenant', id, version, 1 FROM tenants WHERE id = ${tenantId}
        UNION ALL SELECT 'client', id, version, 1 FROM clients WHERE tenant_id = ${tenantId}
        UNION ALL SELECT 'invoice', id, version, 1 FROM invoices WHERE tenant_id = ${tenantId}
        UNION ALL SELECT 'tax_rate', category || '-' || rate_ppm, version, 1 + (created_at = (SELECT created_at FROM registered))
          FROM tax_rates WHERE tenant_id = ${tenantId}
        UNION ALL SELECT 'number_series', id, version, 1 + (created_at = (SELECT created_at FROM registered))
          FROM number_series WHERE tenant_id = ${tenantId}
        UNION ALL SELECT entity, entity_id, version, 1 FROM gone WHERE tenant_id = ${tenantId}
      ), purged (yes) AS (SELECT EXISTS (SELECT 1 FROM audit_anchors WHERE tenant_id = ${tenantId})
      ), trail AS (
        SELECT entity, entity_id, count(*) AS n, count(DISTINCT entity_version) AS versions, min(entity_version) AS low,
          max(entity_version) AS high, max(seq) AS last_seq
        FROM audit_events WHERE tenant_id = ${tenantId} AND entity IN (SELECT entity FROM rows_now) GROUP BY entity, entity_id
      )
      SELECT t.last_seq AS seq, r.entity || ' ' || r.entity_id || ' is at version ' || r.version || ', its events say '
          || CASE WHEN t.n IS NULL THEN 'nothing' WHEN t.n <> t.versions THEN 'a version twice' WHEN t.n <> t.high - t.low + 1 OR t.low > r.born
             THEN 'not each version' ELSE t.high END AS what
        FROM rows_now r LEFT JOIN trail t ON t.entity = r.entity AND t.entity_id = r.entity_id
        WHERE CASE WHEN t.n IS NULL THEN r.version >= r.born AND NOT (SELECT yes FROM purged)
          ELSE t.high <> r.version OR (t.low > r.born AND NOT (SELECT yes FROM purged)) OR t.n <> t.versions OR t.n <> t.high - t.low + 1 END
      UNION ALL
      SELECT t.last_seq, t.entity || ' ' || t.entity_id || ' has events and is not there'
        FROM trail t LEFT JOIN rows_now r ON r.entity = t.entity AND r.entity_id = t.entity_id WHERE r.entity IS NULL
      UNION ALL
      SELECT (SELECT max(seq) FROM audit_events a WHERE a.tenant_id = i.tenant_id AND a.entity = 'invoice' AND a.entity_id = i.id),
          'invoice ' || i.id || ' was issued and no event bears its number'
        FROM invoices i WHERE i.tenant_id = ${tenantId} AND i.number IS NOT NULL AND NOT (SELECT yes FROM purged) AND NOT EXISTS (
          SELECT 1 FROM audit_events a WHERE a.tenant_id = i.tenant_id AND a.entity = 'invoice' AND a.entity_id = i.id
            AND a.action = 'invoice.issued' AND a.changes ->> '$.number[1]' = i.number)
      UNION ALL
      SELECT l.seq, 'the membership of ' || l.user_id || CASE WHEN m.user_id IS NULL THEN ' is gone and no event says so'
          WHEN l.action IN ('membership.removed', 'membership.left') THEN ' is there, though they are no member any more'
          ELSE ' is at version ' || m.version || ', its events say ' || l.entity_version END
        FROM (SELECT entity_id AS user_id, action, entity_version, max(seq) AS seq FROM audit_events WHERE tenant_id = ${tenantId}
            AND entity = 'membership' AND seq > (SELECT coalesce(max(seq), 0) FROM audit_events
              WHERE tenant_id = ${tenantId} AND entity = 'import' AND action = 'import.stored') GROUP BY entity_id) l
          LEFT JOIN memberships m ON m.tenant_id = ${tenantId} AND m.user_id = l.user_id
        WHERE CASE WHEN l.action IN ('membership.removed', 'membership.left') THEN m.user_id IS NOT NULL
          WHEN m.user_id IS NOT NULL THEN m.version <> l.entity_version
          ELSE NOT EXISTS (SELECT 1 FROM erased_tenants WHERE tenant_id = ${tenantId})
            AND EXISTS (SELECT 1 FROM users WHERE id = l.user_id AND password_hash <> ${ERASED_PASSWORD}) END
      ORDER BY seq LIMIT 1`),
  ]);
  const [first] = broken;
  return first ? { tenantId, seq: first.seq, what: first.what } : null;
}
