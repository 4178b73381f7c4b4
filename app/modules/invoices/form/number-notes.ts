import { readDiscount } from "~/domain/invoices/draft";
import type { CurrencyCode } from "~/shared/currency";
import type { LocaleTag } from "~/shared/locales";
import { numberNote } from "~/shared/number-messages";
import { readDecimal } from "~/shared/numerals";

/** What was understood of a quantity or a price that could have been read in another way; or the question that will be asked of it. */
export const noteOnNumber = (text: string, locale: LocaleTag): string | undefined =>
  numberNote(readDecimal(text, locale));

/** The same of a discount. */
export const noteOnDiscount = (text: string, currency: CurrencyCode, locale: LocaleTag): string | undefined =>
  numberNote(readDiscount(text, currency, locale));
