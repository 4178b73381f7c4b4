import type { CurrencyCode } from "~/shared/currency";
import type { CivilDate } from "~/shared/dates";
import { type Micro, type Ppm, parsePercent } from "~/shared/decimal";
import { asMinor, type Minor, parseAmount } from "~/shared/money";
import { err, ok, type Result } from "~/shared/result";
import type { InvoiceTexts, LineText } from "./fields";
import { checkTaxCategories, type TaxCategory } from "./tax-category";
import { calculateTotals, type Discount, type LineInput, type Totals, type TotalsErrorCode } from "./totals";

/** A line of the form, typed and checked. `at`: its index in the form, for messages; blank lines are left out. */
export interface DraftLine extends Readonly<Record<LineText, string>> {
  readonly at: number;
  readonly quantity: Micro;
  readonly unit: string;
  readonly unitPrice: Micro;
  readonly taxCategory: TaxCategory;
  readonly taxRate: Ppm;
  /** As typed: "10%" or an amount, whose decimals depend on the currency. */
  readonly discount: string;
}

/** The form's fields after each was checked by itself. */
export interface DraftFields extends InvoiceTexts {
  readonly intent: "draft" | "issue";
  readonly client: string;
  readonly issueDate: CivilDate;
  readonly dueDate: CivilDate | null;
  readonly deliveryDate: CivilDate | null;
  readonly currency: CurrencyCode;
  readonly discount: string;
  readonly lines: DraftLine[];
}

/** An invoice as typed, exact and added up: what is stored. The browser's totals are not even in the form. */
export type Draft<Fields extends DraftFields = DraftFields> = Omit<Fields, "discount"> & {
  readonly discount: Discount | null;
  readonly totals: Totals;
};

/** A quantity of one, in millionths: prices of drafts are for one unit. */
const ONE = 1_000_000 as Micro;

export type DiscountError = "not-a-discount" | "too-many-decimals";

/** "10%" or an amount of the currency; null when left empty or zero. */
export function parseDiscount(text: string, currency: CurrencyCode): Result<Discount | null, DiscountError> {
  if (text === "") return ok(null);
  const isPercent = text.endsWith("%");
  const read = isPercent ? parsePercent(text) : parseAmount(text, currency);
  if (!read.ok) return err(read.error === "too-many-decimals" ? "too-many-decimals" : "not-a-discount");
  if (read.value < 0) return err("not-a-discount");
  if (read.value === 0) return ok(null);
  return ok(isPercent ? { percent: read.value as Ppm } : { amount: read.value as Minor });
}

/** What of a line its amounts depend on. */
export type PricedLine = Pick<DraftLine, "quantity" | "unitPrice" | "taxCategory" | "taxRate">;

/** The line as the totals take it; its discount is one allowance of the line (BG-27). */
export const lineInputOf = (line: PricedLine, discount: Discount | null): LineInput => ({
  quantity: line.quantity,
  unitPrice: line.unitPrice,
  priceBase: ONE,
  allowanceCharges: discount ? [{ isCharge: false, ...discount }] : [],
  taxCategory: line.taxCategory,
  taxRate: line.taxRate,
});

/** The totals of lines with one discount of the whole: of a form's draft, and of its preview. */
export const draftTotals = (currency: CurrencyCode, lines: readonly LineInput[], discount: Discount | null) =>
  calculateTotals({
    currency,
    lines,
    documentAllowanceCharges: [],
    ...(discount ? { discount } : {}),
    prepaid: asMinor(0),
    rounding: asMinor(0),
  });

export type DraftProblemCode = DiscountError | "tax-beside-untaxed" | "no-lines" | TotalsErrorCode;

/** What is wrong, and with which control; `line` is the line's index in the form. */
export interface DraftProblem {
  readonly code: DraftProblemCode;
  readonly field: "discount" | "lines" | "unitPrice";
  readonly line?: number;
}

/** Amounts, discounts and totals of a whole form. */
export function draftOf<Fields extends DraftFields>(fields: Fields): Result<Draft<Fields>, DraftProblem[]> {
  const { currency, lines } = fields;
  const problems: DraftProblem[] = [];
  const inputs = lines.map((line) => {
    const discount = parseDiscount(line.discount, currency);
    if (!discount.ok) problems.push({ code: discount.error, field: "discount", line: line.at });
    return lineInputOf(line, discount.ok ? discount.value : null);
  });
  const discount = parseDiscount(fields.discount, currency);
  if (!discount.ok) problems.push({ code: discount.error, field: "discount" });
  if (!checkTaxCategories(lines.map((line) => line.taxCategory)).ok)
    problems.push({ code: "tax-beside-untaxed", field: "lines" });
  if (fields.intent === "issue" && lines.length === 0) problems.push({ code: "no-lines", field: "lines" });
  if (problems.length > 0 || !discount.ok) return err(problems);

  const totals = draftTotals(currency, inputs, discount.value);
  if (totals.ok) return ok({ ...fields, discount: discount.value, totals: totals.value });
  const { code, line } = totals.error;
  const at = line === undefined ? undefined : lines[line]?.at;
  const tooLarge = code === "amount-too-large";
  return err([
    at === undefined
      ? { code, field: tooLarge ? "lines" : "discount" }
      : { code, field: tooLarge ? "unitPrice" : "discount", line: at },
  ]);
}
