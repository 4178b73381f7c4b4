import type { Database } from "@db/client.server";
import { findUnsealed, insertSeals, type NewSeal } from "@db/unscoped/audit-seals";
import { chainStart, keyIdOf, sealHash } from "~/domain/audit/chain";

/** Events sealed with one statement. */
const BATCH = 500;
/** Losing a race means that somebody else sealed: after so many, the rest is left to the next write. */
const MAX_LOST = 10;

/**
 * Hashes a tenant's events that nobody has hashed yet onto the end of its chain, and returns how many. Any number may try at once:
 * the database takes one, the others look again. A chain that was begun with a key is not carried on without one.
 */
export async function sealEvents(db: Database, tenantId: string, key: string | null): Promise<number> {
  let sealed = 0;
  for (let lost = 0; lost <= MAX_LOST; ) {
    const { lastSeal, events } = await findUnsealed(db, tenantId, BATCH);
    if (events.length === 0 || (lastSeal?.keyId && !key)) return sealed;
    const keyId = keyIdOf(key);
    let previous = lastSeal?.hash ?? chainStart(tenantId);
    const seals: NewSeal[] = events.map((event) => {
      previous = sealHash(previous, event, key);
      return { seq: event.seq, hash: previous, keyId };
    });
    if (await insertSeals(db, tenantId, seals)) {
      sealed += seals.length;
      if (events.length < BATCH) return sealed;
    } else {
      lost += 1;
    }
  }
  return sealed;
}
