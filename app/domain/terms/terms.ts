import { addDays, type CivilDate, LAST_DATE } from "~/shared/dates";
import { dayOfMonth, endOfMonth } from "~/shared/months";

/**
 * How a due date is counted. The two that have to do with a month's end are both customary and differ: France allows "45 jours fin de
 * mois" to be counted either way (Code de commerce L441-10; DGCCRF: 45 days and then to the end of that month, or from the end of the
 * invoice's month on), so a business says which.
 */
export const termsKinds = [
  /** So many days behind the issue date. */
  "days",
  /** So many days, then on to the end of that month. */
  "days-end-of-month",
  /** To the end of the issue date's month, then so many days. */
  "end-of-month-days",
  /** So many days, then a day of the month that follows. */
  "day-of-next-month",
] as const;

export type TermsKind = (typeof termsKinds)[number];

export const isTermsKind = (text: string): text is TermsKind =>
  (termsKinds as readonly string[]).includes(text);

/** When an invoice is due. */
export interface Terms {
  readonly kind: TermsKind;
  /** 0 to 365. */
  readonly days: number;
  /** Of "day-of-next-month": 1 to 31, in a shorter month its last; null for every other kind. */
  readonly day: number | null;
}

/** The due date that terms give an invoice of an issue date: never before it, at the latest the calendar's last day. */
export function dueOn(issueDate: CivilDate, { kind, days, day }: Terms): CivilDate {
  switch (kind) {
    case "days":
      return addDays(issueDate, days);
    case "days-end-of-month":
      return endOfMonth(addDays(issueDate, days));
    case "end-of-month-days":
      return addDays(endOfMonth(issueDate), days);
    case "day-of-next-month": {
      const last = endOfMonth(addDays(issueDate, days));
      return last === LAST_DATE ? last : dayOfMonth(addDays(last, 1), day ?? 1);
    }
  }
}

/** What a row says of terms: a business's or a client's own. */
export interface TermsColumns {
  readonly paymentTermsKind: TermsKind | null;
  /** Null: a client without terms of its own. */
  readonly paymentTermsDays: number | null;
  readonly paymentTermsDay: number | null;
}

/**
 * The terms that a row says; null: none of its own. A kind that is not said is "days": the build before this one knows no other, and a
 * row without days has no terms, whatever else it says.
 */
export function termsOf(row: TermsColumns | null | undefined): Terms | null {
  if (!row || row.paymentTermsDays === null) return null;
  const { paymentTermsKind, paymentTermsDays: days, paymentTermsDay } = row;
  const kind = paymentTermsKind ?? "days";
  return { kind, days, day: kind === "day-of-next-month" ? (paymentTermsDay ?? 1) : null };
}
