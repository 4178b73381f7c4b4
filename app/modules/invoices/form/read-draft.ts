import * as v from "valibot";
import { checkTaxCategories } from "~/domain/invoices/tax-category";
import { calculateTotals, type Discount, type Totals, type TotalsErrorCode } from "~/domain/invoices/totals";
import type { CurrencyCode } from "~/shared/currency";
import type { CivilDate } from "~/shared/dates";
import { type Ppm, parsePercent } from "~/shared/decimal";
import { asMinor, type Minor, parseAmount } from "~/shared/money";
import type { ParsedLine } from "./line-schema";

/** The form's fields after each was checked by itself. */
export interface DraftFields {
  readonly intent: "draft" | "issue";
  readonly client: string;
  readonly issueDate: CivilDate;
  readonly dueDate: CivilDate | null;
  readonly deliveryDate: CivilDate | null;
  readonly currency: CurrencyCode;
  readonly buyerReference: string | null;
  readonly orderReference: string | null;
  readonly note: string | null;
  readonly internalNote: string | null;
  readonly discount: string;
  readonly lines: ParsedLine[];
}

/** An invoice as typed, exact and added up: what is stored. The browser's totals are not even in the form. */
export type Draft<Fields extends DraftFields = DraftFields> = Omit<Fields, "discount"> & {
  readonly discount: Discount | null;
  readonly totals: Totals;
};

const TOTALS: Record<TotalsErrorCode, string> = {
  "amount-too-large": "This amount is too large for an invoice.",
  "discount-too-large": "The discount is larger than what it is taken from.",
  "nothing-to-discount": "There is nothing to take this discount from.",
} as Record<TotalsErrorCode, string>;

type DiscountProblem = { readonly problem: string };

/** "10%" or an amount of the currency; null when left empty. */
export function parseDiscount(text: string, currency: CurrencyCode): Discount | null | DiscountProblem {
  if (text === "") return null;
  const read = text.endsWith("%") ? parsePercent(text) : parseAmount(text, currency);
  if (!read.ok || read.value < 0) {
    const decimals = !read.ok && read.error === "too-many-decimals" ? ` ${currency} has fewer decimals.` : "";
    return { problem: `Enter an amount such as 10, or a percentage such as 10%.${decimals}` };
  }
  if (read.value === 0) return null;
  return text.endsWith("%") ? { percent: read.value as Ppm } : { amount: read.value as Minor };
}

export const isProblem = (discount: Discount | null | DiscountProblem): discount is DiscountProblem =>
  discount !== null && "problem" in discount;

/** How the line's discount stands in the totals: one allowance of the line. */
export const lineAllowances = (discount: Discount | null) =>
  discount
    ? [
        {
          isCharge: false,
          ...("percent" in discount ? { percent: discount.percent } : { amount: discount.amount }),
        },
      ]
    : [];

type Where = { readonly field: string; readonly line?: number };

/** Amounts, discounts and totals of a whole form. Messages name the control that they are about. */
export function draftOf<Fields extends DraftFields>(
  fields: Fields,
): { readonly draft: Draft<Fields> } | { readonly problems: readonly (Where & { message: string })[] } {
  const { currency, lines } = fields;
  const problems: (Where & { message: string })[] = [];
  const lineDiscounts = lines.map((line) => {
    const discount = parseDiscount(line.discount, currency);
    if (!isProblem(discount)) return discount;
    problems.push({ field: "discount", line: line.at, message: discount.problem });
    return null;
  });
  const discount = parseDiscount(fields.discount, currency);
  if (isProblem(discount)) problems.push({ field: "discount", message: discount.problem });
  const categories = checkTaxCategories(lines.map((line) => line.taxCategory));
  if (!categories.ok)
    problems.push({
      field: "lines",
      message: "A line without tax (outside the scope) can't stand beside lines with tax.",
    });
  if (fields.intent === "issue" && lines.length === 0) {
    problems.push({ field: "lines", message: "Add at least one line before you issue the invoice." });
  }
  if (problems.length > 0 || isProblem(discount)) return { problems };

  const totals = calculateTotals({
    currency,
    lines: lines.map((line, i) => ({
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      priceBase: ONE,
      allowanceCharges: lineAllowances(lineDiscounts[i] ?? null),
      taxCategory: line.taxCategory,
      taxRate: line.taxRate,
    })),
    documentAllowanceCharges: [],
    ...(discount ? { discount } : {}),
    prepaid: asMinor(0),
    rounding: asMinor(0),
  });
  if (totals.ok) return { draft: { ...fields, discount, totals: totals.value } };
  const { code, line } = totals.error;
  const message = TOTALS[code] ?? "This can't be added up.";
  const at = line === undefined ? undefined : lines[line]?.at;
  if (at === undefined)
    return { problems: [{ field: code === "amount-too-large" ? "lines" : "discount", message }] };
  return { problems: [{ field: code === "amount-too-large" ? "unitPrice" : "discount", line: at, message }] };
}

const ONE = 1_000_000 as ParsedLine["quantity"];

/** The last step of the form's schema: from checked fields to a draft with its totals. */
export const readDraft = <Fields extends DraftFields>() =>
  v.rawTransform<Fields, Draft<Fields>>(({ dataset, addIssue, NEVER }) => {
    const read = draftOf(dataset.value);
    if ("draft" in read) return read.draft;
    for (const { field, line, message } of read.problems) {
      const item = (key: string | number) => ({
        type: "unknown" as const,
        origin: "value" as const,
        input: dataset.value,
        key,
        value: undefined,
      });
      addIssue({
        message,
        path: line === undefined ? [item(field)] : [item("lines"), item(line), item(field)],
      });
    }
    return NEVER;
  });
