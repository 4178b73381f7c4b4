import { insertReason, moveReason, updateReason } from "@db/queries/reason-writes";
import type { ExemptionReason, TaxRate } from "@db/queries/tenants";
import type { AuditEntry, Refusal, TenantDb, Write, Written } from "@db/tenant-db";
import { type TaxRateKey, taxRateId } from "~/domain/invoices/tax-rate-key";
import type { Result } from "~/shared/result";

type Saved = Promise<Result<Written, Refusal>>;
type Words = Pick<ExemptionReason, "exemptionReason" | "exemptionCode">;
type Changes = Readonly<Record<string, readonly [before: string | null, after: string | null]>>;

interface OfRate {
  readonly rate: TaxRateKey;
  readonly version: number;
}

/** A rate's reasons are part of it: what changes them is an event of the rate. */
const written = (
  db: TenantDb,
  { rate, version }: OfRate,
  writes: Required<Pick<Write, "guards" | "changes">>,
  changes: Changes,
): Saved => {
  const audit: AuditEntry = {
    action: "tax_rate.changed",
    entity: "tax_rate",
    entityId: taxRateId(rate),
    entityVersion: version + 1,
    changes,
  };
  return db.write({ permission: "business:write", result: taxRateId(rate), ...writes, audit: [audit] });
};

const differing = (before: Words, after: Words): Changes => ({
  ...(before.exemptionReason === after.exemptionReason
    ? {}
    : { exemptionReason: [before.exemptionReason, after.exemptionReason] }),
  ...(before.exemptionCode === after.exemptionCode
    ? {}
    : { exemptionCode: [before.exemptionCode, after.exemptionCode] }),
});

/** Gives a rate another reason for no tax, for an invoice to name. */
export const addReason = (db: TenantDb, { words, ...of }: OfRate & { readonly words: Words }): Saved =>
  written(db, of, insertReason(of.rate, of.version, words), {
    otherReason: [null, words.exemptionReason],
  });

/** Words one of the other reasons anew. Issued invoices keep the words that they were issued with. */
export const saveReason = (
  db: TenantDb,
  { before, words, ...of }: OfRate & { readonly before: ExemptionReason; readonly words: Words },
): Saved =>
  written(db, of, updateReason(of.rate, of.version, before.exemptionNr, words), differing(before, words));

/** Takes one of the other reasons out of the choice, or brings it back. */
export const archiveReason = (
  db: TenantDb,
  { reason, archived, ...of }: OfRate & { readonly reason: ExemptionReason; readonly archived: boolean },
): Saved =>
  written(
    db,
    of,
    updateReason(of.rate, of.version, reason.exemptionNr, { archivedAt: archived ? db.now : null }),
    { otherReason: archived ? [reason.exemptionReason, null] : [null, reason.exemptionReason] },
  );

/** Makes one of the other reasons the one that invoices begin with. */
export const makeReasonDefault = (
  db: TenantDb,
  { reason, ...of }: OfRate & { readonly rate: TaxRate; readonly reason: ExemptionReason },
): Saved => {
  const { exemptionReason, exemptionCode } = of.rate;
  return written(
    db,
    of,
    moveReason(of.rate, of.version, reason),
    differing({ exemptionReason: exemptionReason ?? "", exemptionCode }, reason),
  );
};
