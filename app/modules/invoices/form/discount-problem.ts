import type { DiscountProblem } from "~/domain/invoices/draft";
import { message } from "~/i18n/message";
import { type CurrencyCode, exponentOf } from "~/shared/currency";
import { asPpm } from "~/shared/decimal";
import { formatRate } from "~/shared/format";
import type { LocaleTag } from "~/shared/locales";
import { numberQuestion } from "~/shared/number-messages";

/** A percentage as a hint or a message gives it for an example. */
export const examplePercent = (percent: number, locale: LocaleTag): string =>
  formatRate(asPpm(percent * 10_000), locale);

/** What is wrong with a discount, and what to write. */
export function discountProblem(
  problem: DiscountProblem,
  locale: LocaleTag,
  currency?: CurrencyCode,
): string {
  const percent = examplePercent(10, locale);
  if (problem.kind === "question") return numberQuestion(problem.meant);
  if (problem.kind === "too-many-decimals" && currency) {
    const count = exponentOf(currency);
    return count === 0
      ? message("drafts.problems.discountNoDecimals", { percent, currency })
      : message("drafts.problems.discountDecimals", { percent, currency, count });
  }
  return message("drafts.problems.discount", { percent });
}
