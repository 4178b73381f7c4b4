import { and, eq, type SQL, sql } from "drizzle-orm";
import type { BusinessField, FormatsField, openTexts, PaymentField } from "~/domain/tenants/fields";
import { BANK_CODES, maskIban } from "~/shared/bank-code";
import type { TenantId } from "~/shared/ids-brands";
import type { Guard } from "../guard";
import { taxRateComponents, taxRates, tenants } from "../schema/tenants";
import { componentRows } from "../statements/tax-components";
import type { AuditEntry, Transaction, Write } from "../tenant-db";
import { diffOf } from "./diff";
import type { RateComponent, TaxRate, TaxRateKey, TaxRateWithReasons } from "./tenants";

/** What a form says of a business: a field without a column does not compile. */
type TenantPatch = Partial<
  Pick<
    typeof tenants.$inferInsert,
    BusinessField | PaymentField | FormatsField | keyof typeof openTexts | "archivedAt"
  >
>;
type TaxRatePatch = Partial<
  Pick<TaxRate, "name" | "exemptionReason" | "exemptionCode" | "archivedAt" | "isDefault">
>;
type NewTaxRate = TaxRateKey & Pick<TaxRate, "name" | "exemptionReason" | "exemptionCode">;
type Guards = readonly Guard[];

/** Guard and statement that change one version of the business's own row: `stale` when it moved on. */
export const updateTenant = (version: number, patch: TenantPatch): Pick<Write, "guards" | "changes"> => ({
  guards: ({ tenantId }) => [
    {
      reason: "stale",
      holds: sql`EXISTS (SELECT 1 FROM ${tenants} WHERE ${tenants.id} = ${tenantId} AND ${tenants.version} = ${version})`,
    },
  ],
  changes: ({ build, tenantId, now }) => [
    build
      .update(tenants)
      .set({ ...patch, updatedAt: now, version: sql`${tenants.version} + 1` })
      .where(eq(tenants.id, tenantId)),
  ],
});

/** What that changes, for its audit event. Of an IBAN it keeps what maskIban leaves, before and after. */
export const tenantDiff =
  ({ iban, ...patch }: TenantPatch): AuditEntry["changes"] =>
  ({ tenantId }) =>
    diffOf(tenants, eq(tenants.id, tenantId), patch, iban === undefined ? {} : { iban: ibanChanged(iban) });

const orNull = (value: unknown): SQL => (value === null ? sql`NULL` : sql`${value}`);

/** maskIban of the IBAN that is stored, as SQL. */
function storedMask(): SQL {
  const code = sql`(${JSON.stringify(BANK_CODES)} -> substr(${tenants.iban}, 1, 2))`;
  const bank = sql`coalesce(' · ' || substr(${tenants.iban}, ${code} ->> 0, ${code} ->> 1), '')`;
  return sql`substr(${tenants.iban}, 1, 2) || ${bank} || ' · …' || substr(${tenants.iban}, -4)`;
}

const ibanChanged = (after: string | null): SQL =>
  sql`CASE WHEN ${tenants.iban} IS NOT ${orNull(after)} THEN json_array(${storedMask()}, ${orNull(after && maskIban(after))}) END`;

/** What the business's clients pay to, and the words about it on their invoices. */
const PAYMENT_DETAILS = ["iban", "bic", "accountName", "paymentTerms", "termsWords"] as const;

/** Whether the patch changes where the business is paid to, compared with what is stored. */
export const changesPaymentDetails =
  (patch: TenantPatch) =>
  ({ tenantId }: Transaction): SQL => {
    const changed = PAYMENT_DETAILS.flatMap((field) =>
      patch[field] === undefined
        ? []
        : [sql`${tenants[field]} COLLATE BINARY IS NOT ${orNull(patch[field])}`],
    );
    return changed.length === 0
      ? sql`FALSE`
      : sql`EXISTS (SELECT 1 FROM ${tenants} WHERE ${tenants.id} = ${tenantId} AND (${sql.join(changed, sql` OR `)}))`;
  };

/** The row of a rate. */
export const isRate = (tenantId: TenantId, { category, ratePpm }: TaxRateKey) =>
  and(eq(taxRates.tenantId, tenantId), eq(taxRates.category, category), eq(taxRates.ratePpm, ratePpm));

const rowOf = (tenantId: TenantId, key: TaxRateKey): SQL =>
  sql`SELECT 1 FROM ${taxRates} WHERE ${isRate(tenantId, key)}`;

/** Guards of whatever changes one version of a rate. */
export const unchangedRate = (tenantId: TenantId, key: TaxRateKey, version: number): Guards => [
  { reason: "not-found", holds: sql`EXISTS (${rowOf(tenantId, key)})` },
  { reason: "stale", holds: sql`EXISTS (${rowOf(tenantId, key)} AND ${taxRates.version} = ${version})` },
];

const nextVersion = sql`${taxRates.version} + 1`;

/** Guard and statement that add a rate: `tax-rate` when the business has this category and rate already, archived or not. */
export const insertTaxRate = (rate: NewTaxRate): Pick<Write, "guards" | "changes"> => ({
  guards: ({ tenantId }) => [{ reason: "tax-rate", holds: sql`NOT EXISTS (${rowOf(tenantId, rate)})` }],
  changes: ({ build, tenantId, now }) => [
    build.insert(taxRates).values({ ...rate, tenantId, createdAt: now, updatedAt: now }),
  ],
});

