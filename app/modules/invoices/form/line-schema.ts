import * as v from "valibot";
import { type DraftLine, isPercentText } from "~/domain/invoices/draft";
import { lineTexts } from "~/domain/invoices/fields";
import { checkTaxRate, type TaxCategory } from "~/domain/invoices/tax-category";
import { parseTaxRateId } from "~/domain/invoices/tax-rate-key";
import { isUnit, OTHER_UNIT, readUnit } from "~/domain/invoices/units";
import { message } from "~/i18n/message";
import { MICRO_SCALE, type Ppm } from "~/shared/decimal";
import { optionalTextOf } from "~/shared/fields";
import { limits } from "~/shared/limits";
import type { LocaleTag } from "~/shared/locales";
import { numberProblem } from "~/shared/number-messages";
import { type NumberProblem, readDecimal, readPercent } from "~/shared/numerals";
import { discountProblem } from "./discount-problem";

const typed = (max: number) =>
  v.optional(v.pipe(v.string(), v.maxLength(max, message("forms.tooLong", { most: max }))), "");

const LineSchema = v.strictObject({
  description: v.pipe(
    optionalTextOf(lineTexts.description),
    v.transform((description) => description ?? ""),
  ),
  quantity: typed(limits.decimalText),
  unit: typed(5),
  /** Read where the unit is "other". */
  unitCode: typed(10),
  unitPrice: typed(limits.decimalText),
  taxRate: typed(12),
  discount: typed(limits.decimalText),
});

/** Every control of a line. */
export type LineControl = keyof (typeof LineSchema)["entries"];

type RawLine = v.InferOutput<typeof LineSchema>;

/** A line that nobody wrote in: the form's next empty row. Quantity, unit and tax rate come filled in. */
export const isBlankLine = (line: Partial<Record<keyof RawLine, string>>): boolean =>
  !line.description?.trim() && !line.unitPrice?.trim() && !line.discount?.trim();

/** The rate that the value of a tax rate's option names, or null for what is none. */
export function parseTaxRate(text: string): { category: TaxCategory; rate: Ppm } | null {
  const key = parseTaxRateId(text);
  const checked = key && checkTaxRate(key.category, key.ratePpm as Ppm);
  return key && checked?.ok ? { category: key.category, rate: checked.value } : null;
}

type Problem = readonly [field: keyof RawLine, message: string];

/** What can be said of a discount before the currency is known: an amount is read with it (readDiscount). */
function checkDiscount(text: string, locale: LocaleTag): string | null {
  if (text === "") return null;
  if (!isPercentText(text)) return /\d/.test(text) ? null : discountProblem({ kind: "not-a-number" }, locale);
  const read = readPercent(text, locale);
  return read.ok ? null : discountProblem(read.error, locale);
}

function parseLine(line: RawLine, at: number, locale: LocaleTag): { line?: DraftLine; problems: Problem[] } {
  const problems: Problem[] = [];
  const said = (problem: NumberProblem, empty: string) =>
    numberProblem(problem, locale, { empty, decimals: MICRO_SCALE });
  const quantity = readDecimal(line.quantity, locale);
  if (!quantity.ok)
    problems.push(["quantity", said(quantity.error, message("drafts.problems.quantityEmpty"))]);
  const price = readDecimal(line.unitPrice, locale);
  if (!price.ok) problems.push(["unitPrice", said(price.error, message("drafts.problems.priceEmpty"))]);
  else if (price.value.value < 0) problems.push(["unitPrice", message("drafts.problems.priceNegative")]);
  const taxRate = parseTaxRate(line.taxRate);
  if (!taxRate) problems.push(["taxRate", message("drafts.problems.taxRate")]);
  if (!line.description) problems.push(["description", message("drafts.problems.description")]);
  const isOther = line.unit === OTHER_UNIT;
  const unit = isOther ? readUnit(line.unitCode) : line.unit;
  if (!isUnit(unit)) {
    problems.push(
      isOther ? ["unitCode", message("drafts.problems.unitCode")] : ["unit", message("drafts.problems.unit")],
    );
  }
  const discount = line.discount.trim();
  const wrong = checkDiscount(discount, locale);
  if (wrong) problems.push(["discount", wrong]);
  if (problems.length > 0 || !quantity.ok || !price.ok || !taxRate) return { problems };
  return {
    problems,
    line: {
      at,
      description: line.description,
      quantity: quantity.value.value,
      unit,
      unitPrice: price.value.value,
      taxCategory: taxRate.category,
      taxRate: taxRate.rate,
      discount,
    },
  };
}

/** The lines of an invoice's form that was typed in a locale; every mistake is said at its control. */
export const linesField = (locale: LocaleTag) =>
  v.pipe(
    v.optional(
      v.pipe(
        v.array(LineSchema),
        v.maxLength(limits.lines, message("drafts.problems.lines", { most: limits.lines })),
      ),
      [],
    ),
    v.rawTransform<RawLine[], DraftLine[]>(({ dataset, addIssue, NEVER }) => {
      const lines: DraftLine[] = [];
      let wrong = false;
      dataset.value.forEach((raw, at) => {
        if (isBlankLine(raw)) return;
        const { line, problems } = parseLine(raw, at, locale);
        if (line) lines.push(line);
        for (const [field, message] of problems) {
          wrong = true;
          addIssue({
            message,
            path: [
              { type: "array", origin: "value", input: dataset.value, key: at, value: raw },
              { type: "object", origin: "value", input: raw, key: field, value: raw[field] },
            ],
          });
        }
      });
      return wrong ? NEVER : lines;
    }),
  );
