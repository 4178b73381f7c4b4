import { expect, test } from "vitest";
import { firstTaxRates, fittingRates } from "~/domain/tenants/first-settings";
import { untaxedRate } from "~/domain/tenants/untaxed";
import { countries, countryDefaults, hasVat, isInEu } from "~/shared/countries";
import { limits } from "~/shared/limits";

test("every country has words for no tax that fit on an invoice, exempt within the EU and outside the scope elsewhere", () => {
  for (const { code } of countries) {
    const { category, name, exemptionReason } = untaxedRate(code);
    expect(category, code).toBe(isInEu(code) ? "E" : "O");
    expect(name.length, code).toBeLessThanOrEqual(limits.taxRateName);
    expect(exemptionReason.length, code).toBeLessThanOrEqual(limits.exemptionReason);
    expect(exemptionReason, code).not.toBe("Not subject to tax");
  }
  expect(countries.filter(({ code }) => isInEu(code))).toHaveLength(27);
});

test("VAT is a word for countries that have it, and for those of which nothing is known", () => {
  expect(["DE", "GB", "CH", "NO", "KE"].every(hasVat)).toBe(true);
  expect(["US", "CA", "AU", "NZ", "IN", "SG", "JP"].some(hasVat)).toBe(false);
  expect(countryDefaults("US").hasTax).toBe(false);
});

test("a business begins with one default rate, which goes with what it says of its tax", () => {
  for (const { code: country } of countries)
    for (const chargesTax of [true, false]) {
      const rates = firstTaxRates(country, { chargesTax });
      expect(
        rates.filter(({ isDefault }) => isDefault),
        country,
      ).toHaveLength(1);
      expect(new Set(rates.map(({ category, ratePpm }) => `${category}-${ratePpm}`)).size).toBe(rates.length);
      expect(fittingRates({ country, chargesTax }, rates), country).toBeNull();
    }
});

test("rates are offered where the default goes with the opposite", () => {
  const [standard, none] = [firstTaxRates("DE"), firstTaxRates("DE", { chargesTax: false })];
  expect(fittingRates({ country: "DE", chargesTax: false }, standard)).toEqual(none);
  expect(fittingRates({ country: "DE", chargesTax: true }, none)).toEqual(standard);
  expect(fittingRates({ country: "US", chargesTax: true }, firstTaxRates("US"))).toBeNull();
});
