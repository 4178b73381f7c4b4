import type { CivilDate } from "~/shared/dates";
import { type EarlyPayment, type EarlyPaymentColumns, earlyPaymentOf } from "./early-payment";
import { dueOn, type Terms, type TermsColumns, termsOf } from "./terms";

export type AgreedColumns = TermsColumns & EarlyPaymentColumns;

/** The terms of a row, and nothing else of it. */
export const agreedColumnsOf = (row: AgreedColumns): AgreedColumns => ({
  paymentTermsKind: row.paymentTermsKind,
  paymentTermsDays: row.paymentTermsDays,
  paymentTermsDay: row.paymentTermsDay,
  earlyPaymentPpm: row.earlyPaymentPpm,
  earlyPaymentDays: row.earlyPaymentDays,
});

/** What is agreed for an invoice. */
export interface Agreed {
  readonly terms: Terms;
  readonly early: EarlyPayment | null;
}

/**
 * What an invoice's own terms, its client's and its business's add up to: whoever comes first has terms decides. A discount for paying
 * early goes with the terms: it is that of whoever says one, and ends with whoever says the terms, so terms of one's own without a
 * discount have none.
 */
export function agreedOf(
  own: AgreedColumns | null,
  client: AgreedColumns | null,
  business: AgreedColumns,
): Agreed {
  let early: EarlyPayment | null = null;
  for (const level of [own, client, business]) {
    early ??= earlyPaymentOf(level);
    const terms = termsOf(level);
    if (terms) return { terms, early };
  }
  return { terms: { kind: "days", days: 0, day: null }, early };
}

/** What is agreed for an invoice, as it is stored with it. */
export interface AgreedRow {
  readonly kind: Terms["kind"];
  readonly days: number;
  readonly day: number | null;
  readonly earlyPaymentPpm: number | null;
  readonly earlyPaymentDays: number | null;
}

export interface OwnTermsRow extends AgreedRow {
  readonly isOwn: boolean;
  readonly isOwnEarlyPayment: boolean;
  readonly words: string | null;
}

/** Of what is stored with an invoice, that which it says itself. */
export const ownTermsOf = (row: OwnTermsRow | null): AgreedColumns => ({
  paymentTermsKind: row?.isOwn ? row.kind : null,
  paymentTermsDays: row?.isOwn ? row.days : null,
  paymentTermsDay: row?.isOwn ? row.day : null,
  earlyPaymentPpm: row?.isOwnEarlyPayment ? row.earlyPaymentPpm : null,
  earlyPaymentDays: row?.isOwnEarlyPayment ? row.earlyPaymentDays : null,
});

/**
 * Whether an invoice's due date follows its issue date and its terms. One that the build before wrote doesn't say: then it does where
 * it is the one that they give now.
 */
export const followsTerms = (
  { issueDate, dueDate }: { readonly issueDate: CivilDate; readonly dueDate: CivilDate },
  row: { readonly isDueTyped: boolean } | null,
  { terms }: Agreed,
): boolean => (row ? !row.isDueTyped : dueDate === dueOn(issueDate, terms));
