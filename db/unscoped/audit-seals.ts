import { asc, desc, eq, sql } from "drizzle-orm";
import type { TenantId } from "~/shared/ids-brands";
import { type Database, DatabaseError } from "../client.server";
import { auditEvents, auditSeals } from "../schema/audit";
import { auditAnchors } from "../schema/retention";

export type NewSeal = Omit<typeof auditSeals.$inferInsert, "tenantId">;

/** A tenant's last seal (what the trail begins with, where all of it was purged), and the events behind it, at most `limit`: one round trip. */
export async function findUnsealed(db: Database, tenantId: string, limit: number) {
  const tenant = tenantId as TenantId;
  const last = sql`(SELECT max(coalesce((SELECT max(${auditSeals.seq}) FROM ${auditSeals} WHERE ${auditSeals.tenantId} = ${tenant}), 0),
    coalesce((SELECT max(${auditAnchors.seq}) FROM ${auditAnchors} WHERE ${auditAnchors.tenantId} = ${tenant}), 0)))`;
  const end = (table: typeof auditSeals | typeof auditAnchors) =>
    db.build
      .select({ seq: table.seq, hash: table.hash, keyId: table.keyId })
      .from(table)
      .where(eq(table.tenantId, tenant))
      .orderBy(desc(table.seq))
      .limit(1);
  const [seals, anchors, events] = await db.read([
    end(auditSeals),
    end(auditAnchors),
    db.build
      .select()
      .from(auditEvents)
      .where(sql`${auditEvents.tenantId} = ${tenant} AND ${auditEvents.seq} > ${last}`)
      .orderBy(asc(auditEvents.seq))
      .limit(limit),
  ]);
  return { lastSeal: seals[0] ?? anchors[0] ?? null, events };
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
