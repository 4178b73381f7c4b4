import { and, asc, desc, eq } from "drizzle-orm";
import type { TaxCategory } from "~/domain/invoices/tax-category";
import { taxRates, tenants } from "../schema/tenants";
import type { TenantDb } from "../tenant-db";

/** The business's own row as it is now; the one in Access may be older than a write of this request. */
export async function readTenant(db: TenantDb): Promise<typeof tenants.$inferSelect | null> {
  const rows = await db.read((build, tenantId) =>
    build.select().from(tenants).where(eq(tenants.id, tenantId)),
  );
  return rows[0] ?? null;
}

export type TaxRate = typeof taxRates.$inferSelect;

/** What a rate is known by. */
export type TaxRateKey = Readonly<Pick<TaxRate, "category" | "ratePpm">>;

/** Every tax rate of the business, archived ones too: the default first, then the higher rates. There are never many. */
export const listTaxRates = (db: TenantDb): Promise<TaxRate[]> =>
  db.read((build, tenantId) =>
    build
      .select()
      .from(taxRates)
      .where(eq(taxRates.tenantId, tenantId))
      .orderBy(desc(taxRates.isDefault), desc(taxRates.ratePpm), asc(taxRates.category)),
  );

/** One tax rate, archived or not, or undefined. */
export async function findTaxRate(
  db: TenantDb,
  category: TaxCategory,
  ratePpm: number,
): Promise<TaxRate | undefined> {
  const rows = await db.read((build, tenantId) =>
    build
      .select()
      .from(taxRates)
      .where(
        and(eq(taxRates.tenantId, tenantId), eq(taxRates.category, category), eq(taxRates.ratePpm, ratePpm)),
      ),
  );
  return rows[0];
}
