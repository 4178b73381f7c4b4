import { expect, test } from "vitest";
import { asCurrency, currencyCodes, currencyName, exponentOf, isCurrency } from "~/shared/currency";

test("every currency has a code of three letters, a name and an exponent that ISO knows", () => {
  expect(currencyCodes.length).toBe(155);
  expect([...currencyCodes].sort()).toEqual(currencyCodes);
  expect(new Set(currencyCodes).size).toBe(currencyCodes.length);
  for (const code of currencyCodes) {
    expect(code).toMatch(/^[A-Z]{3}$/);
    expect([0, 2, 3]).toContain(exponentOf(code));
    expect(currencyName(code).trim().length).toBeGreaterThan(2);
  }
});

test("the exponents other than 2 are those of ISO 4217", () => {
  const having = (exponent: number) =>
    currencyCodes.filter((code) => exponentOf(code) === exponent).join(" ");
  expect(having(0)).toBe("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF");
  expect(having(3)).toBe("BHD IQD JOD KWD LYD OMR TND");
});

test.each(["eur", "EURO", "", "XXX", "XAU", "CLF", "CHE", "XDR", "HRK", "BGN", "__proto__"])(
  "%j isn't a currency",
  (code) => {
    expect(isCurrency(code)).toBe(false);
    expect(() => asCurrency(code)).toThrow(RangeError);
  },
);

test("a currency has an English name", () => {
  expect(currencyName(asCurrency("CHF"))).toBe("Swiss Franc");
});

test("a code that never was checked is a bug, not a guess", () => {
  // @ts-expect-error: a plain string is no CurrencyCode
  expect(() => exponentOf("ZZZ")).toThrow(RangeError);
});
