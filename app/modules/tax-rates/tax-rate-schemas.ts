import * as v from "valibot";
import {
  isTaxCategory,
  needsExemptionReason,
  type TaxCategory,
  taxCategoryRule,
} from "~/domain/invoices/tax-category";
import { parseTaxRateId, type TaxRateKey } from "~/domain/invoices/tax-rate-key";
import { message } from "~/i18n/message";
import { asPpm, type DecimalError, type Ppm, parsePercent } from "~/shared/decimal";
import { optionalText, text, versionField } from "~/shared/fields";
import { limits } from "~/shared/limits";

const PERCENT_WORDS: Record<DecimalError, string> = {
  empty: message("taxRates.problems.rateEmpty"),
  "not-a-number": message("taxRates.problems.rateNumber"),
  "too-many-decimals": message("taxRates.problems.rateDecimals"),
  "out-of-range": message("taxRates.problems.rateRange"),
};

/** A percentage; left empty it is 0, which is what every category but the standard rate has. */
const percent = v.pipe(
  v.optional(v.string(), ""),
  v.maxLength(limits.decimalText, PERCENT_WORDS["not-a-number"]),
  v.rawTransform<string, Ppm>(({ dataset, addIssue, NEVER }) => {
    if (dataset.value.trim() === "") return asPpm(0);
    const parsed = parsePercent(dataset.value);
    if (parsed.ok) return parsed.value;
    addIssue({ message: PERCENT_WORDS[parsed.error] });
    return NEVER;
  }),
);

const CATEGORY = message("taxRates.problems.category");
const category = v.pipe(
  v.string(CATEGORY),
  v.rawTransform<string, TaxCategory>(({ dataset, addIssue, NEVER }) => {
    if (isTaxCategory(dataset.value)) return dataset.value;
    addIssue({ message: CATEGORY });
    return NEVER;
  }),
);

const name = text(limits.taxRateName, message("taxRates.problems.name"));
const exemptionReason = optionalText(limits.exemptionReason);
const REASON_MISSING = message("taxRates.problems.reasonMissing");
const REASON_FORBIDDEN = message("taxRates.problems.reasonForbidden");

/** A new rate. Rate and reason must fit the category (EN 16931 BR-S-05, BR-S-10 and their like). */
export const NewTaxRateSchema = v.pipe(
  v.strictObject({ name, category, rate: percent, exemptionReason }),
  v.forward(
    v.partialCheck(
      [["category"], ["rate"]],
      (r) => taxCategoryRule(r.category).rate !== "positive" || r.rate > 0,
      message("taxRates.problems.ratePositive"),
    ),
    ["rate"],
  ),
  v.forward(
    v.partialCheck(
      [["category"], ["rate"]],
      (r) => taxCategoryRule(r.category).rate !== "zero" || r.rate === 0,
      message("taxRates.problems.rateZero"),
    ),
    ["rate"],
  ),
  v.forward(
    v.partialCheck(
      [["category"], ["exemptionReason"]],
      (r) => !needsExemptionReason(r.category) || r.exemptionReason !== null,
      REASON_MISSING,
    ),
    ["exemptionReason"],
  ),
  v.forward(
    v.partialCheck(
      [["category"], ["exemptionReason"]],
      (r) => needsExemptionReason(r.category) || r.exemptionReason === null,
      REASON_FORBIDDEN,
    ),
    ["exemptionReason"],
  ),
);

const edited = { name, version: versionField };

/** A change of a rate without a reason, and of one that needs it. Category and rate are what it is known by: they stay. */
const WithoutReason = v.strictObject({
  ...edited,
  exemptionReason: v.pipe(
    exemptionReason,
    v.check((reason) => reason === null, REASON_FORBIDDEN),
  ),
});
const WithReason = v.strictObject({
  ...edited,
  exemptionReason: text(limits.exemptionReason, REASON_MISSING),
});

export const editTaxRateSchema = (category: TaxCategory) =>
  needsExemptionReason(category) ? WithReason : WithoutReason;

const RATE = message("taxRates.problems.rate");

/** The buttons of the list. */
export const TaxRateIntentSchema = v.strictObject({
  intent: v.picklist(["default", "archive", "restore"]),
  rate: v.pipe(
    v.string(RATE),
    v.rawTransform<string, TaxRateKey>(({ dataset, addIssue, NEVER }) => {
      const key = parseTaxRateId(dataset.value);
      if (key) return key;
      addIssue({ message: RATE });
      return NEVER;
    }),
  ),
  version: versionField,
});