/** Guards and statement that change one version of a rate; archiving the default is refused as `default`. */
export const updateTaxRate = (
  key: TaxRateKey,
  version: number,
  patch: TaxRatePatch,
): Pick<Write, "guards" | "changes"> => ({
  guards: ({ tenantId }) => [
    ...unchangedRate(tenantId, key, version),
    ...(patch.archivedAt
      ? [
          {
            reason: "default",
            holds: sql`EXISTS (${rowOf(tenantId, key)} AND ${taxRates.isDefault} = 0)`,
          } as const,
        ]
      : []),
  ],
  changes: ({ build, tenantId, now }) => [
    build
      .update(taxRates)
      .set({ ...patch, updatedAt: now, version: nextVersion })
      .where(isRate(tenantId, key)),
  ],
});

/** What that changes, for its audit event. */
export const taxRateDiff =
  (key: TaxRateKey, patch: TaxRatePatch): AuditEntry["changes"] =>
  ({ tenantId }) =>
    diffOf(taxRates, isRate(tenantId, key), patch);

/** Guards and statements that make one version of a rate the default in place of `previous`: `stale` when either moved on. */
export const moveDefault = (
  key: TaxRateKey,
  version: number,
  previous: TaxRate | undefined,
): Pick<Write, "guards" | "changes"> => ({
  guards: ({ tenantId }) => {
    const theDefault = sql`SELECT 1 FROM ${taxRates} WHERE ${taxRates.tenantId} = ${tenantId} AND ${taxRates.isDefault} = 1`;
    return [
      ...unchangedRate(tenantId, key, version),
      { reason: "archived", holds: sql`EXISTS (${rowOf(tenantId, key)} AND ${taxRates.archivedAt} IS NULL)` },
      // One that is the default already has nothing to gain, and would count two saves.
      { reason: "stale", holds: sql`EXISTS (${rowOf(tenantId, key)} AND ${taxRates.isDefault} = 0)` },
      previous
        ? {
            reason: "stale",
            holds: sql`EXISTS (${rowOf(tenantId, previous)} AND ${taxRates.isDefault} = 1 AND ${taxRates.version} = ${previous.version})`,
          }
        : { reason: "stale", holds: sql`NOT EXISTS (${theDefault})` },
    ];
  },
  // The old default steps down first: an index allows one at a time. Its `1` is no parameter: sqld 0.24 crashes on an UPDATE of a
  // table without rowid where a parameter meets the condition of a partial index.
  changes: ({ build, tenantId, now }) => [
    build
      .update(taxRates)
      .set({ isDefault: false, updatedAt: now, version: nextVersion })
      .where(and(eq(taxRates.tenantId, tenantId), sql`${taxRates.isDefault} = 1`)),
    build
      .update(taxRates)
      .set({ isDefault: true, updatedAt: now, version: nextVersion })
      .where(isRate(tenantId, key)),
  ],
});

/** Whether a rate is the row of a key. */
export const isSameRate = (a: TaxRateKey, b: TaxRateKey): boolean =>
  a.category === b.category && a.ratePpm === b.ratePpm;

/**
 * Guards and statements that add the rates that are `wanted` and not yet known, and make the one that says so the default, named and
 * reasoned as it says: `stale` when one of them moved on.
 */
export const adoptRates = (
  wanted: readonly (NewTaxRate &
    Pick<TaxRate, "isDefault"> & { readonly components: readonly Omit<RateComponent, "position">[] })[],
  known: readonly TaxRateWithReasons[],
): Pick<Write, "guards" | "changes"> => {
  const previous = known.find(({ isDefault }) => isDefault);
  const target = wanted.find(({ isDefault }) => isDefault);
  const there = target && known.find((rate) => isSameRate(rate, target));
  const missing = wanted.filter((rate) => !known.some((row) => isSameRate(row, rate)));
  return {
    guards: ({ tenantId }) => [
      ...[previous, there].flatMap((rate) => (rate ? unchangedRate(tenantId, rate, rate.version) : [])),
      ...missing.map((rate) => ({
        reason: "stale" as const,
        holds: sql`NOT EXISTS (${rowOf(tenantId, rate)})`,
      })),
    ],
    changes: ({ build, tenantId, now }) => [
      // As in moveDefault: the old default steps down first, and its `1` is no parameter.
      build
        .update(taxRates)
        .set({ isDefault: false, updatedAt: now, version: nextVersion })
        .where(and(eq(taxRates.tenantId, tenantId), sql`${taxRates.isDefault} = 1`)),
      ...missing.map(({ components: _, ...rate }) =>
        build.insert(taxRates).values({ ...rate, tenantId, createdAt: now, updatedAt: now }),
      ),
      // Also of one that was there as a single tax.
      ...[...missing, ...(target && there?.components.length === 0 ? [target] : [])]
        .map(({ category, ratePpm, components }) =>
          componentRows({ tenantId, category, ratePpm }, components),
        )
        .filter((rows) => rows.length > 0)
        .map((rows) => build.insert(taxRateComponents).values(rows)),
      ...(target && there
        ? [
            build
              .update(taxRates)
              .set({ ...adopted(target), updatedAt: now, version: nextVersion })
              .where(isRate(tenantId, there)),
          ]
        : []),
    ],
  };
};

/** What a rate that is there becomes when it is adopted as the default. */
export const adopted = ({
  name,
  exemptionReason,
  exemptionCode,
}: Pick<TaxRate, "name" | "exemptionReason" | "exemptionCode">) => ({
  name,
  exemptionReason,
  exemptionCode,
  isDefault: true,
  archivedAt: null,
});
