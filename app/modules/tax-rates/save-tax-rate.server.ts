import {
  adopted,
  adoptRates,
  insertTaxRate,
  isSameRate,
  moveDefault,
  taxRateDiff,
  updateTaxRate,
} from "@db/queries/tenant-writes";
import type { TaxRate, TaxRateWithReasons } from "@db/queries/tenants";
import type { AuditEntry, Refusal, TenantDb, Written } from "@db/tenant-db";
import { type TaxRateKey, taxRateId } from "~/domain/invoices/tax-rate-key";
import type { FirstTaxRate } from "~/domain/tenants/first-settings";
import type { Result } from "~/shared/result";

type Saved = Promise<Result<Written, Refusal>>;
type Content = Pick<TaxRate, "name" | "exemptionReason" | "exemptionCode">;

const entry = (
  action: string,
  key: TaxRateKey,
  entityVersion: number,
  changes: AuditEntry["changes"],
): AuditEntry => ({
  action: `tax_rate.${action}`,
  entity: "tax_rate",
  entityId: taxRateId(key),
  entityVersion,
  changes,
});

const common = (key: TaxRateKey) => ({ permission: "business:write", result: taxRateId(key) }) as const;

/** Adds a rate; `tax-rate` when the business has it already, in use or archived. */
export const addTaxRate = (
  db: TenantDb,
  { key, content }: { readonly key: TaxRateKey; readonly content: Content },
): Saved =>
  db.write({
    ...common(key),
    ...insertTaxRate({ ...key, ...content }),
    audit: [entry("created", key, 1, { name: [null, content.name] })],
  });

/** Renames one version of a rate, or words its reason anew. Issued invoices keep the words that they were issued with. */
export const saveTaxRate = (
  db: TenantDb,
  {
    before,
    version,
    content,
  }: { readonly before: TaxRate; readonly version: number; readonly content: Content },
): Saved =>
  db.write({
    ...common(before),
    ...updateTaxRate(before, version, content),
    audit: [{ ...entry("changed", before, version + 1, taxRateDiff(before, content)), when: "before" }],
  });

/** Takes a rate out of the choice, or brings it back; `default` for the default. */
export const archiveTaxRate = (
  db: TenantDb,
  {
    key,
    version,
    archived,
  }: { readonly key: TaxRateKey; readonly version: number; readonly archived: boolean },
): Saved => {
  const patch = { archivedAt: archived ? db.now : null };
  const event = entry(archived ? "archived" : "restored", key, version + 1, taxRateDiff(key, patch));
  return db.write({
    ...common(key),
    ...updateTaxRate(key, version, patch),
    audit: [{ ...event, when: "before" }],
  });
};

/** Makes a rate the one that new lines begin with, in place of `previous`. */
export const makeDefault = (
  db: TenantDb,
  {
    key,
    version,
    previous,
  }: { readonly key: TaxRateKey; readonly version: number; readonly previous: TaxRate | undefined },
): Saved =>
  db.write({
    ...common(key),
    ...moveDefault(key, version, previous),
    audit: [
      ...(previous ? [entry("changed", previous, previous.version + 1, { isDefault: [true, false] })] : []),
      entry("changed", key, version + 1, { isDefault: [false, true] }),
    ],
  });

/** Takes over the rates that go with what the business says of its tax; `stale` when somebody changed one of them meanwhile. */
export const adoptTaxRates = (
  db: TenantDb,
  {
    wanted,
    known,
  }: { readonly wanted: readonly FirstTaxRate[]; readonly known: readonly TaxRateWithReasons[] },
): Saved => {
  const previous = known.find(({ isDefault }) => isDefault);
  const target = wanted.find(({ isDefault }) => isDefault);
  const there = target && known.find((rate) => isSameRate(rate, target));
  const missing = wanted.filter((rate) => !known.some((row) => isSameRate(row, rate)));
  return db.write({
    permission: "business:write",
    result: target ? taxRateId(target) : "tax-rates",
    ...adoptRates(wanted, known),
    audit: [
      ...(previous ? [entry("changed", previous, previous.version + 1, { isDefault: [true, false] })] : []),
      ...missing.map((rate) => entry("created", rate, 1, { name: [null, rate.name] })),
      ...(target && there
        ? [
            {
              ...entry("changed", there, there.version + 1, taxRateDiff(there, adopted(target))),
              when: "before" as const,
            },
          ]
        : []),
    ],
  });
};
