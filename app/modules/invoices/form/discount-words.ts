import type { DiscountProblem } from "~/domain/invoices/draft";
import { type CurrencyCode, exponentOf } from "~/shared/currency";
import { asPpm } from "~/shared/decimal";
import { formatRate } from "~/shared/format";
import type { LocaleTag } from "~/shared/locales";
import { questionWords } from "~/shared/number-words";

/** A percentage as a hint or a message gives it for an example. */
const example = (percent: number, locale: LocaleTag): string => formatRate(asPpm(percent * 10_000), locale);

/** What may stand in a discount's field. */
export const discountHint = (locale: LocaleTag): string =>
  `An amount such as 50, or a percentage such as ${example(5, locale)}.`;

/** What is wrong with a discount, and what to write. */
export function discountWords(problem: DiscountProblem, locale: LocaleTag, currency?: CurrencyCode): string {
  const enter = `Enter an amount such as 10, or a percentage such as ${example(10, locale)}.`;
  if (problem.kind === "question") return questionWords(problem.meant);
  if (problem.kind === "too-many-decimals" && currency)
    return `${enter} ${currency} has ${decimalsOf(exponentOf(currency))}.`;
  return enter;
}

const decimalsOf = (count: number): string => (count === 0 ? "no decimals" : `${count} decimals`);
