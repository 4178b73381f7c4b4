import { err, ok, type Result } from "./result";

declare const civilBrand: unique symbol;

/** A day of the calendar, `YYYY-MM-DD`, from 2000-01-01 to 2999-12-31. Never an instant; compares as text. */
export type CivilDate = string & { readonly [civilBrand]: true };

export type DateError = "empty" | "not-a-date" | "out-of-range";

export const FIRST_DATE = "2000-01-01" as CivilDate;
export const LAST_DATE = "2999-12-31" as CivilDate;

const DAY_MS = 86_400_000;

/** Reads exactly `YYYY-MM-DD` (surrounding spaces ignored); the day must exist. Years before 2000 or after 2999 are out of range. */
export function parseCivilDate(text: string): Result<CivilDate, DateError> {
  const trimmed = text.trim();
  if (trimmed === "") return err("empty");
  if (!/^\d{4}-\d{2}-\d{2}$/.test(trimmed)) return err("not-a-date");
  if (isoDay(Date.parse(`${trimmed}T00:00:00Z`)) !== trimmed) return err("not-a-date");
  if (trimmed < FIRST_DATE || trimmed > LAST_DATE) return err("out-of-range");
  return ok(trimmed as CivilDate);
}

/** Marks a date from a trusted place (a constant, a database row). Throws RangeError when it isn't one. */
export function asCivilDate(text: string): CivilDate {
  const parsed = parseCivilDate(text);
  if (!parsed.ok || parsed.value !== text) throw new RangeError(`not a civil date: ${text}`);
  return parsed.value;
}

/** The date so many days later (or earlier). Stops at the calendar's ends, so that no date a person enters can throw. */
export function addDays(date: CivilDate, days: number): CivilDate {
  const moved = dayNumber(date) + days;
  if (moved <= dayNumber(FIRST_DATE)) return FIRST_DATE;
  if (moved >= dayNumber(LAST_DATE)) return LAST_DATE;
  return isoDay(moved * DAY_MS) as CivilDate;
}

/** How many days `to` lies after `from`; negative when before. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

export function startOfMonth(date: CivilDate): CivilDate {
  return `${date.slice(0, 8)}01` as CivilDate;
}

/** The calendar day that an instant (milliseconds since 1970) falls on in a time zone. Throws RangeError for an unknown zone. */
export function todayIn(timeZone: string, instantMs: number): CivilDate {
  const parts = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(instantMs);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? "";
  return asCivilDate(`${part("year")}-${part("month")}-${part("day")}`);
}

/** The farthest that a civil day is behind and ahead of UTC, in hours: UTC−12 and UTC+14. */
const [BEHIND, AHEAD] = [12, 14];

/** The latest day that is today somewhere on earth at that instant (milliseconds since 1970). */
export const latestDayAt = (instantMs: number): CivilDate =>
  asCivilDate(isoDay(instantMs + AHEAD * 3_600_000));

/** Every day that is today somewhere on earth at that instant (milliseconds since 1970): two, or three for some hours. */
export function daysAt(instantMs: number): CivilDate[] {
  const first = asCivilDate(isoDay(instantMs - BEHIND * 3_600_000));
  return Array.from({ length: daysBetween(first, latestDayAt(instantMs)) + 1 }, (_, i) => addDays(first, i));
}

/** The earliest and the latest year (UTC's calendar) that it is anywhere on earth at that instant (milliseconds since 1970). */
export function yearsAt(instantMs: number): readonly [earliest: number, latest: number] {
  const year = (hours: number) => new Date(instantMs + hours * 3_600_000).getUTCFullYear();
  return [year(-BEHIND), year(AHEAD)];
}

/** Whether the name is an IANA time zone that this engine knows, by any of its names ("Asia/Kolkata", "UTC"); no offsets. */
export function isTimeZone(name: string): boolean {
  if (name.length > 64 || !/^[A-Z][A-Za-z0-9_+-]*(?:\/[A-Z][A-Za-z0-9_+-]*)*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Names by which people look for zones that engines list by an old one. */
const TODAYS_NAMES: Readonly<Record<string, string>> = {
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Godthab": "America/Nuuk",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
};

/** Time zones to choose from, sorted. Engines differ in this list: render it from what the server sent. */
export function timeZones(): string[] {
  const names = Intl.supportedValuesOf("timeZone").map((name) => TODAYS_NAMES[name] ?? name);
  return [...new Set(["UTC", ...names])].sort();
}

function dayNumber(date: CivilDate): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

function isoDay(instantMs: number): string {
  return Number.isNaN(instantMs) ? "" : new Date(instantMs).toISOString().slice(0, 10);
}
