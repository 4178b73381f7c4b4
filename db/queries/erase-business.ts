import { and, eq, sql } from "drizzle-orm";
import { erasures } from "../schema/retention";
import type { TenantDb, Write } from "../tenant-db";

/** When the business is to be erased; null when nobody asked. */
export async function findBusinessErasure(db: TenantDb): Promise<{ dueAt: number } | null> {
  const [row] = await db.read((build, tenantId) =>
    build
      .select({ dueAt: erasures.dueAt })
      .from(erasures)
      .where(and(eq(erasures.tenantId, tenantId), eq(erasures.entity, "tenant"))),
  );
  return row ?? null;
}

/** Asks for the erasure of the business after so many milliseconds. */
export const askErasure = (grace: number): Pick<Write, "guards" | "changes"> => ({
  guards: ({ tenantId }) => [
    {
      reason: "stale",
      holds: sql`NOT EXISTS (SELECT 1 FROM erasures WHERE tenant_id = ${tenantId} AND entity = 'tenant')`,
    },
  ],
  changes: ({ build, tenantId, now }) => [
    build
      .insert(erasures)
      .values({ tenantId, entity: "tenant", entityId: tenantId, askedAt: now, dueAt: now + grace }),
  ],
});

/** Takes it back, while it is not done. */
export const keepBusiness = (): Pick<Write, "guards" | "changes"> => ({
  guards: ({ tenantId }) => [
    {
      reason: "stale",
      holds: sql`EXISTS (SELECT 1 FROM erasures WHERE tenant_id = ${tenantId} AND entity = 'tenant' AND done_at IS NULL)`,
    },
  ],
  changes: ({ build, tenantId }) => [
    build.run(
      sql`DELETE FROM erasures WHERE tenant_id = ${tenantId} AND entity = 'tenant' AND done_at IS NULL`,
    ),
  ],
});
