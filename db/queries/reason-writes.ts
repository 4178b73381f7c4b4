import { and, eq, type SQL, sql } from "drizzle-orm";
import type { TenantId } from "~/shared/ids-brands";
import type { Guard } from "../guard";
import { exemptionReasons, taxRates } from "../schema/tenants";
import type { Transaction, Write } from "../tenant-db";
import { isRate, unchangedRate } from "./tenant-writes";
import type { ExemptionReason, TaxRateKey } from "./tenants";

type Words = Pick<ExemptionReason, "exemptionReason" | "exemptionCode">;
type Writes = Required<Pick<Write, "guards" | "changes">>;

/** A rate's reasons change with the rate: each change is one version of it. */
const raised = ({ build, tenantId, now }: Transaction, rate: TaxRateKey) =>
  build
    .update(taxRates)
    .set({ updatedAt: now, version: sql`${taxRates.version} + 1` })
    .where(isRate(tenantId, rate));

const isReason = (tenantId: TenantId, { category, ratePpm }: TaxRateKey, nr: number): SQL | undefined =>
  and(
    eq(exemptionReasons.tenantId, tenantId),
    eq(exemptionReasons.category, category),
    eq(exemptionReasons.ratePpm, ratePpm),
    eq(exemptionReasons.exemptionNr, nr),
  );

const isThere = (tenantId: TenantId, rate: TaxRateKey, nr: number): Guard => ({
  reason: "stale",
  holds: sql`EXISTS (SELECT 1 FROM ${exemptionReasons} WHERE ${isReason(tenantId, rate, nr)})`,
});

/** Adds a reason for no tax to one version of a rate. */
export const insertReason = (rate: TaxRateKey, version: number, words: Words): Writes => ({
  guards: ({ tenantId }) => unchangedRate(tenantId, rate, version),
  changes: (tx) => [
    tx.build.run(sql`INSERT INTO exemption_reasons (tenant_id, category, rate_ppm, exemption_nr, exemption_reason, exemption_code, created_at, updated_at)
      SELECT r.tenant_id, r.category, r.rate_ppm, 1 + max(r.exemption_nr, coalesce((SELECT max(x.exemption_nr) FROM exemption_reasons x
          WHERE x.tenant_id = r.tenant_id AND x.category = r.category AND x.rate_ppm = r.rate_ppm), 0)),
        ${words.exemptionReason}, ${words.exemptionCode}, ${tx.now}, ${tx.now}
      FROM tax_rates r WHERE r.tenant_id = ${tx.tenantId} AND r.category = ${rate.category} AND r.rate_ppm = ${rate.ratePpm}`),
    raised(tx, rate),
  ],
});

/** Words one of a rate's other reasons anew, or archives it, or brings it back. */
export const updateReason = (
  rate: TaxRateKey,
  version: number,
  nr: number,
  patch: Partial<Words & Pick<ExemptionReason, "archivedAt">>,
): Writes => ({
  guards: ({ tenantId }) => [...unchangedRate(tenantId, rate, version), isThere(tenantId, rate, nr)],
  changes: (tx) => [
    tx.build
      .update(exemptionReasons)
      .set({ ...patch, updatedAt: tx.now })
      .where(isReason(tx.tenantId, rate, nr)),
    raised(tx, rate),
  ],
});

/** Makes one of a rate's other reasons its own: the two change places, and each keeps its number. */
export const moveReason = (
  rate: TaxRateKey,
  version: number,
  { exemptionNr, exemptionReason, exemptionCode }: Omit<ExemptionReason, "archivedAt">,
): Writes => ({
  guards: ({ tenantId }) => [
    ...unchangedRate(tenantId, rate, version),
    isThere(tenantId, rate, exemptionNr),
    {
      reason: "archived",
      holds: sql`EXISTS (SELECT 1 FROM ${exemptionReasons} WHERE ${isReason(tenantId, rate, exemptionNr)} AND ${exemptionReasons.archivedAt} IS NULL)`,
    },
  ],
  changes: ({ build, tenantId, now }) => [
    build.run(sql`UPDATE exemption_reasons SET (exemption_nr, exemption_reason, exemption_code) =
        (SELECT r.exemption_nr, r.exemption_reason, r.exemption_code FROM tax_rates r WHERE r.tenant_id = exemption_reasons.tenant_id
          AND r.category = exemption_reasons.category AND r.rate_ppm = exemption_reasons.rate_ppm), updated_at = ${now}
      WHERE ${isReason(tenantId, rate, exemptionNr)}`),
    build
      .update(taxRates)
      .set({
        exemptionNr,
        exemptionReason,
        exemptionCode,
        updatedAt: now,
        version: sql`${taxRates.version} + 1`,
      })
      .where(isRate(tenantId, rate)),
  ],
});
