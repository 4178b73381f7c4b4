import { insertTaxRate, moveDefault, taxRateDiff, updateTaxRate } from "@db/queries/tenant-writes";
import type { TaxRate } from "@db/queries/tenants";
import type { AuditEntry, Refusal, TenantDb, Write, Written } from "@db/tenant-db";
import { type TaxRateKey, taxRateId } from "~/domain/invoices/tax-rate-key";
import type { Result } from "~/shared/result";

type Once = Write["once"];
type Saved = Promise<Result<Written, Refusal>>;
type Content = Pick<TaxRate, "name" | "exemptionReason">;

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

const common = (once: Once, key: TaxRateKey) =>
  ({ permission: "business:write", once, result: taxRateId(key) }) as const;

/** Adds a rate; `tax-rate` when the business has it already, in use or archived. */
export const addTaxRate = (db: TenantDb, key: TaxRateKey, content: Content, now: number, once: Once): Saved =>
  db.write({
    ...common(once, key),
    ...insertTaxRate({ ...key, ...content }, now),
    audit: [entry("created", key, 1, { name: [null, content.name] })],
  });

/** Renames one version of a rate, or words its reason anew. Issued invoices keep the words that they were issued with. */
export const saveTaxRate = (
  db: TenantDb,
  before: TaxRate,
  version: number,
  content: Content,
  now: number,
  once: Once,
): Saved =>
  db.write({
    ...common(once, before),
    ...updateTaxRate(before, version, { ...content, updatedAt: now }),
    audit: [{ ...entry("changed", before, version + 1, taxRateDiff(before, content)), when: "before" }],
  });

/** Takes a rate out of the choice, or brings it back; `default` for the default. */
export const archiveTaxRate = (
  db: TenantDb,
  key: TaxRateKey,
  version: number,
  archived: boolean,
  now: number,
  once: Once,
): Saved => {
  const patch = { archivedAt: archived ? now : null };
  const event = entry(archived ? "archived" : "restored", key, version + 1, taxRateDiff(key, patch));
  return db.write({
    ...common(once, key),
    ...updateTaxRate(key, version, { ...patch, updatedAt: now }),
    audit: [{ ...event, when: "before" }],
  });
};

/** Makes a rate the one that new lines begin with, in place of `previous`. */
export const makeDefault = (
  db: TenantDb,
  key: TaxRateKey,
  version: number,
  previous: TaxRate | undefined,
  now: number,
  once: Once,
): Saved =>
  db.write({
    ...common(once, key),
    ...moveDefault(key, version, previous, now),
    audit: [
      ...(previous ? [entry("changed", previous, previous.version + 1, { isDefault: [true, false] })] : []),
      entry("changed", key, version + 1, { isDefault: [false, true] }),
    ],
  });
