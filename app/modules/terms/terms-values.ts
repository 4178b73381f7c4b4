import type { TypedTerms } from "~/domain/terms/problems";
import { asPpm } from "~/shared/decimal";
import { formatRate } from "~/shared/format";
import type { LocaleTag } from "~/shared/locales";
import { readEarlyPercent } from "./terms-schema";

const percentText = (ppm: number, locale: LocaleTag): string => formatRate(asPpm(ppm), locale);

/** Stored terms as the controls of their form hold them: all text, the percentage as the locale writes it. */
export const termsValues = (terms: TypedTerms, locale: LocaleTag) => ({
  paymentTermsDays: terms.paymentTermsDays?.toString() ?? "",
  paymentTermsKind: terms.paymentTermsKind ?? "days",
  paymentTermsDay: terms.paymentTermsDay?.toString() ?? "",
  earlyPaymentPpm: terms.earlyPaymentPpm === null ? "" : percentText(terms.earlyPaymentPpm, locale),
  earlyPaymentDays: terms.earlyPaymentDays?.toString() ?? "",
  paymentTerms: terms.paymentTerms ?? "",
});

/** A percentage as it was typed, spelt as termsValues spells it; what is none stays as it is. */
function respellPercent(text: string, locale: LocaleTag): string {
  const ppm = readEarlyPercent(text);
  return ppm === null ? text : percentText(ppm, locale);
}

/** A form as it was typed, its terms spelt as those that are stored. */
export const respellTerms = (typed: Readonly<Record<string, string>>, locale: LocaleTag) => ({
  ...typed,
  paymentTermsKind: typed.paymentTermsKind || "days",
  ...(typed.earlyPaymentPpm ? { earlyPaymentPpm: respellPercent(typed.earlyPaymentPpm, locale) } : {}),
});
