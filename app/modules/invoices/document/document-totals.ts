import type { TaxCategory } from "~/domain/invoices/tax-category";
import type { Translate } from "~/i18n/translate";
import { countryDefaults } from "~/shared/countries";
import type { CurrencyCode } from "~/shared/currency";
import { asPpm } from "~/shared/decimal";
import { formatAmount, formatRate } from "~/shared/format";
import type { LocaleTag } from "~/shared/locales";
import { asMinor, type Minor } from "~/shared/money";
import type { DocumentAdjustment, InvoiceDocumentData } from "./invoice-document-data";

interface Sums {
  readonly lineTotalMinor: Minor;
  readonly netMinor: Minor;
  readonly grossMinor: Minor;
  readonly prepaidMinor: Minor;
  readonly roundingMinor: Minor;
  readonly dueMinor: Minor;
}

interface TaxGroup {
  readonly category: TaxCategory;
  readonly ratePpm: number;
  readonly baseMinor: Minor;
  readonly taxMinor: Minor;
  readonly exemptionReason: string | null;
}

interface Adjustment {
  readonly isCharge: boolean;
  readonly reason: string | null;
  readonly percentPpm: number | null;
  readonly amountMinor: Minor;
}

export interface TotalsSource {
  readonly isPaid: boolean;
  readonly sums: Sums;
  readonly taxGroups: readonly TaxGroup[];
  /** Of the whole document, one per tax rate: those that say the same are one to the reader. */
  readonly adjustments: readonly Adjustment[];
  /** Whose tax is charged: gives the tax its name. */
  readonly sellerCountry: string;
}

function adjustmentsOf(
  adjustments: readonly Adjustment[],
  currency: CurrencyCode,
  locale: LocaleTag,
  t: Translate,
): DocumentAdjustment[] {
  const byLabel = new Map<string, number>();
  for (const { isCharge, reason, percentPpm, amountMinor } of adjustments) {
    const name = reason ?? t(isCharge ? "document.totals.charge" : "document.totals.discount");
    const label =
      percentPpm === null
        ? name
        : t("document.totals.atRate", { name, rate: formatRate(asPpm(percentPpm), locale) });
    byLabel.set(label, (byLabel.get(label) ?? 0) + (isCharge ? amountMinor : -amountMinor));
  }
  return [...byLabel].map(([label, amount]) => ({
    label,
    amount: formatAmount(asMinor(amount), currency, locale),
  }));
}

/** From the sum of the lines to what is due, in the document's currency. */
export function documentTotals(
  { isPaid, sums, taxGroups, adjustments, sellerCountry }: TotalsSource,
  currency: CurrencyCode,
  locale: LocaleTag,
  t: Translate,
): InvoiceDocumentData["totals"] {
  const amount = (minor: Minor) => formatAmount(minor, currency, locale);
  const { taxName } = countryDefaults(sellerCountry);
  return {
    lines: amount(sums.lineTotalMinor),
    adjustments: adjustmentsOf(adjustments, currency, locale, t),
    net: amount(sums.netMinor),
    taxGroups: taxGroups.map(({ category, ratePpm, baseMinor, taxMinor, exemptionReason }) => ({
      label: category === "S" ? taxName : t(`taxRates.categories.${category}`),
      rate: formatRate(asPpm(ratePpm), locale),
      base: amount(baseMinor),
      tax: amount(taxMinor),
      exemptionReason: exemptionReason ?? undefined,
    })),
    gross: amount(sums.grossMinor),
    prepaid: sums.prepaidMinor === 0 ? undefined : amount(asMinor(-sums.prepaidMinor)),
    rounding: sums.roundingMinor === 0 ? undefined : amount(sums.roundingMinor),
    paid: isPaid ? amount(asMinor(0 - sums.dueMinor)) : undefined,
    due: amount(isPaid ? asMinor(0) : sums.dueMinor),
  };
}
