import fc from "fast-check";
import { expect, test } from "vitest";
import { asCurrency, type CurrencyCode, currencyCodes, exponentOf } from "~/shared/currency";
import { asMicro, asPpm, MAX_MICRO } from "~/shared/decimal";
import { formatAmount, formatMoney, formatQuantity, formatRate } from "~/shared/format";
import { type LocaleTag, locales } from "~/shared/locales";
import { asMinor, MAX_AMOUNT } from "~/shared/money";
import { readAmount, readDecimal, readPercent } from "~/shared/numerals";
import { runs } from "../support/runs";

const NBSP = "\u00A0";
const NARROW = "\u202F";
const tags = locales.map(({ tag }) => tag);
const everywhere = fc.constantFrom(...tags);
const currencies = fc.constantFrom(...currencyCodes);
const amounts = fc.oneof(
  fc.integer({ min: -MAX_AMOUNT, max: MAX_AMOUNT }),
  fc.integer({ min: -9_999_999, max: 9_999_999 }),
);

/** The number read, or what became of it. */
const outcome = (text: string, locale: LocaleTag) => {
  const read = readDecimal(text, locale);
  if (read.ok) return read.value.value / 1_000_000;
  return read.error.kind === "question" ? read.error.meant.join(" or ") : read.error.kind;
};

const value = <T>(read: { ok: true; value: { value: T } } | { ok: false; error: unknown }) =>
  read.ok ? read.value.value : read.error;

test("an amount that is printed in a locale is read back there as the same, in every locale and currency", () => {
  const same = (amount: number, currency: CurrencyCode, locale: LocaleTag) => {
    const minor = asMinor(amount);
    for (const text of [formatAmount(minor, currency, locale), formatMoney(minor, currency, locale)])
      expect(value(readAmount(text, currency, locale)), `${text} ${currency} ${locale}`).toBe(amount);
  };
  for (const locale of tags) {
    for (const currency of currencyCodes) {
      for (const amount of [0, 1, 999, 1000, 1127, 123_456, -1_234_567, 15_000_000])
        same(amount, currency, locale);
    }
  }
  fc.assert(fc.property(amounts, currencies, everywhere, same), { numRuns: runs(5_000) });
});

test("a quantity, a price and a rate that are printed in a locale are read back there as the same", () => {
  const sizes = fc.oneof(
    fc.integer({ min: -MAX_MICRO, max: MAX_MICRO }),
    fc.integer({ min: -999_999, max: 999_999 }).map((n) => n * 1_000),
    fc.integer({ min: -999_999, max: 999_999 }).map((n) => n * 1_000_000),
  );
  fc.assert(
    fc.property(sizes, fc.integer({ min: 0, max: 1_000_000 }), everywhere, (micro, ppm, locale) => {
      expect(value(readDecimal(formatQuantity(asMicro(micro), locale), locale))).toBe(micro);
      expect(value(readPercent(formatRate(asPpm(ppm), locale), locale))).toBe(ppm);
    }),
    { numRuns: runs(10_000) },
  );
});

