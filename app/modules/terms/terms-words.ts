import type { Agreed } from "~/domain/terms/agreed";
import type { EarlyPayment } from "~/domain/terms/early-payment";
import type { Terms } from "~/domain/terms/terms";
import type { Translate } from "~/i18n/translate";
import { formatRate } from "~/shared/format";
import type { LocaleTag } from "~/shared/locales";

/** Terms in a few words: "30 days", "14 days, end of the month", "day 15 of the next month". */
export function termsInWords({ kind, days: count, day }: Terms, t: Translate): string {
  switch (kind) {
    case "days":
      return count === 0 ? t("terms.short.atOnce") : t("terms.short.days", { count });
    case "days-end-of-month":
      return count === 0 ? t("terms.short.endOfMonth") : t("terms.short.daysEndOfMonth", { count });
    case "end-of-month-days":
      return count === 0 ? t("terms.short.endOfMonth") : t("terms.short.endOfMonthDays", { count });
    case "day-of-next-month":
      return count === 0
        ? t("terms.short.dayOfNextMonth", { day: day ?? 1 })
        : t("terms.short.daysDayOfNextMonth", { count, day: day ?? 1 });
  }
}

/** A discount for paying early in a few words: "2 % less within 14 days". */
export const earlyInWords = ({ ppm, days }: EarlyPayment, locale: LocaleTag, t: Translate): string =>
  t("terms.short.early", { percent: formatRate(ppm, locale), count: days });

/** The same with the discount for paying early: "30 days; 2 % less within 14 days". */
export const agreedInWords = ({ terms, early }: Agreed, locale: LocaleTag, t: Translate): string =>
  early
    ? t("terms.short.both", { terms: termsInWords(terms, t), early: earlyInWords(early, locale, t) })
    : termsInWords(terms, t);
