import { type CivilDate, daysAt, isTimeZone, LAST_DATE, parseCivilDate, todayIn } from "~/shared/dates";
import type { CountedFrom, Policy } from "./policies";

const earliestDay = (now: number): CivilDate => daysAt(now)[0] as CivilDate;

/**
 * The first day that is not over yet, for a business in that time zone at `now` (milliseconds UTC). The database knows no time zones
 * and lets nothing go before a day is over everywhere by its own clock (0020, expired_invoices): `databaseNow`.
 */
export function openDay(timeZone: string, now: number, databaseNow: number): CivilDate {
  const here = isTimeZone(timeZone) ? todayIn(timeZone, now) : earliestDay(now);
  const everywhere = earliestDay(databaseNow);
  return here < everywhere ? here : everywhere;
}

/** The last day on which something is kept, as the database says it (YYYY-MM-DD). No day is behind the calendar's last. */
export const lastDayOf = (day: string): CivilDate => {
  const parsed = parseCivilDate(day);
  return parsed.ok && day < LAST_DATE ? parsed.value : LAST_DATE;
};

interface InForce {
  /** For how many years what is issued is kept now. */
  readonly years: number;
  readonly policy: Policy;
}

const COUNTED: Readonly<Record<CountedFrom, string>> = {
  "calendar-year": "the year",
  "fiscal-year": "the fiscal year",
  "calendar-year-of-fiscal-year": "the calendar year in which the fiscal year ends",
};

/** What the form says of the least that may be chosen, and why. */
export function leastInWords({ years, policy }: InForce): string {
  const counted = `counted from the end of ${COUNTED[policy.countedFrom]} in which an invoice was issued, or of its date if that is later`;
  const chosen = `At least ${years}, as chosen before: the time can be made longer, never shorter. The law asks for ${policy.years} (${policy.source})`;
  return `${years > policy.years ? chosen : `At least ${years} (${policy.source})`}, ${counted}.`;
}

/** Why so many years are too few; null when they are not. */
export function tooFew(chosen: number, { years, policy }: InForce): string | null {
  if (chosen >= years) return null;
  if (years === policy.years) return `The law asks for ${years} years or more.`;
  return `${years} years were chosen before, and the time can only be made longer. Enter ${years} or more.`;
}