test.each<[LocaleTag, string, number | string]>([
  // A lone sign before exactly three digits is what it is in the locale.
  ["de-DE", "1.234", 1234],
  ["en-GB", "1,234", 1234],
  ["de-DE", "1,234", 1.234],
  ["en-GB", "1.234", 1.234],
  ["de-CH", "1.234", 1.234],
  ["de-DE", "-12.345", -12_345],
  ["nl-BE", "100.000", 100_000],
  // Where it is neither, only the person knows.
  ["fr-FR", "1.234", `1${NBSP}234,00 or 1,234`],
  ["sv-SE", "12.345", `12${NBSP}345,00 or 12,345`],
  ["de-CH", "1,234", "1’234.00 or 1.234"],
  // What no group can be is the decimal sign, whichever it is: some telephones have only one of them.
  ["de-DE", "12.5", 12.5],
  ["de-DE", "1234.56", 1234.56],
  ["de-DE", "1234.567", 1234.567],
  ["de-DE", "0.125", 0.125],
  ["en-GB", "12,50", 12.5],
  ["en-GB", "0,125", 0.125],
  ["fr-FR", "12.5", 12.5],
  ["de-CH", "12,5", 12.5],
  // Another locale's groups are asked about.
  ["de-DE", "1,234.50", "1.234,5"],
  ["de-DE", "1,234,567", "1.234.567,00"],
  ["en-GB", "1.234,50", "1,234.5"],
  ["en-GB", "1.234.567", "1,234,567.00"],
  ["fr-FR", "1.234,50", `1${NBSP}234,5`],
  ["en-GB", "1,50,000", "150,000.00"],
  ["de-DE", "1,50,000", "150.000,00"],
  // Groups of the locale, and those that nobody mistakes.
  ["de-DE", "1.234.567,25", 1_234_567.25],
  ["en-GB", "1,234,567.25", 1_234_567.25],
  ["de-CH", "1’234’567.25", 1_234_567.25],
  ["de-CH", "1'234.5", 1234.5],
  ["en-GB", "1'234.5", 1234.5],
  ["fr-FR", "1 234,5", 1234.5],
  ["fr-FR", `1${NBSP}234,5`, 1234.5],
  ["fr-FR", `1${NARROW}234,5`, 1234.5],
  ["de-DE", `1${NARROW}234,5`, 1234.5],
  ["en-GB", `1${NBSP}234.5`, 1234.5],
  ["en-IN", "1,50,000", 150_000],
  ["en-IN", "12,34,567.5", 1_234_567.5],
  ["en-IN", "1,234,567", 1_234_567],
  ["ja-JP", "１，２３４．５", 1234.5],
  ["de-DE", "\u22121.234,5", -1234.5],
  ["de-DE", "- 5", -5],
  ["de-DE", ",5", 0.5],
  ["de-DE", "5,", 5],
  ["de-DE", "007", 7],
  ["de-DE", " 1,5 ", 1.5],
  ["en-GB", "0.000001", 0.000001],
  // No number anywhere.
  ["de-DE", "", "empty"],
  ["de-DE", NBSP, "empty"],
  ["de-DE", "-", "not-a-number"],
  ["de-DE", ",", "not-a-number"],
  ["de-DE", "+1", "not-a-number"],
  ["de-DE", "--1", "not-a-number"],
  ["de-DE", "1-", "not-a-number"],
  ["de-DE", "1e400", "not-a-number"],
  ["de-DE", "Infinity", "not-a-number"],
  ["de-DE", "0x10", "not-a-number"],
  ["de-DE", "1_000", "not-a-number"],
  ["de-DE", "12 34", "not-a-number"],
  ["de-DE", "1234 567", "not-a-number"],
  ["de-DE", "1'234 567", "not-a-number"],
  ["de-DE", "1.2.3", "not-a-number"],
  ["de-DE", "1,234.567,8", "not-a-number"],
  ["de-DE", "1..2", "not-a-number"],
  ["de-DE", "\u0661", "not-a-number"],
  ["de-DE", "0,0000001", "too-many-decimals"],
  ["de-DE", "0.0000001", "too-many-decimals"],
  ["de-DE", "1000000001", "out-of-range"],
  ["de-DE", "1.000.000.001", "out-of-range"],
  ["de-DE", `1${"0".repeat(400)}`, "out-of-range"],
])("in %s %j is %s", (locale, text, expected) => {
  expect(outcome(text, locale)).toBe(expected);
});

test.each<[LocaleTag, string, string | null]>([
  ["de-DE", "1.234", "1.234,00 not 1,234"],
  ["de-DE", "1,234", "1,234 not 1.234,00"],
  ["en-GB", "1,234", "1,234.00 not 1.234"],
  ["en-GB", "1.234", "1.234 not 1,234.00"],
  ["fr-FR", "1,234", `1,234 not 1${NBSP}234,00`],
  ["de-DE", "12.5", "12,5"],
  ["de-DE", "1234.5", "1.234,5"],
  ["de-DE", "12,5", null],
  ["de-DE", "1.234,00", null],
  ["de-DE", "1.234.567", null],
  ["de-DE", "1234", null],
  ["de-DE", "0,125", null],
  ["de-DE", "1234,567", null],
  ["en-IN", "1,50,000", null],
])("in %s what is said beside %j is %s", (locale, text, said) => {
  const read = readDecimal(text, locale);
  const doubt = read.ok ? read.value.doubt : undefined;
  expect(doubt ? [doubt.readAs, doubt.notAs].filter(Boolean).join(" not ") : doubt).toBe(said);
});

test("what is said beside a field is a number that its locale reads alike", () => {
  const digits = fc.string({ unit: fc.constantFrom(..."0123456789.,' -"), maxLength: 12 });
  const ambiguous = fc
    .tuple(fc.integer({ min: 1, max: 999 }), fc.constantFrom(".", ","), fc.integer({ min: 0, max: 999 }))
    .map(([whole, sign, rest]) => `${whole}${sign}${String(rest).padStart(3, "0")}`);
  fc.assert(
    fc.property(fc.oneof(digits, ambiguous), everywhere, (text, locale) => {
      const read = readDecimal(text, locale);
      if (read.ok && read.value.doubt) {
        const { readAs, notAs } = read.value.doubt;
        expect(value(readDecimal(readAs, locale))).toBe(read.value.value);
        if (notAs !== null) expect(value(readDecimal(notAs, locale))).not.toBe(read.value.value);
      }
      if (!read.ok && read.error.kind === "question") {
        expect(read.error.meant.length).toBeGreaterThan(0);
        for (const meant of read.error.meant) expect(readDecimal(meant, locale).ok).toBe(true);
      }
    }),
    { numRuns: runs(10_000) },
  );
});

