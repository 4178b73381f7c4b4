import { isTimeZone, todayIn, yearsAt } from "~/shared/dates";
import type { Policy } from "./policies";

/**
 * The first year that is not over yet, for a business in that time zone at `now` (milliseconds UTC). The database knows no time zones
 * and lets nothing go before a year is over everywhere by its own clock (0008, expired_invoices): `databaseNow`.
 */
export function openYear(timeZone: string, now: number, databaseNow: number): number {
  const [first] = yearsAt(now);
  const here = isTimeZone(timeZone) ? Number(todayIn(timeZone, now).slice(0, 4)) : first;
  return Math.min(here, yearsAt(databaseNow)[0]);
}

interface InForce {
  /** For how many years what is issued is kept now. */
  readonly years: number;
  readonly policy: Policy;
}

/** What the form says of the least that may be chosen, and why. */
export function leastInWords({ years, policy }: InForce): string {
  const counted =
    "counted from the end of the year in which an invoice was issued, or of its date if that is later";
  const chosen = `At least ${years}, as chosen before: the time can be made longer, never shorter. The law asks for ${policy.years} (${policy.source})`;
  return `${years > policy.years ? chosen : `At least ${years} (${policy.source})`}, ${counted}.`;
}

/** Why so many years are too few; null when they are not. */
export function tooFew(chosen: number, { years, policy }: InForce): string | null {
  if (chosen >= years) return null;
  if (years === policy.years) return `The law asks for ${years} years or more.`;
  return `${years} years were chosen before, and the time can only be made longer. Enter ${years} or more.`;
}
