import { type CivilDate, daysAt, isTimeZone, LAST_DATE, parseCivilDate, todayIn } from "~/shared/dates";

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
