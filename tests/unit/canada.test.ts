import { expect, test } from "vitest";
import { parseTaxComponents, taxComponentsText } from "~/domain/invoices/tax-rate-key";
import { provinceOf, provinces } from "~/domain/tenants/canada";
import { firstTaxRates, fittingRates } from "~/domain/tenants/first-settings";
import { limits } from "~/shared/limits";

test.each([
  ...["AB", "NT", "NU", "YT"].map((code) => [code, "GST 5%", 50_000, []] as const),
  ["ON", "HST 13%", 130_000, []],
  ["NS", "HST 14%", 140_000, []],
  ...["NB", "NL", "PE"].map((code) => [code, "HST 15%", 150_000, []] as const),
  ["QC", "GST 5% + QST 9.975%", 149_750, [50_000, 99_750]],
  ["BC", "GST 5% + PST 7%", 120_000, [50_000, 70_000]],
  ["MB", "GST 5% + RST 7%", 120_000, [50_000, 70_000]],
  ["SK", "GST 5% + PST 6%", 110_000, [50_000, 60_000]],
] as const)("a business in %s begins with %s", (region, name, ratePpm, components) => {
  const rates = firstTaxRates("CA", { region });
  const standing = rates.find(({ isDefault }) => isDefault);
  expect(standing).toMatchObject({ category: "S", name, ratePpm });
  expect(standing?.components.map((each) => each.ratePpm)).toEqual(components);
  // What clients elsewhere call for stands beside.
  for (const rate of [50_000, 130_000, 140_000, 150_000])
    expect(
      rates.some((each) => each.ratePpm === rate),
      String(rate),
    ).toBe(true);
});

test("a province is known as people write it in an address", () => {
  for (const [code, { name }] of Object.entries(provinces))
    for (const text of [code, code.toLowerCase(), name, name.toUpperCase(), ` ${name} `])
      expect(provinceOf(text)).toBe(code);
  expect(provinceOf("Québec")).toBe("QC");
  for (const none of ["", null, undefined, "Bavaria", "O", "Q C X"]) expect(provinceOf(none)).toBe(null);
});

test("the taxes of a province are offered once: until the business has its rate as what it consists of", () => {
  const before = firstTaxRates("CA");
  const quebec = { country: "CA", chargesTax: true, region: "Quebec" };
  expect(fittingRates(quebec, before)?.[0]?.name).toBe("GST 5% + QST 9.975%");
  expect(fittingRates(quebec, firstTaxRates("CA", { region: "QC" }))).toBeNull();
  const single = firstTaxRates("CA", { region: "QC" }).map((rate) => ({ ...rate, components: [] }));
  expect(fittingRates(quebec, single)).not.toBeNull();
  expect(fittingRates({ ...quebec, region: null }, before)).toBeNull();
  expect(fittingRates({ ...quebec, country: "FR" }, firstTaxRates("FR"))).toBeNull();
});

test("what a form says of rates of several taxes is read as it was written, and nothing else is", () => {
  const text = "S-149750=50000+99750;S-120000=50000+70000";
  const read = parseTaxComponents(text);
  expect(read && taxComponentsText(read)).toBe(text);
  expect(parseTaxComponents("")).toEqual([]);
  for (const wrong of [
    ...[
      "S-149750",
      "S-149750=",
      "S-149750=149750",
      "S-149750=50000+99751",
      "S-149750=0+149750",
      "S-149750=50000+99750;",
    ],
    ...[
      "X-149750=50000+99750",
      "S-149750=50000+99750;S-149750=50000+99750",
      "S-149750=-1+149751",
      "S-149750=5e4+99750",
    ],
  ])
    expect(parseTaxComponents(wrong), wrong).toBe(null);
  expect(text.length * 10).toBeLessThan(limits.taxComponents);
});
