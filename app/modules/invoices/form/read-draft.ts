import * as v from "valibot";
import { type Draft, type DraftFields, type DraftProblemCode, draftOf } from "~/domain/invoices/draft";
import type { CurrencyCode } from "~/shared/currency";

const DISCOUNT = "Enter an amount such as 10, or a percentage such as 10%.";

const MESSAGES: Readonly<Partial<Record<DraftProblemCode, string>>> = {
  "not-a-discount": DISCOUNT,
  "tax-beside-untaxed": "A line without tax (outside the scope) can't stand beside lines with tax.",
  "no-lines": "Add at least one line before you issue the invoice.",
  "amount-too-large": "This amount is too large for an invoice.",
  "discount-too-large": "The discount is larger than what it is taken from.",
  "nothing-to-discount": "There is nothing to take this discount from.",
};

const messageOf = (code: DraftProblemCode, currency: CurrencyCode): string =>
  code === "too-many-decimals"
    ? `${DISCOUNT} ${currency} has fewer decimals.`
    : (MESSAGES[code] ?? "This can't be added up.");

/** The last step of the form's schema: from checked fields to a draft with its totals. */
export const readDraft = <Fields extends DraftFields>() =>
  v.rawTransform<Fields, Draft<Fields>>(({ dataset, addIssue, NEVER }) => {
    const read = draftOf(dataset.value);
    if (read.ok) return read.value;
    for (const { code, field, line } of read.error) {
      const item = (key: string | number) => ({
        type: "unknown" as const,
        origin: "value" as const,
        input: dataset.value,
        key,
        value: undefined,
      });
      addIssue({
        message: messageOf(code, dataset.value.currency),
        path: line === undefined ? [item(field)] : [item("lines"), item(line), item(field)],
      });
    }
    return NEVER;
  });
