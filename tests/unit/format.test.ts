import { expect, test } from "vitest";
import { asCurrency } from "~/shared/currency";
import { asCivilDate } from "~/shared/dates";
import { asMicro, asPpm } from "~/shared/decimal";
import {
  formatAmount,
  formatCurrency,
  formatDate,
  formatMoney,
  formatQuantity,
  formatRate,
  localizeDecimal,
} from "~/shared/format";
import { isLocale, type LocaleTag, localeRow, locales } from "~/shared/locales";
import { asMinor } from "~/shared/money";

/** `~` stands for U+00A0 in this file, so that spaces can be seen. */
const seen = (text: string) => text.replaceAll("\u00A0", "~");
const EUR = asCurrency("EUR");

test.each<[LocaleTag, string, string, string, string, string]>([
  ["en-GB", "−€1,234,567.50", "−US$1,234,567.50", "1,234.5", "19.5%", "3 Nov 2026"],
  ["en-IE", "−€1,234,567.50", "−US$1,234,567.50", "1,234.5", "19.5%", "3 Nov 2026"],
  ["en-US", "−€1,234,567.50", "−$1,234,567.50", "1,234.5", "19.5%", "Nov 3, 2026"],
  ["en-CA", "−€1,234,567.50", "−US$1,234,567.50", "1,234.5", "19.5%", "Nov 3, 2026"],
  ["en-AU", "−€1,234,567.50", "−US$1,234,567.50", "1,234.5", "19.5%", "3 Nov 2026"],
  ["en-NZ", "−€1,234,567.50", "−US$1,234,567.50", "1,234.5", "19.5%", "3 Nov 2026"],
  ["en-IN", "−€12,34,567.50", "−US$12,34,567.50", "1,234.5", "19.5%", "3 Nov 2026"],
  ["bg-BG", "−1~234~567,50~€", "−1~234~567,50~US$", "1~234,5", "19,5%", "03.11.2026 г."],
  ["cs-CZ", "−1~234~567,50~€", "−1~234~567,50~US$", "1~234,5", "19,5~%", "3. 11. 2026"],
  ["da-DK", "−1.234.567,50~€", "−1.234.567,50~US$", "1.234,5", "19,5~%", "03.11.2026"],
  ["de-DE", "−1.234.567,50~€", "−1.234.567,50~US$", "1.234,5", "19,5~%", "03.11.2026"],
  ["de-AT", "−€~1.234.567,50", "−US$~1.234.567,50", "1.234,5", "19,5~%", "03.11.2026"],
  ["de-CH", "€~−1’234’567.50", "US$~−1’234’567.50", "1’234.5", "19.5%", "03.11.2026"],
  ["el-GR", "−1.234.567,50~€", "−1.234.567,50~US$", "1.234,5", "19,5%", "03/11/2026"],
  ["es-ES", "−1.234.567,50~€", "−1.234.567,50~US$", "1.234,5", "19,5~%", "03/11/2026"],
  ["et-EE", "−1~234~567,50~€", "−1~234~567,50~US$", "1~234,5", "19,5%", "03.11.2026"],
  ["fi-FI", "−1~234~567,50~€", "−1~234~567,50~US$", "1~234,5", "19,5~%", "3.11.2026"],
  ["fr-FR", "−1~234~567,50~€", "−1~234~567,50~US$", "1~234,5", "19,5~%", "03/11/2026"],
  ["fr-BE", "−1~234~567,50~€", "−1~234~567,50~US$", "1~234,5", "19,5~%", "03/11/2026"],
  ["fr-CA", "−1~234~567,50~€", "−1~234~567,50~US$", "1~234,5", "19,5~%", "2026-11-03"],
  ["hr-HR", "−1.234.567,50~€", "−1.234.567,50~US$", "1.234,5", "19,5~%", "03.11.2026."],
  ["hu-HU", "−1~234~567,50~€", "−1~234~567,50~US$", "1~234,5", "19,5%", "2026. 11. 03."],
  ["it-IT", "−1.234.567,50~€", "−1.234.567,50~US$", "1.234,5", "19,5%", "03/11/2026"],
  ["ja-JP", "−€1,234,567.50", "−US$1,234,567.50", "1,234.5", "19.5%", "2026/11/03"],
  ["lt-LT", "−1~234~567,50~€", "−1~234~567,50~US$", "1~234,5", "19,5~%", "2026-11-03"],
  ["lv-LV", "−1~234~567,50~€", "−1~234~567,50~US$", "1~234,5", "19,5%", "03.11.2026."],
  ["nb-NO", "−1~234~567,50~€", "−1~234~567,50~US$", "1~234,5", "19,5~%", "03.11.2026"],
  ["nl-NL", "€~−1.234.567,50", "US$~−1.234.567,50", "1.234,5", "19,5%", "03-11-2026"],
  ["nl-BE", "€~−1.234.567,50", "US$~−1.234.567,50", "1.234,5", "19,5%", "03/11/2026"],
  ["pl-PL", "−1~234~567,50~€", "−1~234~567,50~US$", "1~234,5", "19,5%", "03.11.2026"],
  ["pt-PT", "−1~234~567,50~€", "−1~234~567,50~US$", "1~234,5", "19,5%", "03/11/2026"],
  ["pt-BR", "−€~1.234.567,50", "−US$~1.234.567,50", "1.234,5", "19,5%", "03/11/2026"],
  ["ro-RO", "−1.234.567,50~€", "−1.234.567,50~US$", "1.234,5", "19,5~%", "03.11.2026"],
  ["sk-SK", "−1~234~567,50~€", "−1~234~567,50~US$", "1~234,5", "19,5~%", "3. 11. 2026"],
  ["sl-SI", "−1.234.567,50~€", "−1.234.567,50~US$", "1.234,5", "19,5~%", "3. 11. 2026"],
  ["sv-SE", "−1~234~567,50~€", "−1~234~567,50~US$", "1~234,5", "19,5~%", "2026-11-03"],
])("%s writes %s, %s, %s, %s and %s", (locale, euros, dollars, quantity, rate, date) => {
  expect(seen(formatMoney(asMinor(-123_456_750), EUR, locale))).toBe(euros);
  expect(seen(formatMoney(asMinor(-123_456_750), asCurrency("USD"), locale))).toBe(dollars);
  expect(seen(formatQuantity(asMicro(1_234_500_000), locale))).toBe(quantity);
  expect(seen(formatRate(asPpm(195_000), locale))).toBe(rate);
  expect(formatDate(asCivilDate("2026-11-03"), locale)).toBe(date);
});

