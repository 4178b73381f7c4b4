import { expect, test } from "vitest";
import { codesOf, exemptionCodes, isExemptionCode } from "~/domain/invoices/exemption-code";
import { taxCategories } from "~/domain/invoices/tax-category";
import { limits } from "~/shared/limits";

test("the VATEX list has each code once, and each is for one category, which needs a reason", () => {
  expect(exemptionCodes).toHaveLength(87);
  expect(new Set(exemptionCodes).size).toBe(87);
  for (const code of exemptionCodes) {
    expect(code.length).toBeLessThanOrEqual(limits.exemptionCode);
    const [only, ...others] = taxCategories.filter((rule) => isExemptionCode(code, rule.code));
    expect(others, code).toEqual([]);
    expect(only?.exemptionReason, code).toBe("required");
  }
  expect(taxCategories.flatMap(({ code }) => codesOf(code))).toHaveLength(87);
});

test("a category's own code is its own", () => {
  for (const { code, exemptionCode } of taxCategories)
    if (exemptionCode) expect(isExemptionCode(exemptionCode, code), exemptionCode).toBe(true);
  expect(isExemptionCode("VATEX-EU-AE", "E")).toBe(false);
  expect(isExemptionCode("VATEX-FR-FRANCHISE", "E")).toBe(true);
});
