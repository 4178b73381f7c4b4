import { and, asc, desc, eq, getTableColumns, sql } from "drizzle-orm";
import type { TaxCategory } from "~/domain/invoices/tax-category";
import { type exemptionReasons, taxRates, tenants } from "../schema/tenants";
import type { TenantDb } from "../tenant-db";

/** The business's own row as it is now; the one in Access may be older than a write of this request. */
export async function readTenant(db: TenantDb): Promise<typeof tenants.$inferSelect | null> {
  const rows = await db.read((build, tenantId) =>
    build.select().from(tenants).where(eq(tenants.id, tenantId)),
  );
  return rows[0] ?? null;
}

export type TaxRate = typeof taxRates.$inferSelect;

/** A reason for no tax that an invoice may name in place of its rate's own. */
export type ExemptionReason = Pick<
  typeof exemptionReasons.$inferSelect,
  "exemptionNr" | "exemptionReason" | "exemptionCode" | "archivedAt"
>;

/** A tax that a rate consists of. */
export interface RateComponent {
  readonly position: number;
  readonly name: string;
  readonly ratePpm: number;
}

export type TaxRateWithReasons = TaxRate & {
  /** Besides its own, archived ones too, in the order in which they were added. */
  readonly otherReasons: readonly ExemptionReason[];
  /** The taxes that it consists of, where they are several. */
  readonly components: readonly RateComponent[];
};

const otherReasons = sql<
  ExemptionReason[]
>`(SELECT json_group_array(json_object('exemptionNr', x.exemption_nr, 'exemptionReason',
    x.exemption_reason, 'exemptionCode', x.exemption_code, 'archivedAt', x.archived_at))
  FROM exemption_reasons x WHERE x.tenant_id = tax_rates.tenant_id AND x.category = tax_rates.category
    AND x.rate_ppm = tax_rates.rate_ppm)`.mapWith((json: string): ExemptionReason[] =>
  (JSON.parse(json) as ExemptionReason[]).sort((a, b) => a.exemptionNr - b.exemptionNr),
);

const components = sql<
  RateComponent[]
>`(SELECT json_group_array(json_object('position', c.position, 'name', c.name, 'ratePpm', c.component_ppm))
  FROM tax_rate_components c WHERE c.tenant_id = tax_rates.tenant_id AND c.category = tax_rates.category
    AND c.rate_ppm = tax_rates.rate_ppm)`.mapWith((json: string): RateComponent[] =>
  (JSON.parse(json) as RateComponent[]).sort((a, b) => a.position - b.position),
);

const withReasons = { ...getTableColumns(taxRates), otherReasons, components };

/** What a rate is known by. */
export type TaxRateKey = Readonly<Pick<TaxRate, "category" | "ratePpm">>;

/** Every tax rate of the business, archived ones too: the default first, then the higher rates. There are never many. */
export const listTaxRates = (db: TenantDb): Promise<TaxRateWithReasons[]> =>
  db.read((build, tenantId) =>
    build
      .select(withReasons)
      .from(taxRates)
      .where(eq(taxRates.tenantId, tenantId))
      .orderBy(desc(taxRates.isDefault), desc(taxRates.ratePpm), asc(taxRates.category)),
  );

/** One tax rate, archived or not, or undefined. */
export async function findTaxRate(
  db: TenantDb,
  category: TaxCategory,
  ratePpm: number,
): Promise<TaxRateWithReasons | undefined> {
  const rows = await db.read((build, tenantId) =>
    build
      .select(withReasons)
      .from(taxRates)
      .where(
        and(eq(taxRates.tenantId, tenantId), eq(taxRates.category, category), eq(taxRates.ratePpm, ratePpm)),
      ),
  );
  return rows[0];
}
