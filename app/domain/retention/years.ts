import { isTimeZone, todayIn, yearsAt } from "~/shared/dates";

/**
 * The first year that is not over yet, for a business in that time zone at `now` (milliseconds UTC). The database knows no time zones
 * and lets nothing go before a year is over everywhere by its own clock (0008, expired_invoices): `databaseNow`.
 */
export function openYear(timeZone: string, now: number, databaseNow: number): number {
  const [first] = yearsAt(now);
  const here = isTimeZone(timeZone) ? Number(todayIn(timeZone, now).slice(0, 4)) : first;
  return Math.min(here, yearsAt(databaseNow)[0]);
}
