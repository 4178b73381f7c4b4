import { describe, expect, it, test } from "vitest";
import { policyOf } from "~/domain/retention/policies";
import { lastDayOf, openDay } from "~/domain/retention/years";
import { inEnglish } from "~/i18n/in-english";
import { message } from "~/i18n/message";
import { whyKept } from "~/modules/erasure/reasons";
import { leastInWords, tooFew } from "~/modules/retention/years-words";
import { yearsAt } from "~/shared/dates";

const at = (instant: string) => Date.parse(instant);

test.each([
  ["2026-12-31T09:59:59Z", 2026, 2026],
  ["2026-12-31T10:00:00Z", 2026, 2027],
  ["2027-01-01T11:59:59Z", 2026, 2027],
  ["2027-01-01T12:00:00Z", 2027, 2027],
])("at %s it is %i in the west and %i in the east", (instant, earliest, latest) => {
  expect(yearsAt(at(instant))).toEqual([earliest, latest]);
});

describe("the year that is not over yet", () => {
  const long = at("2100-01-01T00:00:00Z");

  it.each([
    ["Europe/Berlin", "2034-12-31T22:59:59Z", 2034],
    ["Europe/Berlin", "2034-12-31T23:00:00Z", 2035],
    ["Pacific/Auckland", "2034-12-31T10:59:59Z", 2034],
    ["Pacific/Auckland", "2034-12-31T11:00:00Z", 2035],
    ["Pacific/Kiritimati", "2034-12-31T09:59:59Z", 2034],
    ["Pacific/Kiritimati", "2034-12-31T10:00:00Z", 2035],
    ["America/Los_Angeles", "2035-01-01T07:59:59Z", 2034],
    ["America/Los_Angeles", "2035-01-01T08:00:00Z", 2035],
    ["Mars/Olympus", "2035-01-01T11:59:59Z", 2034],
    ["Mars/Olympus", "2035-01-01T12:00:00Z", 2035],
  ])("in %s at %s is %i", (zone, now, year) => {
    expect(Number(openDay(zone, at(now), long).slice(0, 4))).toBe(year);
  });

  it("is never later than the database would agree to: there it is over everywhere on earth", () => {
    const now = at("2035-01-01T11:59:59Z");
    expect(Number(openDay("Pacific/Kiritimati", now, now).slice(0, 4))).toBe(2034);
    expect(Number(openDay("Pacific/Kiritimati", now + 1_000, now + 1_000).slice(0, 4))).toBe(2035);
  });
});

describe("the years of an owner's choice", () => {
  const policy = policyOf("DE");

  it("are no fewer than the law's or what was chosen before, and it is said which", () => {
    expect(tooFew(8, { years: 8, policy })).toBeNull();
    expect(inEnglish(tooFew(7, { years: 8, policy }) ?? "")).toBe("The law asks for 8 years or more.");
    expect(tooFew(12, { years: 12, policy })).toBeNull();
    for (const years of [7, 8, 11])
      expect(inEnglish(tooFew(years, { years: 12, policy }) ?? "")).toContain("Enter 12 or more");
    expect(inEnglish(leastInWords({ years: 8, policy }))).toMatch(/^At least 8 \(§ 147/);
    expect(inEnglish(leastInWords({ years: 12, policy }))).toMatch(
      /^At least 12, as chosen before.* The law asks for 8/,
    );
  });
});

describe("why something is kept", () => {
  it("names the law that asks for the longest, of today's country and of the one that it was issued from", () => {
    const held = { lastDay: "2036-12-31", years: 10 };
    expect(whyKept("GB", { ...held, seller: "CH" })).toEqual({
      reason: "GDPR Art. 17(3)(b): the law asks to keep issued invoices (Art. 958f OR)",
      words: message("erasure.client.law", { source: "Art. 958f OR" }),
      until: "2036-12-31",
      lastDay: "2036-12-31",
    });
    expect(whyKept("GB", { ...held, seller: "GB" })?.reason).toContain("this business keeps them 10 years");
    expect(whyKept("GB", { lastDay: null, years: 0, seller: null })).toBeNull();
  });

  it("is on no day behind the last of the calendar", () => {
    expect(lastDayOf("2034-12-31")).toBe("2034-12-31");
    expect(lastDayOf("3029-12-31")).toBe("2999-12-31");
  });
});
