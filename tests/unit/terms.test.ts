import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AgreedColumns, agreedOf } from "~/domain/terms/agreed";
import { canBeEarly, deductionOf } from "~/domain/terms/early-payment";
import { storedTerms, termsProblems } from "~/domain/terms/problems";
import { dueOn, type Terms, termsKinds, termsOf } from "~/domain/terms/terms";
import { readEarlyPercent } from "~/modules/terms/terms-schema";
import { addDays, asCivilDate, daysBetween, FIRST_DATE, LAST_DATE, parseCivilDate } from "~/shared/dates";
import { asPpm } from "~/shared/decimal";
import { MAX_AMOUNT, type Minor } from "~/shared/money";
import { runs } from "../support/runs";

const terms = (kind: Terms["kind"], days: number, day: number | null = null): Terms => ({ kind, days, day });
const due = (issued: string, of: Terms) => dueOn(asCivilDate(issued), of);

describe("a due date", () => {
  test.each([
    ["2026-12-20", terms("days", 30), "2027-01-19"],
    ["2026-12-20", terms("days", 0), "2026-12-20"],
    ["2024-01-30", terms("days", 30), "2024-02-29"],
    ["2026-01-30", terms("days", 30), "2026-03-01"],
    // "30 days end of month": the days, then to the end of the month that they lead to.
    ["2026-01-15", terms("days-end-of-month", 30), "2026-02-28"],
    ["2024-01-15", terms("days-end-of-month", 30), "2024-02-29"],
    ["2026-01-31", terms("days-end-of-month", 30), "2026-03-31"],
    ["2026-12-05", terms("days-end-of-month", 0), "2026-12-31"],
    ["2100-02-01", terms("days-end-of-month", 0), "2100-02-28"],
    // The other customary way: from the end of the invoice's month on (France's 45 days of 15 January 2009 are 17 March).
    ["2026-01-15", terms("end-of-month-days", 45), "2026-03-17"],
    ["2026-01-31", terms("end-of-month-days", 30), "2026-03-02"],
    ["2024-02-10", terms("end-of-month-days", 10), "2024-03-10"],
    ["2026-12-31", terms("day-of-next-month", 0, 15), "2027-01-15"],
    ["2026-01-01", terms("day-of-next-month", 0, 31), "2026-02-28"],
    ["2024-01-31", terms("day-of-next-month", 0, 30), "2024-02-29"],
    ["2026-01-15", terms("day-of-next-month", 30, 10), "2026-03-10"],
    ["2026-11-30", terms("day-of-next-month", 0, 1), "2026-12-01"],
  ] as const)("of an invoice of %s, %o, is %s", (issued, of, expected) => {
    expect(due(issued, of)).toBe(expected);
  });

  const dates = fc
    .integer({ min: 0, max: daysBetween(FIRST_DATE, LAST_DATE) })
    .map((days) => addDays(FIRST_DATE, days));
  const anyTerms = fc.record({
    kind: fc.constantFrom(...termsKinds),
    days: fc.integer({ min: 0, max: 365 }),
    day: fc.integer({ min: 1, max: 31 }),
  });

  test("exists, is never before the issue date, and never goes back when that moves on", () => {
    fc.assert(
      fc.property(dates, anyTerms, fc.integer({ min: 0, max: 400 }), (issued, of, later) => {
        const on = dueOn(issued, of);
        expect(parseCivilDate(on)).toEqual({ ok: true, value: on });
        expect(on >= issued).toBe(true);
        expect(dueOn(addDays(issued, later), of) >= on).toBe(true);
      }),
      { numRuns: runs(7_000) },
    );
  });

  test("at the end of a month is followed by the first of the next", () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 365 }), (issued, days) => {
        const on = dueOn(issued, terms("days-end-of-month", days));
        expect(on === LAST_DATE || addDays(on, 1).endsWith("-01")).toBe(true);
        expect(on.slice(0, 7)).toBe(addDays(issued, days).slice(0, 7));
      }),
      { numRuns: runs(2_000) },
    );
  });
});

const none: AgreedColumns = {
  paymentTermsKind: null,
  paymentTermsDays: null,
  paymentTermsDay: null,
  earlyPaymentPpm: null,
  earlyPaymentDays: null,
};
const business = { ...none, paymentTermsDays: 30, earlyPaymentPpm: 20_000, earlyPaymentDays: 14 };

describe("what is agreed", () => {
  test("is the client's where it has terms of its own, and the business's where it has none", () => {
    const client = { ...none, paymentTermsDays: 7 };
    expect(agreedOf(null, client, business)).toEqual({ terms: terms("days", 7), early: null });
    expect(agreedOf(none, none, business)).toEqual({
      terms: terms("days", 30),
      early: { ppm: 20_000, days: 14 },
    });
  });

  test("is the invoice's before all others, and a discount of its own goes with the client's terms", () => {
    const client = { ...none, paymentTermsDays: 60, earlyPaymentPpm: 30_000, earlyPaymentDays: 8 };
    const own = { ...none, paymentTermsDays: 10 };
    expect(agreedOf(own, client, business)).toEqual({ terms: terms("days", 10), early: null });
    const early = { ...none, earlyPaymentPpm: 10_000, earlyPaymentDays: 5 };
    expect(agreedOf(early, client, business)).toEqual({
      terms: terms("days", 60),
      early: { ppm: 10_000, days: 5 },
    });
  });

  test("is what the build before means: days alone, and without days nothing", () => {
    expect(termsOf({ ...none, paymentTermsDays: 30 })).toEqual(terms("days", 30));
    expect(termsOf({ ...none, paymentTermsKind: "days-end-of-month", paymentTermsDay: 3 })).toBeNull();
  });
});

