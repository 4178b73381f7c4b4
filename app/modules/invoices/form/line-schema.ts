import * as v from "valibot";
import type { DraftLine } from "~/domain/invoices/draft";
import { lineTexts } from "~/domain/invoices/fields";
import { checkTaxRate, type TaxCategory } from "~/domain/invoices/tax-category";
import { parseTaxRateId } from "~/domain/invoices/tax-rate-key";
import { isUnit, OTHER_UNIT, readUnit } from "~/domain/invoices/units";
import { asMicro, type DecimalError, type Ppm, parseDecimal, parsePercent } from "~/shared/decimal";
import { optionalTextOf } from "~/shared/fields";
import { limits } from "~/shared/limits";

const typed = (max: number) =>
  v.optional(v.pipe(v.string(), v.maxLength(max, `Use at most ${max} characters.`)), "");

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

const DECIMAL: Record<DecimalError, string> = {
  empty: "Enter a number.",
  "not-a-number": "Enter a number such as 2 or 1.5.",
  "too-many-decimals": "Use at most 6 decimals.",
  "out-of-range": "That number is too large.",
};

/** The rate that the value of a tax rate's option names, or null for what is none. */
export function parseTaxRate(text: string): { category: TaxCategory; rate: Ppm } | null {
  const key = parseTaxRateId(text);
  const checked = key && checkTaxRate(key.category, key.ratePpm as Ppm);
  return key && checked?.ok ? { category: key.category, rate: checked.value } : null;
}

type Problem = readonly [field: keyof RawLine, message: string];

function parseLine(line: RawLine, at: number): { line?: DraftLine; problems: Problem[] } {
  const problems: Problem[] = [];
  const quantity = parseDecimal(line.quantity);
  if (!quantity.ok)
    problems.push(["quantity", quantity.error === "empty" ? "Enter a quantity." : DECIMAL[quantity.error]]);
  const price = parseDecimal(line.unitPrice);
  if (!price.ok)
    problems.push(["unitPrice", price.error === "empty" ? "Enter a price." : DECIMAL[price.error]]);
  else if (price.value < 0)
    problems.push(["unitPrice", "A price can't be negative. Make the quantity negative instead."]);
  const taxRate = parseTaxRate(line.taxRate);
  if (!taxRate) problems.push(["taxRate", "Choose a tax rate."]);
  if (!line.description) problems.push(["description", "Describe what this line is for."]);
  const isOther = line.unit === OTHER_UNIT;
  const unit = isOther ? readUnit(line.unitCode) : line.unit;
  if (!isUnit(unit)) {
    problems.push(
      isOther
        ? ["unitCode", "Enter a unit's code from UN/ECE Recommendation 20, such as MLT for millilitres."]
        : ["unit", "Choose a unit."],
    );
  }
  const discount = line.discount.trim();
  if (
    discount &&
    !(discount.endsWith("%") ? parsePercent(discount) : parseDecimal(discount, { min: asMicro(0) })).ok
  ) {
    problems.push(["discount", "Enter an amount such as 10.00, or a percentage such as 10%."]);
  }
  if (problems.length > 0 || !quantity.ok || !price.ok || !taxRate) return { problems };
  return {
    problems,
    line: {
      at,
      description: line.description,
      quantity: quantity.value,
      unit,
      unitPrice: price.value,
      taxCategory: taxRate.category,
      taxRate: taxRate.rate,
      discount,
    },
  };
}

/** The lines of an invoice's form; every mistake is said at its control. */
export const linesField = v.pipe(
  v.optional(
    v.pipe(
      v.array(LineSchema),
      v.maxLength(limits.lines, `An invoice can have at most ${limits.lines} lines.`),
    ),
    [],
  ),
  v.rawTransform<RawLine[], DraftLine[]>(({ dataset, addIssue, NEVER }) => {
    const lines: DraftLine[] = [];
    let wrong = false;
    dataset.value.forEach((raw, at) => {
      if (isBlankLine(raw)) return;
      const { line, problems } = parseLine(raw, at);
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
