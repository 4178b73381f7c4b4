import fc from "fast-check";
import { expect, it } from "vitest";
import { daysAt, todayIn } from "~/shared/dates";

const ZONES = [...Intl.supportedValuesOf("timeZone"), "Etc/GMT+12", "Pacific/Kiritimati", "UTC"];

it("every time zone's today is among the days that are today somewhere", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.integer({ min: Date.UTC(2001, 0, 1), max: Date.UTC(2099, 0, 1) }),
      (zone, now) => daysAt(now).includes(todayIn(zone, now)),
    ),
    { numRuns: 2_000 },
  );
});

it.each([
  ["2026-11-23T09:59:59Z", ["2026-11-22", "2026-11-23"]],
  ["2026-11-23T10:00:00Z", ["2026-11-22", "2026-11-23", "2026-11-24"]],
  ["2026-11-23T12:00:00Z", ["2026-11-23", "2026-11-24"]],
  ["2026-12-31T20:00:00Z", ["2026-12-31", "2027-01-01"]],
])("at %s these are", (instant, days) => expect(daysAt(Date.parse(instant))).toEqual(days));
