import { expect, test } from "vitest";
import { countries, countryDefaults, countryName, isCountry } from "~/shared/countries";
import { isCurrency } from "~/shared/currency";
import { isTimeZone, timeZones } from "~/shared/dates";
import { formatPercent } from "~/shared/decimal";
import { isLocale } from "~/shared/locales";

const EU = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split(" ");
const OTHERS = "GB CH NO US CA AU JP IN NZ".split(" ");

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

test("the others have their own tax, and the United States none to assume", () => {
  const found = OTHERS.map((code) => {
    const { currency, standardTaxRates, taxName } = countryDefaults(code);
    return [code, currency, taxName, standardTaxRates.map(formatPercent).join(" ")];
  });
  expect(found).toEqual([
    ["GB", "GBP", "VAT", "20"],
    ["CH", "CHF", "VAT", "8.1"],
    ["NO", "NOK", "VAT", "25"],
    ["US", "USD", "Sales tax", ""],
    ["CA", "CAD", "GST/HST", "5 13 14 15"],
    ["AU", "AUD", "GST", "10"],
    ["JP", "JPY", "Consumption tax", "10"],
    ["IN", "INR", "GST", "18"],
    ["NZ", "NZD", "GST", "15"],
  ]);
});

test("of any other country nothing is assumed", () => {
  expect(countryDefaults("ZW")).toEqual({
    currency: "USD",
    locale: "en-GB",
    timeZone: "UTC",
    standardTaxRates: [],
    taxName: "Tax",
  });
});
