import { isUntaxed, type TaxCategory } from "~/domain/invoices/tax-category";
import type { Translate } from "~/i18n/translate";
import { countryDefaults } from "~/shared/countries";
import type { CurrencyCode } from "~/shared/currency";
import { asPpm, formatPercent } from "~/shared/decimal";
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
  /** Which of the rate's reasons a draft names. */
  readonly exemptionNr: number | null;
  /** As it was at issue; null before. */
  readonly name: string | null;
}

/** A tax of a group that consists of several. */
interface TaxComponent {
  readonly category: TaxCategory;
  readonly ratePpm: number;
  readonly position: number;
  readonly componentPpm: number;
  readonly taxMinor: Minor;
  readonly name: string | null;
}

/** A tax rate of the business as it is now: what stands on a draft. */
export interface NamedRate {
  readonly category: TaxCategory;
  readonly ratePpm: number;
  readonly name: string;
  readonly exemptionReason: string | null;
  readonly otherReasons: readonly { readonly exemptionNr: number; readonly exemptionReason: string }[];
  readonly components: readonly { readonly position: number; readonly name: string }[];
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
  readonly taxComponents: readonly TaxComponent[];
  /** Of the whole document, one per tax rate: those that say the same are one to the reader. */
  readonly adjustments: readonly Adjustment[];
  /** Of a draft; none for what is issued. */
  readonly rates: readonly NamedRate[];
  /** Whose tax is charged: gives the tax its name where it was issued before rates' names were kept. */
  readonly sellerCountry: string;
}

/** Whether a name says the percentage already: "VAT 19%", "TVA 5,5 %". */
function saysRate(name: string, ratePpm: number): boolean {
  const percent = formatPercent(asPpm(ratePpm));
  return name.split(/[^\d.,]+/).some((part) => part.replace(",", ".").replace(/\.$/, "") === percent);
}

/** A tax as the document words it: its name, its rate unless the name says it, and why there is none. */
function wordsOf(
  { category, ratePpm, name, exemptionReason, exemptionNr }: TaxGroup,
  { rates, sellerCountry }: TotalsSource,
  locale: LocaleTag,
  t: Translate,
) {
  const now = rates.find((rate) => rate.category === category && rate.ratePpm === ratePpm);
  const named = now?.otherReasons.find((reason) => reason.exemptionNr === exemptionNr);
  const before =
    category === "S" ? countryDefaults(sellerCountry).taxName : t(`taxRates.categories.${category}`);
  const label = now?.name ?? name ?? before;
  // Outside the scope of tax there is no rate (BR-O-05).
  const hasRate = category !== "O" && !saysRate(label, ratePpm);
  return {
    label,
    rate: hasRate ? formatRate(asPpm(ratePpm), locale) : undefined,
    exemptionReason: named?.exemptionReason ?? now?.exemptionReason ?? exemptionReason ?? undefined,
  };
}

/** The taxes that a group consists of, each with its name, its rate unless the name says it, and what it comes to. */
function componentsOf(
  { category, ratePpm }: Pick<TaxGroup, "category" | "ratePpm">,
  source: TotalsSource,
  locale: LocaleTag,
  otherwise: string,
) {
  const now = source.rates.find((rate) => rate.category === category && rate.ratePpm === ratePpm);
  return source.taxComponents
    .filter((each) => each.category === category && each.ratePpm === ratePpm)
    .map(({ position, componentPpm, taxMinor, name }) => {
      const label = now?.components.find((each) => each.position === position)?.name ?? name ?? otherwise;
      const rate = saysRate(label, componentPpm) ? undefined : formatRate(asPpm(componentPpm), locale);
      return { label, rate, taxMinor };
    });
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
  source: TotalsSource,
  currency: CurrencyCode,
  locale: LocaleTag,
  t: Translate,
): InvoiceDocumentData["totals"] {
  const { isPaid, sums, taxGroups, adjustments } = source;
  const amount = (minor: Minor) => formatAmount(minor, currency, locale);
  const untaxed = isUntaxed(taxGroups.map(({ category }) => category));
  const groups = taxGroups.map((group) => ({ ...group, ...wordsOf(group, source, locale, t) }));
  return {
    lines: amount(sums.lineTotalMinor),
    adjustments: adjustmentsOf(adjustments, currency, locale, t),
    net: amount(sums.netMinor),
    taxGroups: untaxed
      ? []
      : groups.flatMap((group) => {
          const components = componentsOf(group, source, locale, group.label);
          return (components.length > 0 ? components : [group]).map(({ label, rate, taxMinor }) => ({
            label,
            rate,
            base: amount(group.baseMinor),
            tax: amount(taxMinor),
          }));
        }),
    reasons: groups.flatMap(({ category, label, exemptionReason }) => {
      if (!exemptionReason) return [];
      if (untaxed) return category === "O" && exemptionReason === label ? [] : [exemptionReason];
      return [
        exemptionReason === label
          ? label
          : t("document.totals.reason", { name: label, reason: exemptionReason }),
      ];
    }),
    gross: amount(sums.grossMinor),
    prepaid: sums.prepaidMinor === 0 ? undefined : amount(asMinor(-sums.prepaidMinor)),
    rounding: sums.roundingMinor === 0 ? undefined : amount(sums.roundingMinor),
    paid: isPaid ? amount(asMinor(0 - sums.dueMinor)) : undefined,
    due: amount(isPaid ? asMinor(0) : sums.dueMinor),
  };
}
