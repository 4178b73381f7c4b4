import * as v from "valibot";
import { expect, test } from "vitest";
import { taxCategories } from "~/domain/invoices/tax-category";
import { parseTaxRateId, taxRateId } from "~/domain/invoices/tax-rate-key";
import { editTaxRateSchema, newTaxRateSchema } from "~/modules/tax-rates/tax-rate-schemas";

const NewTaxRateSchema = newTaxRateSchema("de-DE");

const problems = (fields: Record<string, string>) => {
  const result = v.safeParse(NewTaxRateSchema, { name: "A rate", ...fields });
  return result.success ? [] : Object.keys(v.flatten<typeof NewTaxRateSchema>(result.issues).nested ?? {});
};

test("the standard rate needs a rate and no reason", () => {
  expect(problems({ category: "S", rate: "8,1 %" })).toEqual([]);
  expect(problems({ category: "S", rate: "0" })).toEqual(["rate"]);
  expect(problems({ category: "S", rate: "" })).toEqual(["rate"]);
  expect(problems({ category: "S", rate: "19", exemptionReason: "Because" })).toEqual(["exemptionReason"]);
});

test.each(taxCategories.filter(({ rate }) => rate === "zero").map(({ code }) => code))(
  "category %s is 0, and says why where it must",
  (category) => {
    const needs = taxCategories.find(({ code }) => code === category)?.exemptionReason === "required";
    expect(problems({ category, rate: "", ...(needs ? { exemptionReason: "Because" } : {}) })).toEqual([]);
    expect(problems({ category, rate: "7", ...(needs ? { exemptionReason: "Because" } : {}) })).toEqual([
      "rate",
    ]);
    expect(problems({ category, rate: "0", ...(needs ? {} : { exemptionReason: "Because" }) })).toEqual([
      "exemptionReason",
    ]);
  },
);

test.each(["-1", "100.1", "1e2", "nineteen", "1.23456"])("%j is no rate", (rate) => {
  expect(problems({ category: "S", rate })).toEqual(["rate"]);
});

test("an unknown category is refused", () => {
  expect(problems({ category: "X", rate: "19" })).toEqual(["category"]);
});

test("a change gives a reason exactly where the category needs one", () => {
  const change = { name: "A rate", version: "2" };
  expect(v.is(editTaxRateSchema("S"), change)).toBe(true);
  expect(v.is(editTaxRateSchema("S"), { ...change, exemptionReason: "Because" })).toBe(false);
  expect(v.is(editTaxRateSchema("E"), change)).toBe(false);
  expect(v.is(editTaxRateSchema("E"), { ...change, exemptionReason: "Because" })).toBe(true);
});

test("a rate has one name", () => {
  expect(parseTaxRateId(taxRateId({ category: "AE", ratePpm: 0 }))).toEqual({ category: "AE", ratePpm: 0 });
  expect(parseTaxRateId("S-190000")).toEqual({ category: "S", ratePpm: 190_000 });
  for (const wrong of ["", "S", "S-", "S-019", "X-1", "S-1000001", "s-1", "S-1.5", "S--1", "S-190000 "])
    expect(parseTaxRateId(wrong)).toBeNull();
});
