import * as v from "valibot";
import {
  isTaxCategory,
  needsExemptionReason,
  type TaxCategory,
  taxCategoryRule,
} from "~/domain/invoices/tax-category";
import { parseTaxRateId, type TaxRateKey } from "~/domain/invoices/tax-rate-key";
import { asPpm, PERCENT_SCALE, type Ppm } from "~/shared/decimal";
import { optionalText, text, versionField, writtenInField } from "~/shared/fields";
import { localizeDecimal } from "~/shared/format";
import { limits } from "~/shared/limits";
import type { LocaleTag } from "~/shared/locales";
import { numberProblemWords } from "~/shared/number-words";
import { type NumberProblem, readPercent } from "~/shared/numerals";
import { perLocale } from "~/shared/per-locale";

/** Why a text is no rate, and what to write. */
function rateWords(problem: NumberProblem, locale: LocaleTag): string {
  if (problem.kind === "not-a-number") return `Enter a rate such as 19 or ${localizeDecimal("8.1", locale)}.`;
  if (problem.kind === "out-of-range") return "Enter a rate from 0 to 100.";
  return numberProblemWords(problem, locale, { empty: "Enter a rate such as 19.", decimals: PERCENT_SCALE });
}

/** A percentage; left empty it is 0, which is what every category but the standard rate has. */
const percent = (locale: LocaleTag) =>
  v.pipe(
    v.optional(v.string(), ""),
    v.maxLength(limits.decimalText, rateWords({ kind: "not-a-number" }, locale)),
    v.rawTransform<string, Ppm>(({ dataset, addIssue, NEVER }) => {
      if (dataset.value.trim() === "") return asPpm(0);
      const read = readPercent(dataset.value, locale);
      if (read.ok) return read.value.value;
      addIssue({ message: rateWords(read.error, locale) });
      return NEVER;
    }),
  );

const CATEGORY = "Choose a category.";
const category = v.pipe(
  v.string(CATEGORY),
  v.rawTransform<string, TaxCategory>(({ dataset, addIssue, NEVER }) => {
    if (isTaxCategory(dataset.value)) return dataset.value;
    addIssue({ message: CATEGORY });
    return NEVER;
  }),
);

const name = text(limits.taxRateName, "Enter a name such as VAT 19%.");
const exemptionReason = optionalText(limits.exemptionReason);
const REASON_MISSING = "Enter why no tax is due; it is printed on the invoice.";
const REASON_FORBIDDEN = "Leave this empty: the category needs no reason, and e-invoices may not give one.";

/** A new rate, typed in a locale. Rate and reason must fit the category (EN 16931 BR-S-05, BR-S-10 and their like). */
export const newTaxRateSchema = perLocale((locale) =>
  v.pipe(
    v.strictObject({
      writtenIn: writtenInField(locale),
      name,
      category,
      rate: percent(locale),
      exemptionReason,
    }),
    v.forward(
      v.partialCheck(
        [["category"], ["rate"]],
        (r) => taxCategoryRule(r.category).rate !== "positive" || r.rate > 0,
        "Enter a rate above 0. For no tax, choose another category.",
      ),
      ["rate"],
    ),
    v.forward(
      v.partialCheck(
        [["category"], ["rate"]],
        (r) => taxCategoryRule(r.category).rate !== "zero" || r.rate === 0,
        "Enter 0 or nothing: only the standard rate has tax. Lower rates are standard rates too.",
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

const RATE = "Choose a tax rate of this business.";

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
