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
}

/** A tax rate as the list shows it. */
export function taxRateRow(rate: Stored, locale: LocaleTag, formKey: string | null) {
  return {
    id: taxRateId(rate),
    name: rate.name,
    rate: formatRate(asPpm(rate.ratePpm), locale),
    category: message(`taxRates.categories.${rate.category}`),
    reason: rate.exemptionReason,
    code: rate.exemptionCode,
    isDefault: rate.isDefault,
    isArchived: rate.archivedAt !== null,
    version: String(rate.version),
    /** Null where nothing may be done. */
    formKey,
  };
}

export type TaxRateRow = ReturnType<typeof taxRateRow>;
