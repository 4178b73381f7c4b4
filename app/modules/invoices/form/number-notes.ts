import { readDiscount } from "~/domain/invoices/draft";
import type { CurrencyCode } from "~/shared/currency";
import type { LocaleTag } from "~/shared/locales";
import { doubtWords } from "~/shared/number-words";
import { type Doubt, readDecimal } from "~/shared/numerals";

const wordsOf = (doubt: Doubt | null): string | undefined => (doubt ? doubtWords(doubt) : undefined);

/** What was understood of a quantity or a price, where it could have been read in another way. */
export function noteOnNumber(text: string, locale: LocaleTag): string | undefined {
  const read = readDecimal(text, locale);
  return read.ok ? wordsOf(read.value.doubt) : undefined;
}

/** The same of a discount. */
export function noteOnDiscount(text: string, currency: CurrencyCode, locale: LocaleTag): string | undefined {
  const read = readDiscount(text, currency, locale);
  return read.ok ? wordsOf(read.value.doubt) : undefined;
}
