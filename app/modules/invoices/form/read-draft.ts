import * as v from "valibot";
import {
  type DiscountProblem,
  type Draft,
  type DraftFields,
  type DraftProblem,
  type DraftProblemCode,
  draftOf,
} from "~/domain/invoices/draft";
import { message } from "~/i18n/message";
import { discountProblem } from "./discount-problem";

const MESSAGES: Readonly<Record<Exclude<DraftProblemCode, DiscountProblem["kind"]>, string>> = {
  "tax-beside-untaxed": message("drafts.problems.taxBesideUntaxed"),
  "no-lines": message("drafts.problems.noLines"),
  "amount-too-large": message("drafts.problems.amountTooLarge"),
  "discount-too-large": message("drafts.problems.discountTooLarge"),
  "nothing-to-discount": message("drafts.problems.nothingToDiscount"),
  // The form's own fields say these first.
  "negative-price": message("drafts.problems.priceNegative"),
  "price-base-not-positive": message("drafts.problems.priceBase"),
  "allowance-without-amount": message("drafts.problems.discountWithoutAmount"),
};

function messageOf(problem: DraftProblem, { currency, writtenIn: locale }: DraftFields): string {
  const { code, meant = [] } = problem;
  switch (code) {
    case "question":
      return discountProblem({ kind: code, meant }, locale, currency);
    case "negative":
    case "empty":
    case "not-a-number":
    case "too-many-decimals":
    case "out-of-range":
      return discountProblem({ kind: code }, locale, currency);
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
