import type { CivilDate } from "./dates";

/** A day of the date's month, 1 to 31: its last day where the month is shorter. */
export function dayOfMonth(date: CivilDate, day: number): CivilDate {
  const [year, month] = date.split("-").map(Number);
  // Day 0 of the month behind is this month's last.
  const last = new Date(Date.UTC(year ?? 0, month ?? 1, 0)).getUTCDate();
  return `${date.slice(0, 8)}${String(Math.min(Math.max(day, 1), last)).padStart(2, "0")}` as CivilDate;
}

/** The last day of the date's month: 28 to 31. */
export const endOfMonth = (date: CivilDate): CivilDate => dayOfMonth(date, 31);
