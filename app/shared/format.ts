/**
 * Text for people, by our own table and not by Intl: engines carry different CLDR versions, and a Worker and a browser that
 * disagree over a space break hydration. Spaces in money and rates are U+00A0, the minus sign is U+2212. numerals.ts reads back what is
 * written here.
 */
import { type CurrencyCode, exponentOf } from "./currency";
import type { CivilDate } from "./dates";
import { formatDecimal, formatPercent, MICRO_PER_UNIT, type Micro, type Ppm } from "./decimal";
import { type LocaleRow, type LocaleTag, localeRow } from "./locales";
import { asMinor, formatAmountPlain, type Minor } from "./money";

const NBSP = "\u00A0";
const MINUS = "\u2212";
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Symbols that mean one currency wherever they are read. For all others the code is written, or the locale's own symbol. */
const SYMBOLS: Readonly<Record<string, string>> = {
  AUD: "A$",
  BRL: "R$",
  CAD: "CA$",
  CZK: "Kč",
  EUR: "€",
  GBP: "£",
  HUF: "Ft",
  ILS: "₪",
  INR: "₹",
  JPY: "¥",
  KRW: "₩",
  NZD: "NZ$",
  PHP: "₱",
  PLN: "zł",
  TRY: "₺",
  UAH: "₴",
  USD: "US$",
  VND: "₫",
};

/** An amount with its currency: "−€1,234.50", "1.234,50 €", "CHF −12.00". The currency's own number of decimals, always. */
export function formatMoney(amount: Minor, currency: CurrencyCode, locale: LocaleTag): string {
  const row = localeRow(locale);
  const plain = formatAmountPlain(amount, currency);
  const symbol = symbolOf(currency, row);
  const pattern = row.money === "-¤#" && /\p{L}$/u.test(symbol) ? "-¤ #" : row.money;
  return pattern
    .replace(" ", NBSP)
    .replace("-", amount < 0 ? MINUS : "")
    .replace("#", () => localize(plain.replace("-", ""), row))
    .replace("¤", () => symbol);
}

/** An amount without its currency, for columns whose head says it: "−1.234,50". */
export function formatAmount(amount: Minor, currency: CurrencyCode, locale: LocaleTag): string {
  return localize(formatAmountPlain(amount, currency), localeRow(locale));
}

/** A quantity or unit price with as many decimals as it needs: "1.234,5". */
export function formatQuantity(value: Micro, locale: LocaleTag): string {
  return localize(formatDecimal(value), localeRow(locale));
}

/** A unit price with at least the currency's decimals, and all it has: "80.00", "61.215". */
export function formatUnitPrice(price: Micro, currency: CurrencyCode, locale: LocaleTag): string {
  const perMinor = MICRO_PER_UNIT / 10 ** exponentOf(currency);
  return price % perMinor === 0
    ? formatAmount(asMinor(price / perMinor), currency, locale)
    : formatQuantity(price, locale);
}

/** A rate: "19 %" or "19%", "9,975 %". */
export function formatRate(rate: Ppm, locale: LocaleTag): string {
  const row = localeRow(locale);
  return row.percent.replace(" ", NBSP).replace("#", localize(formatPercent(rate), row));
}

/** A date that nobody at home in the locale can misread: "23.11.2026", "23 Nov 2026", "Nov 23, 2026", "2026-11-23". */
export function formatDate(date: CivilDate, locale: LocaleTag): string {
  const [yyyy = "", mm = "", dd = ""] = date.split("-");
  const parts: Readonly<Record<string, string>> = {
    yyyy,
    mm,
    dd,
    m: String(Number(mm)),
    d: String(Number(dd)),
    mon: MONTHS[Number(mm) - 1] ?? mm,
  };
  return localeRow(locale).date.replace(/yyyy|mon|mm|dd|m|d/g, (token) => parts[token] ?? token);
}

/** The symbol or code that stands for a currency in a locale. */
export function formatCurrency(currency: CurrencyCode, locale: LocaleTag): string {
  return symbolOf(currency, localeRow(locale));
}

/** All that may stand for a currency beside an amount, the longest first: "US$", "USD", "$" in the United States. */
export function currencySigns(currency: CurrencyCode, locale: LocaleTag): readonly string[] {
  const signs = [currency, symbolOf(currency, localeRow(locale)), SYMBOLS[currency] ?? currency];
  return [...new Set(signs)].sort((a, b) => b.length - a.length);
}

/** A decimal that a machine wrote ("-1234.5", "0.333…") as the locale writes it. */
export function localizeDecimal(plain: string, locale: LocaleTag): string {
  return localize(plain, localeRow(locale));
}

function symbolOf(currency: CurrencyCode, row: LocaleRow): string {
  return row.symbol?.[0] === currency ? row.symbol[1] : (SYMBOLS[currency] ?? currency);
}

function localize(plain: string, row: LocaleRow): string {
  const [whole = "", fraction] = plain.replace("-", "").split(".");
  const every = row.grouping === "indian" ? /\B(?=(?:\d{2})*\d{3}$)/g : /\B(?=(?:\d{3})+$)/g;
  const sign = plain.startsWith("-") ? MINUS : "";
  return sign + whole.replace(every, row.group) + (fraction === undefined ? "" : row.decimal + fraction);
}
