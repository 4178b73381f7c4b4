import type { TypedTerms } from "~/domain/terms/problems";
import { isTermsKind, type TermsKind } from "~/domain/terms/terms";
import { message } from "~/i18n/message";

/** What the controls of payment terms are called, by field: messages. */
export const termsLabels = {
  paymentTermsDays: message("terms.fields.days"),
  paymentTermsKind: message("terms.fields.kind"),
  paymentTermsDay: message("terms.fields.day"),
  earlyPaymentPpm: message("terms.fields.earlyPercent"),
  earlyPaymentDays: message("terms.fields.earlyDays"),
  paymentTerms: message("terms.fields.words"),
} as const satisfies Record<keyof TypedTerms, string>;

/** How days are counted: messages. */
export const kindLabels = {
  days: message("terms.kinds.days"),
  "days-end-of-month": message("terms.kinds.daysEndOfMonth"),
  "end-of-month-days": message("terms.kinds.endOfMonthDays"),
  "day-of-next-month": message("terms.kinds.dayOfNextMonth"),
} as const satisfies Record<TermsKind, string>;

/** A field's value in words, where what is stored is a code. */
export const kindInWords = (field: string, value: string): string =>
  field === "paymentTermsKind" && isTermsKind(value) ? kindLabels[value] : value;
