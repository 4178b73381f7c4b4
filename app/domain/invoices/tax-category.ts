import type { Ppm } from "~/shared/decimal";
import { err, ok, type Result } from "~/shared/result";

/** Tax category codes of EN 16931 (BT-118, BT-151, BT-95, BT-102): a subset of UNCL 5305. */
export type TaxCategory = "S" | "Z" | "E" | "AE" | "K" | "G" | "O";

export interface TaxCategoryRule {
  readonly code: TaxCategory;
  readonly name: string;
  /** Whether the rate is greater than 0 or exactly 0, and the rule for a line that says so. */
  readonly rate: "positive" | "zero";
  readonly rateRule: string;
  /** Whether the tax group has to say why no tax is due (BT-120 or BT-121) or must not, and the rule that says so. */
  readonly exemptionReason: "required" | "forbidden";
  readonly exemptionReasonRule: string;
  /** The reason's code in the VATEX list where the category has one of its own. E has many: a person chooses. */
  readonly exemptionCode?: string;
  /** A usual wording of the reason, to start from. */
  readonly exemptionText?: string;
}

export const taxCategories: readonly TaxCategoryRule[] = [
  {
    code: "S",
    name: "Standard rate",
    rate: "positive",
    rateRule: "BR-S-05",
    exemptionReason: "forbidden",
    exemptionReasonRule: "BR-S-10",
  },
  {
    code: "Z",
    name: "Zero rated",
    rate: "zero",
    rateRule: "BR-Z-05",
    exemptionReason: "forbidden",
    exemptionReasonRule: "BR-Z-10",
  },
  {
    code: "E",
    name: "Exempt from tax",
    rate: "zero",
    rateRule: "BR-E-05",
    exemptionReason: "required",
    exemptionReasonRule: "BR-E-10",
  },
  {
    code: "AE",
    name: "Reverse charge",
    rate: "zero",
    rateRule: "BR-AE-05",
    exemptionReason: "required",
    exemptionReasonRule: "BR-AE-10",
    exemptionCode: "VATEX-EU-AE",
    exemptionText: "Reverse charge",
  },
  {
    code: "K",
    name: "Intra-community supply",
    rate: "zero",
    rateRule: "BR-IC-05",
    exemptionReason: "required",
    exemptionReasonRule: "BR-IC-10",
    exemptionCode: "VATEX-EU-IC",
    exemptionText: "Intra-community supply",
  },
  {
    code: "G",
    name: "Export outside the EU",
    rate: "zero",
    rateRule: "BR-G-05",
    exemptionReason: "required",
    exemptionReasonRule: "BR-G-10",
    exemptionCode: "VATEX-EU-G",
    exemptionText: "Export outside the EU",
  },
  {
    code: "O",
    name: "Outside the scope of tax",
    rate: "zero",
    rateRule: "BR-O-05",
    exemptionReason: "required",
    exemptionReasonRule: "BR-O-10",
    exemptionCode: "VATEX-EU-O",
    exemptionText: "Not subject to tax",
  },
];

const byCode: ReadonlyMap<string, TaxCategoryRule> = new Map(taxCategories.map((rule) => [rule.code, rule]));

export function isTaxCategory(code: string): code is TaxCategory {
  return byCode.has(code);
}

export function taxCategoryRule(category: TaxCategory): TaxCategoryRule {
  const rule = byCode.get(category);
  if (!rule) throw new RangeError(`not a tax category: ${category}`);
  return rule;
}

export function needsExemptionReason(category: TaxCategory): boolean {
  return taxCategoryRule(category).exemptionReason === "required";
}

/** The categories whose group says why there is no tax. A business may have several reasons for each, of which an invoice uses one (BR-E-01). */
export type ExemptCategory = Extract<TaxCategory, "E" | "AE" | "K" | "G" | "O">;
export const exemptCategories = ["E", "AE", "K", "G", "O"] as const satisfies readonly ExemptCategory[];

/** Which of a category's reasons an invoice uses, by control of its form; null: the one that the rate begins with. */
export type ExemptionChoice = `exemption${ExemptCategory}`;
export type ExemptionChoices = Readonly<Record<ExemptionChoice, number | null>>;

const isExempt = (category: TaxCategory): category is ExemptCategory =>
  exemptCategories.some((each) => each === category);

/** The reason that was chosen for a category. */
export const chosenExemption = (choices: ExemptionChoices, category: TaxCategory): number | null =>
  isExempt(category) ? choices[`exemption${category}`] : null;

/**
 * Whether an invoice bears no tax at all, neither charged nor owed by the client: exempt, or outside the scope. Then it says why, and
 * has no tax line.
 */
export const isUntaxed = (categories: readonly TaxCategory[]): boolean =>
  categories.length === 1 && (categories[0] === "E" || categories[0] === "O");

export interface TaxCategoryError {
  readonly code: "rate-must-be-positive" | "rate-must-be-zero" | "out-of-scope-mixed";
  /** The EN 16931 rule. */
  readonly rule: string;
}

/** Whether a rate fits its category: greater than 0 for S, 0 for all others (BR-S-05, BR-Z-05 … BR-O-05). */
export function checkTaxRate(category: TaxCategory, rate: Ppm): Result<Ppm, TaxCategoryError> {
  const { rate: wanted, rateRule: rule } = taxCategoryRule(category);
  if (wanted === "positive" && rate === 0) return err({ code: "rate-must-be-positive", rule });
  if (wanted === "zero" && rate !== 0) return err({ code: "rate-must-be-zero", rule });
  return ok(rate);
}

/** Whether an invoice's categories go together: with O there can be nothing else (BR-O-11). */
export function checkTaxCategories(categories: readonly TaxCategory[]): Result<null, TaxCategoryError> {
  const outside = categories.filter((category) => category === "O").length;
  return outside === 0 || outside === categories.length
    ? ok(null)
    : err({ code: "out-of-scope-mixed", rule: "BR-O-11" });
}
