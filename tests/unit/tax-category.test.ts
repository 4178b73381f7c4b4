import { expect, test } from "vitest";
import {
  checkTaxCategories,
  checkTaxRate,
  isTaxCategory,
  needsExemptionReason,
  taxCategories,
  taxCategoryRule,
} from "~/domain/invoices/tax-category";
import { asPpm } from "~/shared/decimal";

const NONE = asPpm(0);
const NINETEEN = asPpm(190_000);

test("there are the seven categories of EN 16931, each with a name and its rules", () => {
  expect(taxCategories.map((rule) => rule.code)).toEqual(["S", "Z", "E", "AE", "K", "G", "O"]);
  for (const rule of taxCategories) {
    const id = rule.code === "K" ? "IC" : rule.code;
    expect(rule.name).not.toBe("");
    expect(rule.rateRule).toBe(`BR-${id}-05`);
    expect(rule.exemptionReasonRule).toBe(`BR-${id}-10`);
  }
});

test("the standard rate is above zero", () => {
  expect(checkTaxRate("S", NINETEEN)).toEqual({ ok: true, value: 190_000 });
  expect(checkTaxRate("S", NONE)).toEqual({
    ok: false,
    error: { code: "rate-must-be-positive", rule: "BR-S-05" },
  });
});

test.each(["Z", "E", "AE", "K", "G", "O"] as const)("the rate of %s is zero", (category) => {
  expect(checkTaxRate(category, NONE)).toEqual({ ok: true, value: 0 });
  expect(checkTaxRate(category, NINETEEN)).toEqual({
    ok: false,
    error: { code: "rate-must-be-zero", rule: taxCategoryRule(category).rateRule },
  });
});

test("all without tax but the zero rate need a reason", () => {
  expect(taxCategories.filter((rule) => needsExemptionReason(rule.code)).map((rule) => rule.code)).toEqual([
    "E",
    "AE",
    "K",
    "G",
    "O",
  ]);
});

test("out of scope goes with nothing else", () => {
  expect(checkTaxCategories(["S", "Z", "AE"]).ok).toBe(true);
  expect(checkTaxCategories(["O", "O"]).ok).toBe(true);
  expect(checkTaxCategories([]).ok).toBe(true);
  expect(checkTaxCategories(["S", "O"])).toEqual({
    ok: false,
    error: { code: "out-of-scope-mixed", rule: "BR-O-11" },
  });
});

test("other codes are no categories", () => {
  expect(isTaxCategory("AE")).toBe(true);
  for (const code of ["", "s", "L", "M", "B", "toString"]) expect(isTaxCategory(code)).toBe(false);
  // @ts-expect-error: not a TaxCategory
  expect(() => taxCategoryRule("L")).toThrow(RangeError);
});
