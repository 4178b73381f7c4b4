import type { AgreedColumns } from "~/domain/terms/agreed";
import type { CurrencyCode } from "~/shared/currency";
import type { CivilDate } from "~/shared/dates";
import type { Micro, Ppm } from "~/shared/decimal";
import type { LocaleTag } from "~/shared/locales";
import { asMinor, type Minor } from "~/shared/money";
import { type Doubt, type NumberProblem, readAmount, readPercent } from "~/shared/numerals";
import { err, ok, type Result } from "~/shared/result";
import type { InvoiceTexts, LineText } from "./fields";
import { checkTaxCategories, type ExemptionChoices, type TaxCategory } from "./tax-category";
import {
  allowanceOff,
  calculateTotals,
  type Discount,
  type LineInput,
  type TaxComponents,
  type Totals,
  type TotalsErrorCode,
} from "./totals";

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
export interface DraftFields extends InvoiceTexts, ExemptionChoices, AgreedColumns {
  readonly intent: "draft" | "issue";
  /** That the numbers were typed in. */
  readonly writtenIn: LocaleTag;
  readonly client: string;
  readonly issueDate: CivilDate;
  readonly dueDate: CivilDate | null;
  /** That the form had put there by itself; where it is the same, nobody typed a due date. */
  readonly dueDateOffered?: CivilDate | null;
  /** Its own words of the payment terms. */
  readonly paymentTerms: string | null;
  readonly deliveryDate: CivilDate | null;
  readonly currency: CurrencyCode;
  /** That the form had put there by itself; where it is the same, nobody chose the currency by hand. */
  readonly currencyOffered?: CurrencyCode | null;
  /** The client's reference that the form had put there by itself; where it is the same, it is the client's. */
  readonly buyerReferenceOffered?: string | undefined;
  readonly discount: string;
  readonly lines: DraftLine[];
  /** Of the business's rates that consist of several taxes, as the form knew them. */
  readonly taxComponents: readonly TaxComponents[];
}

/** An invoice as typed, exact and added up: what is stored. The browser's totals are not even in the form. */
export type Draft<Fields extends DraftFields = DraftFields> = Omit<Fields, "discount"> & {
  readonly discount: Discount | null;
  readonly totals: Totals;
};

/** Whether the due date follows the issue date and the terms: it was left empty, or as the form had put it there. */
export const draftFollowsTerms = ({
  dueDate,
  dueDateOffered,
}: Pick<DraftFields, "dueDate" | "dueDateOffered">) => dueDate === null || dueDate === dueDateOffered;

/** A quantity of one, in millionths: prices of drafts are for one unit. */
const ONE = 1_000_000 as Micro;

/** What stands in a discount's field, read: `discount` is null when it is empty or zero. */
export interface ReadDiscount {
  readonly discount: Discount | null;
  readonly doubt: Doubt | null;
}

/** A discount can't be negative: whatever it is taken off gets smaller by it. */
export type DiscountProblem = NumberProblem | { readonly kind: "negative" };

/** Whether a text is a percentage: what `readDiscount` reads as one. */
export const isPercentText = (text: string): boolean => /[%\uFF05]\s*$/.test(text);

/** "10 %", or an amount of the currency, typed in a locale. */
export function readDiscount(
  text: string,
  currency: CurrencyCode,
  locale: LocaleTag,
): Result<ReadDiscount, DiscountProblem> {
  if (text.trim() === "") return ok({ discount: null, doubt: null });
  const isPercent = isPercentText(text);
  const read = isPercent ? readPercent(text, locale) : readAmount(text, currency, locale);
  if (!read.ok) return read;
  const { value, doubt } = read.value;
  if (value < 0) return err({ kind: "negative" });
  if (value === 0) return ok({ discount: null, doubt });
  return ok({ discount: isPercent ? { percent: value as Ppm } : { amount: value as Minor }, doubt });
}

/** What of a line its amounts depend on. */
export type PricedLine = Pick<DraftLine, "quantity" | "unitPrice" | "taxCategory" | "taxRate">;

/** The line as the totals take it; its discount is one allowance of the line (BG-27), of a credit as of a charge. */
export const lineInputOf = (line: PricedLine, discount: Discount | null): LineInput => ({
  quantity: line.quantity,
  unitPrice: line.unitPrice,
  priceBase: ONE,
  allowanceCharges: discount ? [allowanceOff(discount, line.quantity)] : [],
  taxCategory: line.taxCategory,
  taxRate: line.taxRate,
});

/** The totals of lines with one discount of the whole: of a form's draft, and of its preview. */
export const draftTotals = (
  currency: CurrencyCode,
  lines: readonly LineInput[],
  discount: Discount | null,
  taxComponents: readonly TaxComponents[],
) =>
  calculateTotals({
    currency,
    lines,
    documentAllowanceCharges: [],
    ...(discount ? { discount } : {}),
    prepaid: asMinor(0),
    rounding: asMinor(0),
    taxComponents,
  });

export type DraftProblemCode = DiscountProblem["kind"] | "tax-beside-untaxed" | "no-lines" | TotalsErrorCode;

/** What is wrong, and with which control; `line` is the line's index in the form. */
export interface DraftProblem {
  readonly code: DraftProblemCode;
  readonly field: "discount" | "lines" | "unitPrice";
  readonly line?: number;
  /** Of a question: what the text could be. */
  readonly meant?: readonly string[];
}

const discountProblem = (problem: DiscountProblem, line?: number): DraftProblem => ({
  code: problem.kind,
  field: "discount",
  ...(line === undefined ? {} : { line }),
  ...(problem.kind === "question" ? { meant: problem.meant } : {}),
});

/** Amounts, discounts and totals of a whole form. */
export function draftOf<Fields extends DraftFields>(fields: Fields): Result<Draft<Fields>, DraftProblem[]> {
  const { currency, lines, writtenIn: locale } = fields;
  const problems: DraftProblem[] = [];
  const inputs = lines.map((line) => {
    const read = readDiscount(line.discount, currency, locale);
    if (!read.ok) problems.push(discountProblem(read.error, line.at));
    return lineInputOf(line, read.ok ? read.value.discount : null);
  });
  const read = readDiscount(fields.discount, currency, locale);
  if (!read.ok) problems.push(discountProblem(read.error));
  if (!checkTaxCategories(lines.map((line) => line.taxCategory)).ok)
    problems.push({ code: "tax-beside-untaxed", field: "lines" });
  if (fields.intent === "issue" && lines.length === 0) problems.push({ code: "no-lines", field: "lines" });
  if (problems.length > 0 || !read.ok) return err(problems);

  const { discount } = read.value;
  const totals = draftTotals(currency, inputs, discount, fields.taxComponents);
  if (totals.ok) return ok({ ...fields, discount, totals: totals.value });
  const { code, line } = totals.error;
  const at = line === undefined ? undefined : lines[line]?.at;
  const tooLarge = code === "amount-too-large";
  return err([
    at === undefined
      ? { code, field: tooLarge ? "lines" : "discount" }
      : { code, field: tooLarge ? "unitPrice" : "discount", line: at },
  ]);
}
