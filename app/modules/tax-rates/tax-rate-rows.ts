import { type TaxRateKey, taxRateId } from "~/domain/invoices/tax-rate-key";
import { message } from "~/i18n/message";
import { asPpm } from "~/shared/decimal";
import { formatRate } from "~/shared/format";
import type { LocaleTag } from "~/shared/locales";

interface Stored extends TaxRateKey {
  readonly name: string;
  readonly exemptionReason: string | null;
  readonly exemptionCode: string | null;
  readonly isDefault: boolean;
  readonly archivedAt: number | null;
  readonly version: number;
  readonly exemptionNr: number;
  readonly components: readonly { readonly ratePpm: number }[];
  readonly otherReasons: readonly {
    readonly exemptionNr: number;
    readonly exemptionReason: string;
    readonly exemptionCode: string | null;
    readonly archivedAt: number | null;
  }[];
}

/** A tax rate as the list shows it. */
export function taxRateRow(rate: Stored, locale: LocaleTag, formKey: string | null) {
  return {
    id: taxRateId(rate),
    name: rate.name,
    rate: (rate.components.length > 0 ? rate.components : [rate])
      .map(({ ratePpm }) => formatRate(asPpm(ratePpm), locale))
      .join(" + "),
    category: message(`taxRates.categories.${rate.category}`),
    reason: rate.exemptionReason,
    code: rate.exemptionCode,
    /** The others in use. */
    reasons: rate.otherReasons
      .filter(({ archivedAt }) => archivedAt === null)
      .map(({ exemptionReason: reason, exemptionCode: code }) => ({ reason, code })),
    isDefault: rate.isDefault,
    isArchived: rate.archivedAt !== null,
    version: String(rate.version),
    /** Null where nothing may be done. */
    formKey,
  };
}

/** A reason for no tax as the page of its rate shows it. */
export interface ReasonRow {
  /** Its number among the rate's. */
  nr: string;
  reason: string;
  code: string | null;
  isDefault: boolean;
  isArchived: boolean;
  formKey: string;
}

/** A rate's reasons for no tax as its page shows them, its own first, archived ones last; none for one that has tax. */
export function reasonRows(rate: Stored, formKey: () => string): ReasonRow[] {
  const { exemptionReason: reason, exemptionCode: code, exemptionNr } = rate;
  if (reason === null) return [];
  const own = {
    nr: String(exemptionNr),
    reason,
    code,
    isDefault: true,
    isArchived: false,
    formKey: formKey(),
  };
  const others = rate.otherReasons.map((other) => ({
    nr: String(other.exemptionNr),
    reason: other.exemptionReason,
    code: other.exemptionCode,
    isDefault: false,
    isArchived: other.archivedAt !== null,
    formKey: formKey(),
  }));
  return [own, ...others].sort((a, b) => Number(a.isArchived) - Number(b.isArchived));
}

export type TaxRateRow = ReturnType<typeof taxRateRow>;
