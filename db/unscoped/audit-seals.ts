import { asc, desc, eq, sql } from "drizzle-orm";
import type { TenantId } from "~/shared/ids-brands";
import { type Database, DatabaseError } from "../client.server";
import { auditEvents, auditSeals } from "../schema/audit";

export type NewSeal = Omit<typeof auditSeals.$inferInsert, "tenantId">;

/** A tenant's last seal, and the events behind it, at most `limit`: one round trip. */
export async function findUnsealed(db: Database, tenantId: string, limit: number) {
  const tenant = tenantId as TenantId;
  const last = sql`(SELECT coalesce(max(${auditSeals.seq}), 0) FROM ${auditSeals} WHERE ${auditSeals.tenantId} = ${tenant})`;
  const [seals, events] = await db.read([
    db.build
      .select({ seq: auditSeals.seq, hash: auditSeals.hash, keyId: auditSeals.keyId })
      .from(auditSeals)
      .where(eq(auditSeals.tenantId, tenant))
      .orderBy(desc(auditSeals.seq))
      .limit(1),
    db.build
      .select()
      .from(auditEvents)
      .where(sql`${auditEvents.tenantId} = ${tenant} AND ${auditEvents.seq} > ${last}`)
      .orderBy(asc(auditEvents.seq))
      .limit(limit),
  ]);
  return { lastSeal: seals[0] ?? null, events };
}

/** Adds seals to the end of the chain: false, and nothing stored, when somebody else was quicker. */
export async function insertSeals(
  db: Database,
  tenantId: string,
  seals: readonly NewSeal[],
): Promise<boolean> {
  const rows = seals.map((seal) => ({ ...seal, tenantId: tenantId as TenantId }));
  try {
    await db.write([db.build.insert(auditSeals).values(rows)]);
    return true;
  } catch (error) {
    if (error instanceof DatabaseError && error.fault.kind === "rule" && error.fault.reason === "seal-order")
      return false;
    throw error;
  }
}