describe("a discount for paying early", () => {
  const of = (dueMinor: number, typeCode: "380" | "381" = "380") => ({
    issueDate: asCivilDate("2026-12-26"),
    dueDate: asCivilDate("2027-01-25"),
    dueMinor: dueMinor as Minor,
    typeCode,
  });
  const early = { ppm: asPpm(20_000), days: 14 };

  test("ends so many days after the issue date, and is rounded to the cent, halves away from zero", () => {
    expect(deductionOf(early, of(119_000))).toEqual({
      ...{ ppm: 20_000, until: "2027-01-09", amount: 2_380, rest: 116_620 },
    });
    expect([25, 24, 75, 74].map((due) => deductionOf(early, of(due))?.amount)).toEqual([1, undefined, 2, 1]);
  });

  test("is none of a credit note, of nothing, and of what is owed to the client", () => {
    expect(deductionOf(early, of(119_000, "381"))).toBeNull();
    for (const nothing of [0, -119_000]) expect(deductionOf(early, of(nothing))).toBeNull();
  });

  test("is none where it would end later than the invoice is due", () => {
    expect(deductionOf({ ...early, days: 30 }, of(119_000))?.until).toBe("2027-01-25");
    expect(deductionOf({ ...early, days: 31 }, of(119_000))).toBeNull();
  });

  test("is less than the whole, and both parts add up to it", () => {
    const amounts = fc.integer({ min: 1, max: MAX_AMOUNT });
    const rates = fc.integer({ min: 1, max: 9_999 }).map((hundredths) => asPpm(hundredths * 100));
    fc.assert(
      fc.property(amounts, rates, (due, ppm) => {
        const deduction = deductionOf({ ppm, days: 0 }, of(due));
        const exact = (BigInt(due) * BigInt(ppm)) / 1_000_000n;
        if (!deduction) {
          expect(exact).toBe(0n);
          return;
        }
        expect(deduction.amount + deduction.rest).toBe(due);
        expect(BigInt(deduction.amount) - exact).toBeLessThanOrEqual(1n);
        expect(BigInt(deduction.amount)).toBeGreaterThanOrEqual(exact);
      }),
      { numRuns: runs(2_000) },
    );
  });

  test.each([
    ["2", 20_000],
    ["2,5 %", 25_000],
    ["2.50", 25_000],
    ["99,99\u00A0%", 999_900],
    ["0,01", 100],
    ["0", 0],
    ["", null],
    ["2,505", null],
    ["100", null],
    ["-2", null],
    ["1.234", null],
    ["2e1", null],
  ])("typed as %j is read as %s, in whichever locale", (text, ppm) => {
    expect(readEarlyPercent(text)).toBe(ppm);
  });

  test("can't last longer than the terms ever do", () => {
    const days = (of: Terms) => [of.days, of.days + 1].map((days) => canBeEarly({ ...early, days }, of));
    expect(days(terms("days", 14))).toEqual([true, false]);
    expect(days(terms("days-end-of-month", 14))).toEqual([true, true]);
    expect(canBeEarly({ ...early, days: 365 }, terms("end-of-month-days", 30))).toBe(false);
  });
});

describe("terms as they were typed", () => {
  const problems = (typed: Partial<Parameters<typeof termsProblems>[0]>) =>
    termsProblems({ ...none, paymentTerms: null, ...typed }).map(({ field, code }) => `${field} ${code}`);

  test.each([
    [{}, []],
    [{ paymentTermsKind: "days" }, []],
    [{ paymentTermsKind: "days-end-of-month" }, ["paymentTermsDays days-missing"]],
    [{ paymentTermsKind: "day-of-next-month", paymentTermsDays: 0 }, ["paymentTermsDay day-missing"]],
    [{ paymentTermsDays: 30, paymentTermsDay: 5 }, ["paymentTermsDay day-unused"]],
    [{ earlyPaymentPpm: 20_000 }, ["earlyPaymentDays early-days-missing"]],
    [{ earlyPaymentDays: 14 }, ["earlyPaymentPpm percent-missing"]],
    [
      { paymentTermsDays: 7, earlyPaymentPpm: 20_000, earlyPaymentDays: 14 },
      ["earlyPaymentDays early-too-late"],
    ],
    [{ paymentTerms: "Pay by {date}, {days} days." }, []],
    [{ paymentTerms: "Pay by {Date}." }, ["paymentTerms unknown-placeholder"]],
    [{ paymentTerms: "{ days }" }, ["paymentTerms unknown-placeholder"]],
    [{ paymentTerms: "Pay {date" }, ["paymentTerms unknown-placeholder"]],
    [{ paymentTerms: "{date}".repeat(60) }, ["paymentTerms words-too-long"]],
  ] as const)("%o: %o", (typed, expected) => {
    expect(problems(typed)).toEqual(expected);
  });

  test("are stored as before there were other kinds where they are plain days", () => {
    expect(storedTerms({ ...none, paymentTermsKind: "days" })).toEqual(none);
  });
});
