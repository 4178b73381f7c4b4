import { addDays, type CivilDate } from "~/shared/dates";
import { PPM_PER_WHOLE, type Ppm } from "~/shared/decimal";
import { asMinor, type Minor, roundHalfAwayFromZero } from "~/shared/money";
import type { Terms } from "./terms";

/** A discount for paying early (in German Skonto): so much less within so many days of the issue date. */
export interface EarlyPayment {
  /** More than nothing and less than all; hundredths of a percent at the finest, as XRechnung writes them (BR-DE-18). */
  readonly ppm: Ppm;
  readonly days: number;
}

/** What is agreed, on one invoice: until when how much may be deducted. */
export interface Deduction {
  readonly ppm: Ppm;
  /** The last day of it. */
  readonly until: CivilDate;
  /** Of what is due, tax included. */
  readonly amount: Minor;
  /** What is left to pay. */
  readonly rest: Minor;
}

/** What a row says of a discount for paying early. */
export interface EarlyPaymentColumns {
  readonly earlyPaymentPpm: number | null;
  readonly earlyPaymentDays: number | null;
}

export const earlyPaymentOf = (row: EarlyPaymentColumns | null | undefined): EarlyPayment | null =>
  row && row.earlyPaymentPpm !== null && row.earlyPaymentDays !== null
    ? { ppm: row.earlyPaymentPpm as Ppm, days: row.earlyPaymentDays }
    : null;

/** Whether a discount's days can lie within the terms at all: for plain days they must, the others depend on the issue date. */
export const canBeEarly = ({ days }: EarlyPayment, terms: Terms): boolean => {
  const month = 31;
  switch (terms.kind) {
    case "days":
      return days <= terms.days;
    case "day-of-next-month":
      return days <= terms.days + 2 * month;
    default:
      return days <= terms.days + month;
  }
};

/** The last day of a discount; null where that is later than the invoice is due. */
export function earlyUntil(early: EarlyPayment, issueDate: CivilDate, dueDate: CivilDate): CivilDate | null {
  const until = addDays(issueDate, early.days);
  return until <= dueDate ? until : null;
}

/**
 * What may be deducted from an invoice that is paid early, rounded to the minor unit, halves away from zero. Null where nothing may: of
 * nothing, and of what the client gets back (a credit note), there is no discount.
 */
export function deductionOf(
  early: EarlyPayment | null,
  of: {
    readonly issueDate: CivilDate;
    readonly dueDate: CivilDate;
    readonly dueMinor: Minor;
    readonly typeCode: "380" | "381";
  },
): Deduction | null {
  const until = early && earlyUntil(early, of.issueDate, of.dueDate);
  if (!early || !until || of.dueMinor <= 0 || of.typeCode === "381") return null;
  const share = roundHalfAwayFromZero(BigInt(of.dueMinor) * BigInt(early.ppm), BigInt(PPM_PER_WHOLE));
  const amount = asMinor(Number(share));
  return amount === 0 ? null : { ppm: early.ppm, until, amount, rest: asMinor(of.dueMinor - amount) };
}
