import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addDays,
  asCivilDate,
  daysBetween,
  FIRST_DATE,
  isTimeZone,
  LAST_DATE,
  parseCivilDate,
  startOfMonth,
  timeZones,
  todayIn,
} from "~/shared/dates";
import { runs } from "../support/runs";

test.each(["2026-11-23", "2000-01-01", "2999-12-31", "2024-02-29", "2000-02-29"])("%s is a date", (text) => {
  expect(parseCivilDate(` ${text} `)).toEqual({ ok: true, value: text });
});

test.each([
  ["", "empty"],
  ["2026-02-29", "not-a-date"],
  ["2100-02-29", "not-a-date"],
  ["2026-04-31", "not-a-date"],
  ["2026-13-01", "not-a-date"],
  ["2026-00-10", "not-a-date"],
  ["2026-01-00", "not-a-date"],
  ["2026-1-1", "not-a-date"],
  ["23.11.2026", "not-a-date"],
  ["2026-11-23T00:00:00Z", "not-a-date"],
  ["+02026-11-23", "not-a-date"],
  ["20261123", "not-a-date"],
  ["1999-12-31", "out-of-range"],
  ["3000-01-01", "out-of-range"],
])("%j is refused: %s", (text, error) => {
  expect(parseCivilDate(text)).toEqual({ ok: false, error });
});

test("a date from a trusted place has to be exact", () => {
  expect(asCivilDate("2026-11-23")).toBe("2026-11-23");
  for (const text of [" 2026-11-23", "2026-02-30"]) expect(() => asCivilDate(text)).toThrow(RangeError);
});

const dates = fc
  .integer({ min: 0, max: daysBetween(FIRST_DATE, LAST_DATE) })
  .map((days) => addDays(FIRST_DATE, days));

test("days can be added and taken off again, and dates sort as the calendar does", () => {
  fc.assert(
    fc.property(dates, dates, (from, to) => {
      const days = daysBetween(from, to);
      expect(parseCivilDate(from)).toEqual({ ok: true, value: from });
      expect(addDays(from, days)).toBe(to);
      expect(addDays(to, -days)).toBe(from);
      expect(startOfMonth(from)).toBe(addDays(from, 1 - Number(from.slice(8))));
    }),
    { numRuns: runs(7_000) },
  );
});

test("every day of four centuries follows the one before", () => {
  let date = asCivilDate("2000-01-01");
  const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  for (let year = 2000; year < 2400; year += 1)
    for (const [month, length] of lengths.entries()) {
      const leap = month === 1 && (year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0));
      for (let day = 1; day <= length + (leap ? 1 : 0); day += 1) {
        const expected = `${year}-${String(month + 1).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
        if (date !== expected) throw new Error(`${date} is not ${expected}`);
        date = addDays(date, 1);
      }
    }
  expect(date).toBe("2400-01-01");
});

test("the calendar ends, it doesn't throw", () => {
  expect(addDays(LAST_DATE, 1)).toBe(LAST_DATE);
  expect(addDays(FIRST_DATE, -1)).toBe(FIRST_DATE);
  expect(addDays(FIRST_DATE, 1e15)).toBe(LAST_DATE);
});

test("the start of a month and a year", () => {
  expect(startOfMonth(asCivilDate("2026-11-23"))).toBe("2026-11-01");
});

test.each([
  ["UTC", "2026-03-29T00:59:59Z", "2026-03-29"],
  ["Pacific/Kiritimati", "2026-12-31T10:00:00Z", "2027-01-01"],
  ["Pacific/Pago_Pago", "2027-01-01T10:59:59Z", "2026-12-31"],
  ["Europe/Berlin", "2026-06-30T21:59:59Z", "2026-06-30"],
  ["Europe/Berlin", "2026-06-30T22:00:00Z", "2026-07-01"],
  ["Europe/Berlin", "2026-12-31T22:59:59Z", "2026-12-31"],
  ["Europe/Berlin", "2026-12-31T23:00:00Z", "2027-01-01"],
  ["America/New_York", "2026-01-01T04:59:59Z", "2025-12-31"],
])("in %s at %s it is %s", (timeZone, instant, date) => {
  expect(todayIn(timeZone, Date.parse(instant))).toBe(date);
});

test("today in an unknown zone is a bug", () => {
  expect(() => todayIn("Mars/Olympus", 0)).toThrow(RangeError);
});

test("time zones go by their names, old and new", () => {
  for (const name of [
    "UTC",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Asia/Calcutta",
    "America/Argentina/Buenos_Aires",
    "Etc/GMT+5",
  ])
    expect(isTimeZone(name)).toBe(true);
  for (const name of [
    "",
    "+02:00",
    "europe/berlin",
    "Europe/Nowhere",
    "Europe/Berlin ",
    "../etc/passwd",
    "A".repeat(65),
  ])
    expect(isTimeZone(name)).toBe(false);
});

test("the list of time zones holds valid names only, once each, by today's names", () => {
  const zones = timeZones();
  expect(zones.length).toBeGreaterThan(300);
  expect(new Set(zones).size).toBe(zones.length);
  expect(zones).toContain("UTC");
  expect(zones).toContain("Asia/Kolkata");
  expect(zones).toContain("Europe/Kyiv");
  expect(zones).not.toContain("Asia/Calcutta");
  expect(zones.filter((zone) => !isTimeZone(zone))).toEqual([]);
});
