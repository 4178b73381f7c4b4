import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import { chainStart, keyIdOf, sealHash } from "~/domain/audit/chain";
import type { TenantId } from "~/shared/ids-brands";
import type { Database } from "../client.server";
import { auditEvents, auditSeals } from "../schema/audit";
import { auditAnchors } from "../schema/retention";

/** A whole database to read from, at one moment if it can. */
export type Reader = Pick<Database, "build" | "read">;

/** The first thing of a tenant's trail that is not as it was written. */
export interface Break {
  readonly tenantId: string;
  /** The event, or the last one of what is broken; null where there is none at all. */
  readonly seq: number | null;
  readonly what: string;
}

export interface ChainProof {
  readonly events: number;
  /** Events at the end that no hash covers yet. */
  readonly unsealed: number;
  readonly broken: Break | null;
}

const PAGE = 1_000;

/** Proves the chain of one tenant from its first event on: each there, in its place, and what was sealed. */
export async function verifyChain(
  db: Reader,
  tenantId: string,
  keys: readonly string[],
): Promise<ChainProof> {
  const tenant = tenantId as TenantId;
  const keyOf = new Map([["", null], ...keys.map((key) => [keyIdOf(key), key] as const)]);
  const [[anchor], [end]] = await db.read([
    db.build
      .select()
      .from(auditAnchors)
      .where(eq(auditAnchors.tenantId, tenant))
      .orderBy(desc(auditAnchors.seq))
      .limit(1),
    db.build
      .select({ seal: sql<number>`coalesce(max(${auditSeals.seq}), 0)` })
      .from(auditSeals)
      .where(eq(auditSeals.tenantId, tenant)),
  ]);
  const lastSeal = end?.seal ?? 0;
  // Events whose time is over are gone; the anchor is the seal of the last of them.
  let previous = anchor?.hash ?? chainStart(tenantId);
  let seq = anchor?.seq ?? 0;
  let unsealed = 0;
  let keyed = Boolean(anchor?.keyId);
  const purged = seq;
  const proof = (what?: string): ChainProof => ({
    events: seq - purged,
    unsealed,
    broken: what ? { tenantId, seq: seq + 1, what } : null,
  });
  for (;;) {
    const [rows] = await db.read([
      db.build
        .select({ event: auditEvents, seal: auditSeals })
        .from(auditEvents)
        .leftJoin(
          auditSeals,
          and(eq(auditSeals.tenantId, auditEvents.tenantId), eq(auditSeals.seq, auditEvents.seq)),
        )
        .where(and(eq(auditEvents.tenantId, tenant), gt(auditEvents.seq, seq)))
        .orderBy(asc(auditEvents.seq))
        .limit(PAGE),
    ]);
    for (const { event, seal } of rows) {
      if (event.seq !== seq + 1) return proof("the event is missing");
      if (seal) {
        const key = keyOf.get(seal.keyId);
        if (key === undefined) return proof("it was sealed with a key that is not in AUDIT_KEY");
        if (keyed && !key) return proof("it was sealed without the key that sealed those before it");
        previous = sealHash(previous, event, key);
        if (previous !== seal.hash) return proof("the event is not what was sealed");
        keyed = key !== null;
      } else if (event.seq < lastSeal) return proof("its seal is missing");
      else unsealed += 1;
      seq = event.seq;
    }
    if (rows.length < PAGE) break;
  }
  if (lastSeal > seq) return proof("the event is missing, its seal is there");
  // Without this, whoever can write the database could seal a forged trail anew, without a key.
  if (keys.length > 0 && lastSeal > 0 && !keyed)
    return {
      ...proof(),
      broken: { tenantId, seq: lastSeal, what: "the newest seal was made without AUDIT_KEY" },
    };
  return proof();
}