test.each<[string, LocaleTag, string]>([
  ["JPY", "ja-JP", "¥123,456"],
  ["KWD", "en-GB", "KWD~123.456"],
  ["CHF", "de-CH", "CHF~1’234.56"],
  ["SEK", "sv-SE", "1~234,56~kr"],
  ["SEK", "en-GB", "SEK~1,234.56"],
  ["SEK", "nb-NO", "1~234,56~SEK"],
  ["PLN", "pl-PL", "1~234,56~zł"],
  ["PLN", "en-GB", "zł~1,234.56"],
  ["CAD", "en-CA", "$1,234.56"],
  ["CAD", "en-US", "CA$1,234.56"],
  ["CNY", "ja-JP", "CNY~1,234.56"],
  ["INR", "en-IN", "₹1,234.56"],
])("%s in %s is %s", (currency, locale, text) => {
  expect(seen(formatMoney(asMinor(123_456), asCurrency(currency), locale))).toBe(text);
});

test("a small amount keeps its zeros and zero has no sign", () => {
  expect(seen(formatMoney(asMinor(-5), EUR, "de-DE"))).toBe("−0,05~€");
  expect(seen(formatMoney(asMinor(0), EUR, "de-DE"))).toBe("0,00~€");
  expect(seen(formatMoney(asMinor(99_999), EUR, "en-GB"))).toBe("€999.99");
});

test("an amount without its currency keeps the currency's decimals", () => {
  expect(formatAmount(asMinor(-123_450), EUR, "de-DE")).toBe("−1.234,50");
  expect(formatAmount(asMinor(1_234), asCurrency("JPY"), "de-DE")).toBe("1.234");
  expect(formatCurrency(asCurrency("USD"), "en-US")).toBe("$");
  expect(formatCurrency(asCurrency("USD"), "en-CA")).toBe("US$");
  expect(formatCurrency(asCurrency("KWD"), "en-US")).toBe("KWD");
});

test("Indian groups are of three and then of two", () => {
  const written = [1, 12, 123, 1234, 12_345, 123_456, 1_234_567, 12_345_678].map((n) =>
    formatQuantity(asMicro(n * 1_000_000), "en-IN"),
  );
  expect(written).toEqual(["1", "12", "123", "1,234", "12,345", "1,23,456", "12,34,567", "1,23,45,678"]);
});

test("decimals aren't grouped", () => {
  expect(formatQuantity(asMicro(1_234_567), "en-GB")).toBe("1.234567");
  expect(formatRate(asPpm(99_750), "en-GB")).toBe("9.975%");
});

test("every month has its name in English", () => {
  const months = Array.from({ length: 12 }, (_, i) =>
    asCivilDate(`2026-${String(i + 1).padStart(2, "0")}-09`),
  );
  expect(months.map((date) => formatDate(date, "en-US").slice(0, 5)).join(" ")).toBe(
    "Jan 9 Feb 9 Mar 9 Apr 9 May 9 Jun 9 Jul 9 Aug 9 Sep 9 Oct 9 Nov 9 Dec 9",
  );
});

test("an exact decimal of a machine is written as the locale writes it", () => {
  expect(localizeDecimal("-1234.5", "de-DE")).toBe("−1.234,5");
  expect(seen(localizeDecimal("1234567", "fr-FR"))).toBe("1~234~567");
  expect(localizeDecimal("0.333333333333…", "de-DE")).toBe("0,333333333333…");
});

test("every locale is listed once, with its names", () => {
  expect(new Set(locales.map((row) => row.tag)).size).toBe(locales.length);
  for (const row of locales) {
    expect(Intl.getCanonicalLocales(row.tag)).toEqual([row.tag]);
    expect(row.english).not.toBe("");
    expect(row.native).not.toBe("");
    expect(isLocale(row.tag)).toBe(true);
  }
  for (const tag of ["", "en", "de_DE", "en-gb", "xx-XX"]) expect(isLocale(tag)).toBe(false);
  // @ts-expect-error: not a LocaleTag
  expect(() => localeRow("xx-XX")).toThrow(RangeError);
});
