import * as v from "valibot";
import { isExemptionCode } from "~/domain/invoices/exemption-code";
import {
  isTaxCategory,
  needsExemptionReason,
  type TaxCategory,
  taxCategoryRule,
} from "~/domain/invoices/tax-category";
import { parseTaxRateId, type TaxRateKey } from "~/domain/invoices/tax-rate-key";
import { message } from "~/i18n/message";
import { asPpm, PERCENT_SCALE, type Ppm } from "~/shared/decimal";
import { optionalText, text, versionField, writtenInField } from "~/shared/fields";
import { localizeDecimal } from "~/shared/format";
import { limits } from "~/shared/limits";
import type { LocaleTag } from "~/shared/locales";
import { numberProblem } from "~/shared/number-messages";
import { type NumberProblem, readPercent } from "~/shared/numerals";
import { perLocale } from "~/shared/per-locale";

/** Why a text is no rate, and what to write. */
function rateProblem(problem: NumberProblem, locale: LocaleTag): string {
  if (problem.kind === "not-a-number")
    return message("taxRates.problems.rateNumber", { example: localizeDecimal("8.1", locale) });
  if (problem.kind === "out-of-range") return message("taxRates.problems.rateRange");
  const empty = message("taxRates.problems.rateEmpty");
  return numberProblem(problem, locale, { empty, decimals: PERCENT_SCALE });
}

/** A percentage; left empty it is 0, which is what every category but the standard rate has. */
const percent = (locale: LocaleTag) =>
  v.pipe(
    v.optional(v.string(), ""),
    v.maxLength(limits.decimalText, rateProblem({ kind: "not-a-number" }, locale)),
    v.rawTransform<string, Ppm>(({ dataset, addIssue, NEVER }) => {
      if (dataset.value.trim() === "") return asPpm(0);
      const read = readPercent(dataset.value, locale);
      if (read.ok) return read.value.value;
      addIssue({ message: rateProblem(read.error, locale) });
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
const exemptionCode = v.pipe(
  optionalText(limits.exemptionCode),
  v.transform((code) => code?.toUpperCase() ?? null),
);
const REASON_MISSING = message("taxRates.problems.reasonMissing");
const CODE = message("taxRates.problems.code");
const REASON_FORBIDDEN = message("taxRates.problems.reasonForbidden");

/** A new rate, typed in a locale. Rate and reason must fit the category (EN 16931 BR-S-05, BR-S-10 and their like). */
export const newTaxRateSchema = perLocale((locale) =>
  v.pipe(
    v.strictObject({
      writtenIn: writtenInField(locale),
      name,
      category,
      rate: percent(locale),
      exemptionReason,
      exemptionCode,
    }),
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
    v.forward(
      v.partialCheck(
        [["category"], ["exemptionCode"]],
        (r) => r.exemptionCode === null || isExemptionCode(r.exemptionCode, r.category),
        CODE,
      ),
      ["exemptionCode"],
    ),
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
  exemptionCode: v.pipe(
    exemptionCode,
    v.check((code) => code === null, REASON_FORBIDDEN),
  ),
});
const withReason = (category: TaxCategory) =>
  v.strictObject({
    ...edited,
    exemptionReason: text(limits.exemptionReason, REASON_MISSING),
    exemptionCode: v.pipe(
      exemptionCode,
      v.check((code) => code === null || isExemptionCode(code, category), CODE),
    ),
  });

export const editTaxRateSchema = (category: TaxCategory) =>
  needsExemptionReason(category) ? withReason(category) : WithoutReason;

/** Another reason for no tax of a rate: its words, and its code if it has one. */
export const reasonSchema = (category: TaxCategory) => {
  const { name: _, ...words } = withReason(category).entries;
  return v.strictObject(words);
};

const RATE = message("taxRates.problems.rate");

const rateField = v.pipe(
  v.string(RATE),
  v.rawTransform<string, TaxRateKey>(({ dataset, addIssue, NEVER }) => {
    const key = parseTaxRateId(dataset.value);
    if (key) return key;
    addIssue({ message: RATE });
    return NEVER;
  }),
);

const REASON = message("drafts.problems.exemption");
const reasonField = v.pipe(v.string(REASON), v.regex(/^[1-9]\d{0,2}$/, REASON), v.transform(Number));

/** The buttons of the list: of one rate, of one of its reasons, or the one that takes over those that go with what the business says of its tax. */
export const TaxRateIntentSchema = v.variant("intent", [
  v.strictObject({
    intent: v.picklist(["default", "archive", "restore"]),
    rate: rateField,
    version: versionField,
  }),
  v.strictObject({
    intent: v.picklist(["reasonDefault", "reasonArchive", "reasonRestore"]),
    rate: rateField,
    /** Its number among the rate's. */
    reason: reasonField,
    version: versionField,
  }),
  v.strictObject({ intent: v.literal("adopt") }),
]);

/** What can be done with a rate at once. */
export type RateIntent = "default" | "archive" | "restore";

/** What can be done with one of a rate's other reasons at once. */
export type ReasonIntent = "reasonDefault" | "reasonArchive" | "reasonRestore";
