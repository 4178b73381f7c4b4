import fc from "fast-check";
import { expect, test } from "vitest";
import {
  formatNumber,
  MAX_NUMBER_LENGTH,
  MAX_SEQUENCE,
  type NumberPattern,
  parsePattern,
  periodOf,
} from "~/domain/numbering/pattern";
import { asCivilDate } from "~/shared/dates";
import { runs } from "../support/runs";

const JUNE = asCivilDate("2026-06-05");

function patternOf(text: string): NumberPattern {
  const parsed = parsePattern(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error}`);
  return parsed.value;
}

test("a pattern is taken apart at its number", () => {
  expect(patternOf(" INV-{YYYY}-{0000}/{MM} ")).toEqual({
    pattern: "INV-{YYYY}-{0000}/{MM}",
    prefix: "INV-{YYYY}-",
    suffix: "/{MM}",
    width: 4,
    restartsYearly: true,
  });
});

test.each([
  ["INV-{YYYY}-{0000}", 7, "INV-2026-0007"],
  ["INV-{YYYY}-{0000}", 12_345, "INV-2026-12345"],
  ["{0}", 7, "7"],
  ["{YYYY}{MM}{000}", 7, "202606007"],
  ["{000}/{YYYY}", 7, "007/2026"],
  ["RÄK {0000}", 7, "RÄK 0007"],
  ["{YYYY}/{YYYY}#{0}.a_b", 7, "2026/2026#7.a_b"],
  ["1{00}2", 345, "13452"],
  ["{000000000}", MAX_SEQUENCE, "999999999"],
])("by %s the number %d is %s", (pattern, sequence, text) => {
  expect(formatNumber(patternOf(pattern), { sequence, issueDate: JUNE })).toBe(text);
});

test.each([
  ["", "empty"],
  ["   ", "empty"],
  [`${"A".repeat(38)}{0}`, "too-long"],
  ["INV", "no-number"],
  ["{YYYY}", "no-number"],
  ["{0}{0}", "two-numbers"],
  ["{00}-{0000}", "two-numbers"],
  ["{0000000000}", "number-too-wide"],
  ["{YY}-{0}", "unknown-token"],
  ["{DD}{0}", "unknown-token"],
  ["{yyyy}{0}", "unknown-token"],
  ["{}{0}", "unknown-token"],
  ["{01}", "unknown-token"],
  ["{ 0 }", "unknown-token"],
  ["{{0}}", "stray-brace"],
  ["{0}}", "stray-brace"],
  ["{0", "stray-brace"],
  ["}{0}", "stray-brace"],
  ["INV:{0}", "bad-character"],
  ["<b>{0}", "bad-character"],
  ["INV\n{0}", "bad-character"],
  ["INV\u00A0{0}", "bad-character"],
  ["\u200B{0}", "bad-character"],
  ["😀{0}", "bad-character"],
  ["{0}\u0663", "bad-character"],
])("the pattern %j is refused: %s", (text, error) => {
  expect(parsePattern(text)).toEqual({ ok: false, error });
});

test("a run restarts yearly only when the year is in the pattern", () => {
  expect(periodOf(patternOf("{YYYY}-{0}"), JUNE)).toBe("2026");
  expect(periodOf(patternOf("{MM}-{0}"), JUNE)).toBe("");
  expect(periodOf(patternOf("{0}"), JUNE)).toBe("");
});

test("a letter has one spelling in a pattern", () => {
  expect(patternOf("A\u0308{0}").pattern).toBe("\u00C4{0}");
});

test.each([0, -1, 1.5, Number.NaN, MAX_SEQUENCE + 1])("the sequence %d is refused", (sequence) => {
  expect(() => formatNumber(patternOf("{0}"), { sequence, issueDate: JUNE })).toThrow(RangeError);
});

const token = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom("{YYYY}", "{MM}") },
  {
    weight: 3,
    arbitrary: fc.string({ unit: fc.constantFrom(..."AZäé0123456789-_/.#"), minLength: 1, maxLength: 4 }),
  },
);
const tokens = fc.array(token, { maxLength: 3 }).map((parts) => parts.join(""));
const patterns = fc
  .tuple(tokens, fc.integer({ min: 1, max: 9 }), tokens)
  .map(([before, width, after]) => `${before}{${"0".repeat(width)}}${after}`)
  .filter((text) => text.length <= 40);
const moments = fc
  .tuple(fc.integer({ min: 2000, max: 2999 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => asCivilDate(`${year}-${String(month).padStart(2, "0")}-15`));
const sequences = fc.oneof(
  fc.integer({ min: 1, max: 30 }),
  fc.constantFrom(9, 10, 11, 99, 100, 101, 110, 999, 1000, 1001, 1010, 20261, 202_611),
  fc.integer({ min: 1, max: MAX_SEQUENCE }),
);

test("two invoices of a series never get the same number", () => {
  fc.assert(
    fc.property(patterns, moments, sequences, moments, sequences, (text, dateA, a, dateB, b) => {
      const pattern = patternOf(text);
      const same = a === b && periodOf(pattern, dateA) === periodOf(pattern, dateB);
      fc.pre(!same);
      const numberA = formatNumber(pattern, { sequence: a, issueDate: dateA });
      expect(numberA).not.toBe(formatNumber(pattern, { sequence: b, issueDate: dateB }));
      expect(numberA.length).toBeLessThanOrEqual(MAX_NUMBER_LENGTH);
    }),
    { numRuns: runs(10_000) },
  );
});

test("period and sequence can be read back from a number by its length alone", () => {
  fc.assert(
    fc.property(patterns, moments, sequences, (text, issueDate, sequence) => {
      const pattern = patternOf(text);
      const number = formatNumber(pattern, { sequence, issueDate });
      const lengthOf = (part: string) => part.replaceAll("{YYYY}", "yyyy").replaceAll("{MM}", "mm").length;
      const digits = number.slice(lengthOf(pattern.prefix), number.length - lengthOf(pattern.suffix));
      expect(Number(digits)).toBe(sequence);
      if (!pattern.restartsYearly) return;
      const at = text.indexOf("{YYYY}");
      const numberAt = text.search(/\{0+\}/);
      const year =
        at < numberAt
          ? number.slice(lengthOf(text.slice(0, at))).slice(0, 4)
          : number.slice(number.length - lengthOf(text.slice(at))).slice(0, 4);
      expect(year).toBe(periodOf(pattern, issueDate));
    }),
    { numRuns: runs(5_000) },
  );
});

test("every small number of ten years and a year's digits beside it differs, even where digits touch", () => {
  for (const text of ["{YYYY}{0}", "{0}{YYYY}", "2{00}0{YYYY}", "{MM}{0}{YYYY}1"]) {
    const pattern = patternOf(text);
    const seen = new Map<string, string>();
    for (let year = 2020; year < 2030; year += 1)
      for (let sequence = 1; sequence <= 1200; sequence += 1) {
        const issueDate = asCivilDate(`${year}-0${1 + (sequence % 9)}-01`);
        const number = formatNumber(pattern, { sequence, issueDate });
        expect(seen.get(number)).toBeUndefined();
        seen.set(number, `${year} ${sequence}`);
      }
  }
});
