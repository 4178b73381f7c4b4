import * as v from "valibot";
import {
  type DiscountProblem,
  type Draft,
  type DraftFields,
  type DraftProblem,
  type DraftProblemCode,
  draftOf,
} from "~/domain/invoices/draft";
import { discountWords } from "./discount-words";

const MESSAGES: Readonly<Record<Exclude<DraftProblemCode, DiscountProblem["kind"]>, string>> = {
  "tax-beside-untaxed": "A line without tax (outside the scope) can't stand beside lines with tax.",
  "no-lines": "Add at least one line before you issue the invoice.",
  "amount-too-large": "This amount is too large for an invoice.",
  "discount-too-large": "The discount is larger than what it is taken from.",
  "nothing-to-discount": "There is nothing to take this discount from.",
  // The form's own fields say these first.
  "negative-price": "A price can't be negative. Make the quantity negative instead.",
  "price-base-not-positive": "A price can't be for a quantity of zero or less. Enter a larger one.",
  "allowance-without-amount": "Enter the discount as an amount or as a percentage.",
};

function messageOf(problem: DraftProblem, { currency, writtenIn: locale }: DraftFields): string {
  const { code, meant = [] } = problem;
  switch (code) {
    case "question":
      return discountWords({ kind: code, meant }, locale, currency);
    case "negative":
    case "empty":
    case "not-a-number":
    case "too-many-decimals":
    case "out-of-range":
      return discountWords({ kind: code }, locale, currency);
    default:
      return MESSAGES[code];
  }
}

/** The last step of the form's schema: from checked fields to a draft with its totals. */
export const readDraft = <Fields extends DraftFields>() =>
  v.rawTransform<Fields, Draft<Fields>>(({ dataset, addIssue, NEVER }) => {
    const read = draftOf(dataset.value);
    if (read.ok) return read.value;
    for (const problem of read.error) {
      const { field, line } = problem;
      const item = (key: string | number) => ({
        type: "unknown" as const,
        origin: "value" as const,
        input: dataset.value,
        key,
        value: undefined,
      });
      addIssue({
        message: messageOf(problem, dataset.value),
        path: line === undefined ? [item(field)] : [item("lines"), item(line), item(field)],
      });
    }
    return NEVER;
  });
