import { createClient } from "@libsql/client/http";
import { type ChainedEvent, chainStart, sealHash } from "~/domain/audit/chain";

const AT_ONCE = 10_000;

/** Seals a business's whole trail without a key, as the product would in rounds of 500: the first write would wait for all of it. */
export async function sealAll(url: string, tenantId: string): Promise<number> {
  const client = createClient({ url });
  let [previous, seq] = [chainStart(tenantId), 0];
  try {
    for (;;) {
      const { rows } = await client.execute({
        sql: `SELECT seq, at, actor_id, action, entity, entity_id, entity_version, changes, request_id FROM audit_events
          WHERE tenant_id = ? AND seq > ? ORDER BY seq LIMIT ${AT_ONCE}`,
        args: [tenantId, BigInt(seq)],
      });
      const seals = rows.map((row) => {
        const event: ChainedEvent = {
          tenantId,
          seq: Number(row.seq),
          at: Number(row.at),
          actorId: String(row.actor_id),
          action: String(row.action),
          entity: String(row.entity),
          entityId: String(row.entity_id),
          entityVersion: Number(row.entity_version),
          changes: String(row.changes),
          requestId: String(row.request_id),
        };
        previous = sealHash(previous, event, null);
        seq = event.seq;
        return [seq, previous];
      });
      if (seals.length > 0)
        await client.execute({
          sql: `INSERT INTO audit_seals (tenant_id, seq, hash, key_id)
            SELECT ?, value ->> 0, value ->> 1, '' FROM json_each(?) ORDER BY value ->> 0`,
          args: [tenantId, JSON.stringify(seals)],
        });
      if (rows.length < AT_ONCE) return seq;
    }
  } finally {
    client.close();
  }
}
