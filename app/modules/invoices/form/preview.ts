import { draftTotals, lineInputOf, readDiscount } from "~/domain/invoices/draft";
import { isUntaxed } from "~/domain/invoices/tax-category";
import type { LineInput, TaxComponents } from "~/domain/invoices/totals";
import { message } from "~/i18n/message";
import { type CurrencyCode, isCurrency } from "~/shared/currency";
import { formatMoney, formatRate } from "~/shared/format";
import type { LocaleTag } from "~/shared/locales";
import { asMinor } from "~/shared/money";
import { readDecimal } from "~/shared/numerals";
import type { LineFormValues } from "./form-values";
import { isBlankLine, parseTaxRate } from "./line-schema";

/** An invoice form as it is being typed: any part may be missing or wrong. */
export interface TypedInvoice {
  readonly currency?: string | undefined;
  readonly discount?: string | undefined;
  readonly lines?: readonly (LineFormValues | undefined)[] | undefined;
}

export interface Preview {
  /** Net of each line of the form, formatted; null for one that can't be added up yet. */
  readonly lines: readonly (string | null)[];
  /** Label, a message, and amount of each row of the sum, the amount due last; null while nothing can be added up. */
  readonly sum: readonly { readonly label: string; readonly amount: string }[] | null;
  /** Some line was left out of the sum. */
  readonly incomplete: boolean;
}

function lineInput(
  line: LineFormValues | undefined,
  currency: CurrencyCode,
  locale: LocaleTag,
): LineInput | null {
  if (!line) return null;
  const quantity = readDecimal(line.quantity ?? "", locale);
  const unitPrice = readDecimal(line.unitPrice ?? "", locale);
  const tax = parseTaxRate(line.taxRate ?? "");
  const discount = readDiscount(line.discount ?? "", currency, locale);
  if (!quantity.ok || !unitPrice.ok || unitPrice.value.value < 0 || !tax || !discount.ok) return null;
  return lineInputOf(
    {
      quantity: quantity.value.value,
      unitPrice: unitPrice.value.value,
      taxCategory: tax.category,
      taxRate: tax.rate,
    },
    discount.value.discount,
  );
}

/** The totals of a form that is still being typed: by the module that the server uses, from the lines that are complete. */
export function previewTotals(
  typed: TypedInvoice,
  locale: LocaleTag,
  taxComponents: readonly TaxComponents[] = [],
): Preview {
  const currency = typed.currency ?? "";
  const lines = typed.lines ?? [];
  const nothing: Preview = { lines: lines.map(() => null), sum: null, incomplete: false };
  if (!isCurrency(currency)) return nothing;
  const inputs = lines.map((line) => lineInput(line, currency, locale));
  const complete = inputs.filter((input) => input !== null);
  const incomplete = lines.some((line, i) => inputs[i] === null && !isBlankLine(line ?? {}));
  const discount = readDiscount(typed.discount ?? "", currency, locale);
  if (complete.length === 0 || !discount.ok) return { ...nothing, incomplete };

  const totals = draftTotals(currency, complete, discount.value.discount, taxComponents);
  if (!totals.ok) return { ...nothing, incomplete: true };
  const { value } = totals;
  const money = (minor: typeof value.net) => formatMoney(minor, currency, locale);
  let next = 0;
  return {
    lines: inputs.map((input) => {
      const line = input ? value.lines[next++] : undefined;
      return line ? money(line.net) : null;
    }),
    sum: [
      ...(value.allowanceTotal === 0
        ? []
        : [
            { label: message("drafts.sum.lines"), amount: money(value.lineTotal) },
            { label: message("drafts.sum.discount"), amount: money(asMinor(0 - value.allowanceTotal)) },
          ]),
      { label: message("drafts.sum.net"), amount: money(value.net) },
      ...(isUntaxed(value.groups.map(({ category }) => category)) ? [] : value.groups).flatMap(
        ({ base, components, ...whole }) =>
          (components ?? [whole]).map(({ rate, tax }) => ({
            label: message("drafts.sum.tax", { rate: formatRate(rate, locale), base: money(base) }),
            amount: money(tax),
          })),
      ),
      { label: message("drafts.sum.due"), amount: money(value.due) },
    ],
    incomplete,
  };
}