test.each<[LocaleTag, string, string, number | string]>([
  ["de-DE", "JPY", "1.127", 1127],
  ["en-GB", "JPY", "1.127", "1,127"],
  ["en-GB", "JPY", "12.5", "too-many-decimals"],
  ["de-DE", "EUR", "1.234", 123_400],
  ["de-DE", "EUR", "1,234", "1.234,00"],
  ["en-GB", "EUR", "1.234", "1,234.00"],
  ["de-DE", "EUR", "1,2345", "too-many-decimals"],
  ["de-DE", "KWD", "1,234", 1234],
  ["de-DE", "EUR", "10,50 €", 1050],
  ["de-DE", "EUR", "EUR 10,50", 1050],
  ["de-DE", "EUR", "10,50 eur", 1050],
  ["de-AT", "EUR", "\u2212€\u00A01.234,50", -123_450],
  ["nl-NL", "EUR", "€ \u221212,00", -1200],
  ["en-US", "USD", "$5", 500],
  ["en-US", "USD", "US$5", 500],
  ["en-US", "CAD", "$5", "not-a-number"],
  ["de-DE", "EUR", "€", "empty"],
])("in %s an amount of %s typed as %j is %s", (locale, currency, text, expected) => {
  const read = readAmount(text, asCurrency(currency), locale);
  const problem = read.ok ? null : read.error.kind === "question" ? read.error.meant.join() : read.error.kind;
  expect(problem ?? value(read)).toBe(expected);
});

test.each<[LocaleTag, string, number | string]>([
  ["de-DE", "19", 190_000],
  ["de-DE", " 19 % ", 190_000],
  ["de-DE", "9,975%", 99_750],
  ["de-DE", "8.1", 81_000],
  // 9975 % is none: it can only be asked about.
  ["de-DE", "9.975", "9,975"],
  ["ja-JP", "１０％", 100_000],
  ["de-DE", "100", 1_000_000],
  ["de-DE", "%", "empty"],
  ["de-DE", "19%%", "not-a-number"],
  ["de-DE", "-1", "out-of-range"],
  ["de-DE", "100,0001", "out-of-range"],
  ["de-DE", "1,00001", "too-many-decimals"],
])("in %s the percentage %j is %s", (locale, text, expected) => {
  const read = readPercent(text, locale);
  const problem = read.ok ? null : read.error.kind === "question" ? read.error.meant.join() : read.error.kind;
  expect(problem ?? value(read)).toBe(expected);
});

test("no text makes the reader throw, and what it reads is within bounds and never negative zero", () => {
  const noise = fc.string({ unit: fc.constantFrom(..."0123456789.,-' \u00A0eEx+%€$"), maxLength: 24 });
  fc.assert(
    fc.property(fc.oneof(noise, fc.string()), everywhere, currencies, (text, locale, currency) => {
      const decimal = readDecimal(text, locale);
      if (decimal.ok) expect(Math.abs(decimal.value.value)).toBeLessThanOrEqual(MAX_MICRO);
      const amount = readAmount(text, currency, locale);
      if (amount.ok) expect(Math.abs(amount.value.value)).toBeLessThanOrEqual(MAX_AMOUNT);
      expect(Object.is(value(decimal), -0) || Object.is(value(amount), -0)).toBe(false);
      readPercent(text, locale);
    }),
    { numRuns: runs(5_000) },
  );
});

test("a text of a megabyte is refused at once", () => {
  // Processor time, since the machine may be busy: with the square of the length it would be an hour.
  const before = process.cpuUsage();
  expect(readDecimal("9".repeat(1_000_000), "de-DE").ok).toBe(false);
  expect(readDecimal("1,111".repeat(200_000), "de-DE").ok).toBe(false);
  expect(readDecimal("1 111".repeat(200_000), "en-IN").ok).toBe(false);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1_000_000).toBeLessThan(5);
});

test("every currency's own decimals are read, in every locale", () => {
  for (const currency of currencyCodes) {
    const smallest = `0.${"0".repeat(Math.max(0, exponentOf(currency) - 1))}1`;
    if (exponentOf(currency) > 0) expect(value(readAmount(smallest, currency, "en-GB")), currency).toBe(1);
  }
});
