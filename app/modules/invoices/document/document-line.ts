import type { Translate } from "~/i18n/translate";
import type { CurrencyCode } from "~/shared/currency";
import { asPpm, MICRO_PER_UNIT, type Micro } from "~/shared/decimal";
import { formatAmount, formatQuantity, formatRate, formatUnitPrice } from "~/shared/format";
import type { LocaleTag } from "~/shared/locales";
import { asMinor, type Minor } from "~/shared/money";
import { unitBehind } from "../unit-words";
import type { DocumentLine } from "./invoice-document-data";

interface Allowance {
  readonly isCharge: boolean;
  readonly reason: string | null;
  readonly percentPpm: number | null;
  readonly amountMinor: Minor;
}

interface Line {
  readonly position: number;
  readonly name: string | null;
  readonly description: string;
  readonly quantityMicro: Micro;
  readonly unitCode: string;
  readonly unitPriceMicro: Micro;
  readonly priceBaseMicro: Micro;
  readonly netMinor: Minor;
  /** None where the whole invoice bears no tax, several where the rate consists of several: their sum is no rate that anybody knows. */
  readonly taxRates: readonly number[];
}

const MINUS = "\u2212";
/** What allowances and charges take or add, as people read it: "−10%", "Freight +5.00". */
export function formatAllowance(allowance: Allowance, currency: CurrencyCode, locale: LocaleTag): string {
  const { isCharge, percentPpm, amountMinor, reason } = allowance;
  const change = isCharge ? amountMinor : -amountMinor;
  const size =
    percentPpm === null
      ? formatAmount(asMinor(Math.abs(change)), currency, locale)
      : formatRate(asPpm(percentPpm), locale);
  const down = percentPpm === null ? change < 0 : !isCharge;
  return [reason, `${down ? MINUS : "+"}${size}`].filter(Boolean).join(" ");
}

/** One line of the document. A description of several lines is a heading and its detail. */
export function documentLine(
  line: Line,
  allowances: readonly Allowance[],
  currency: CurrencyCode,
  locale: LocaleTag,
  t: Translate,
): DocumentLine {
  const [first = "", ...rest] =
    line.name === null ? line.description.split(/\r?\n/) : [line.name, line.description];
  const price = formatUnitPrice(line.unitPriceMicro, currency, locale);
  return {
    position: line.position,
    description: first,
    detail: rest.join("\n").trim() || undefined,
    quantity: formatQuantity(line.quantityMicro, locale),
    unit: unitBehind(line.unitCode, line.quantityMicro, t),
    unitPrice:
      line.priceBaseMicro === MICRO_PER_UNIT
        ? price
        : t("document.lines.per", { price, quantity: formatQuantity(line.priceBaseMicro, locale) }),
    discount:
      allowances.map((allowance) => formatAllowance(allowance, currency, locale)).join(", ") || undefined,
    taxRate: line.taxRates.map((rate) => formatRate(asPpm(rate), locale)).join(" + ") || undefined,
    net: formatAmount(line.netMinor, currency, locale),
  };
}
