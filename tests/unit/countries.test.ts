import { expect, test } from "vitest";
import { countries, countryDefaults, countryName, isCountry } from "~/shared/countries";
import { isCurrency } from "~/shared/currency";
import { isTimeZone, timeZones } from "~/shared/dates";
import { formatPercent } from "~/shared/decimal";
import { isLocale } from "~/shared/locales";

const EU = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split(" ");
const OTHERS = "GB CH NO US CA AU JP IN NZ LI IS SG".split(" ");

test("the countries are those of ISO 3166-1, sorted by name", () => {
  expect(countries.length).toBe(249);
  expect(new Set(countries.map((country) => country.code)).size).toBe(249);
  expect(new Set(countries.map((country) => country.name)).size).toBe(249);
  expect(countries.slice(0, 3).map((country) => country.name)).toEqual([
    "Afghanistan",
    "Åland Islands",
    "Albania",
  ]);
  expect(countries.at(-1)?.name).toBe("Zimbabwe");
  for (const { code, name } of countries) {
    expect(code).toMatch(/^[A-Z]{2}$/);
    expect(isCountry(code)).toBe(true);
    expect(countryName(code)).toBe(name);
  }
});

test.each(["", "de", "DEU", "EL", "UK", "XX", "EU", "__proto__"])("%j isn't a country", (code) => {
  expect(isCountry(code)).toBe(false);
  expect(countryName(code)).toBe(code);
});

test.each([...EU, ...OTHERS])("%s has defaults that exist", (code) => {
  const found = countryDefaults(code);
  expect(isCountry(code)).toBe(true);
  expect(isCurrency(found.currency)).toBe(true);
  expect(isLocale(found.locale)).toBe(true);
  expect(isTimeZone(found.timeZone)).toBe(true);
  expect(timeZones()).toContain(found.timeZone);
  expect(found.taxName).not.toBe("");
});

test("the standard rates of the EU are those of 2026", () => {
  const rates = EU.map(
    (code) => `${code} ${countryDefaults(code).standardTaxRates.map(formatPercent).join("+")}`,
  );
  expect(rates.join(" ")).toBe(
    "AT 20 BE 21 BG 20 HR 25 CY 19 CZ 21 DK 25 EE 24 FI 25.5 FR 20 DE 19 GR 24 HU 27 IE 23 IT 22 LV 21 LT 21 LU 17 MT 18 NL 21 PL 23 PT 23 RO 21 SK 23 SI 22 ES 21 SE 25",
  );
  const outsideEuro = EU.filter((code) => countryDefaults(code).currency !== "EUR");
  expect(outsideEuro).toEqual(["CZ", "DK", "HU", "PL", "RO", "SE"]);
});

test("the reduced rates of the EU are those of 2026, each below the standard one", () => {
  const rates = EU.map(
    (code) => `${code} ${countryDefaults(code).reducedTaxRates.map(formatPercent).join("+")}`,
  );
  expect(rates.join(" ")).toBe(
    "AT 13+10 BE 12+6 BG 9 HR 13+5 CY 9+5+3 CZ 12 DK  EE 13+9 FI 13.5+10 FR 10+5.5+2.1 DE 7 GR 13+6 HU 18+5 IE 13.5+9+4.8 IT 10+5+4 LV 12+5 LT 12+5 LU 14+8+3 MT 12+7+5 NL 9 PL 8+5 PT 13+6 RO 11 SK 19+5 SI 9.5+5 ES 10+4 SE 12+6",
  );
  for (const code of [...EU, ...OTHERS]) {
    const { standardTaxRates, reducedTaxRates } = countryDefaults(code);
    for (const rate of reducedTaxRates) expect(rate, code).toBeLessThan(Math.max(...standardTaxRates));
  }
});

test("the others have their own tax, and the United States none to assume", () => {
  const found = OTHERS.map((code) => {
    const { currency, standardTaxRates, reducedTaxRates, taxName } = countryDefaults(code);
    const rates = [standardTaxRates, reducedTaxRates].map((each) => each.map(formatPercent).join(" "));
    return [code, currency, taxName, rates.join(" / ")];
  });
  expect(found).toEqual([
    ["GB", "GBP", "VAT", "20 / 5"],
    ["CH", "CHF", "VAT", "8.1 / 3.8 2.6"],
    ["NO", "NOK", "VAT", "25 / 15 12"],
    ["US", "USD", "Sales tax", " / "],
    ["CA", "CAD", "GST/HST", "5 13 14 15 / "],
    ["AU", "AUD", "GST", "10 / "],
    ["JP", "JPY", "Consumption tax", "10 / 8"],
    ["IN", "INR", "GST", "18 / 5"],
    ["NZ", "NZD", "GST", "15 / "],
    ["LI", "CHF", "VAT", "8.1 / 3.8 2.6"],
    ["IS", "ISK", "VAT", "24 / 11"],
    ["SG", "SGD", "GST", "9 / "],
  ]);
});

test("of any other country nothing is assumed", () => {
  expect(countryDefaults("ZW")).toEqual({
    currency: "USD",
    locale: "en-GB",
    timeZone: "UTC",
    standardTaxRates: [],
    reducedTaxRates: [],
    taxName: "Tax",
    hasTax: true,
  });
});
