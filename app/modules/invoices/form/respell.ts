import { readDiscount } from "~/domain/invoices/draft";
import { type CurrencyCode, isCurrency } from "~/shared/currency";
import { formatAmount, formatQuantity, formatRate, formatUnitPrice } from "~/shared/format";
import type { LocaleTag } from "~/shared/locales";
import { readDecimal } from "~/shared/numerals";

type Respell = (text: string, currency: CurrencyCode, locale: LocaleTag) => string;

const respellings: Readonly<Record<string, Respell>> = {
  quantity: (text, _, locale) => {
    const read = readDecimal(text, locale);
    return read.ok ? formatQuantity(read.value.value, locale) : text;
  },
  unitPrice: (text, currency, locale) => {
    const read = readDecimal(text, locale);
    return read.ok ? formatUnitPrice(read.value.value, currency, locale) : text;
  },
  discount: (text, currency, locale) => {
    const read = readDiscount(text, currency, locale);
    if (!read.ok) return text;
    const { discount } = read.value;
    if (!discount) return "";
    return "percent" in discount
      ? formatRate(discount.percent, locale)
      : formatAmount(discount.amount, currency, locale);
  },
};

/** An invoice's form as it was typed, each number as formValuesOf writes it: the same number is the same text. */
export function respell(
  typed: Readonly<Record<string, string>>,
  locale: LocaleTag,
): Readonly<Record<string, string>> {
  const currency = typed.currency ?? "";
  if (!isCurrency(currency)) return typed;
  return Object.fromEntries(
    Object.entries(typed).map(([name, text]) => {
      const respelled = respellings[name.replace(/^lines\[\d+\]\./, "")];
      return [name, respelled ? respelled(text, currency, locale) : text];
    }),
  );
}
