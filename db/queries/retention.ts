import { and, eq, sql } from "drizzle-orm";
import type { TenantId } from "~/shared/ids-brands";
import { retentionChoices } from "../schema/retention";
import type { TenantDb, Write } from "../tenant-db";

/** What the law asks for, before anybody chose: the version behind which the first choice comes. */
export const UNCHOSEN = 1;

const chosen = (tenantId: TenantId) =>
  and(eq(retentionChoices.tenantId, tenantId), eq(retentionChoices.kind, "invoices"));

/** How many years the owner chose, if they did. */
export async function findChoice(db: TenantDb): Promise<{ years: number; version: number } | null> {
  const [row] = await db.read((build, tenantId) =>
    build
      .select({ years: retentionChoices.years, version: retentionChoices.version })
      .from(retentionChoices)
      .where(chosen(tenantId)),
  );
  return row ?? null;
}

/** Stores a choice; `stale` when another was stored after `version` was read, or when more years than these are in force by now. */
export const saveChoice = (version: number, years: number): Pick<Write, "guards" | "changes"> => ({
  guards: ({ tenantId }) => [
    {
      reason: "stale",
      holds: sql`coalesce((SELECT ${retentionChoices.version} FROM ${retentionChoices} WHERE ${chosen(tenantId)}), ${UNCHOSEN}) = ${version}`,
    },
    {
      reason: "stale",
      holds: sql`${years} >= (SELECT years FROM retained_years WHERE tenant_id = ${tenantId})`,
    },
  ],
  changes: ({ build, tenantId, now }) => [
    build
      .insert(retentionChoices)
      .values({ tenantId, kind: "invoices", years, version: version + 1, updatedAt: now })
      .onConflictDoUpdate({
        target: [retentionChoices.tenantId, retentionChoices.kind],
        set: { years, version: version + 1, updatedAt: now },
      }),
  ],
});
