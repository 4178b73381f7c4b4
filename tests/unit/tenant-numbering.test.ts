import { expect, test } from "vitest";
import { nextNumber, previewNumber } from "~/domain/numbering/next-number";
import { type NumberPattern, parsePattern } from "~/domain/numbering/pattern";
import { proofOf, runRows, skippedStretches } from "~/domain/numbering/runs";
import { english } from "~/i18n/in-english";
import { examplePatterns, patternProblem, stretchInWords } from "~/modules/numbering/pattern-words";
import { attachment, csvRows } from "~/shared/csv";
import { asCivilDate } from "~/shared/dates";

const JUNE = asCivilDate("2026-06-05");

function patternOf(text: string): NumberPattern {
  const parsed = parsePattern(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error}`);
  return parsed.value;
}

const series = [
  { id: "A", pattern: "INV-{YYYY}-{0000}" },
  { id: "B", pattern: "{000}" },
];
const given = [
  { seriesId: "A", period: "2025", next: 90 },
  { seriesId: "A", period: "2026", next: 43 },
  { seriesId: "B", period: "", next: 7 },
];

test("the series that has a pattern goes on where it was in the period", () => {
  expect(nextNumber(patternOf("INV-{YYYY}-{0000}"), JUNE, series, given)).toMatchObject({
    seriesId: "A",
    period: "2026",
    lowest: 43,
  });
  expect(nextNumber(patternOf("{000}"), JUNE, series, given)).toMatchObject({
    seriesId: "B",
    period: "",
    lowest: 7,
  });
});

test("a new pattern and a new year begin at 1", () => {
  expect(nextNumber(patternOf("R{0}"), JUNE, series, given)).toMatchObject({ seriesId: null, lowest: 1 });
  expect(nextNumber(patternOf("INV-{YYYY}-{0000}"), asCivilDate("2027-01-01"), series, given)).toMatchObject({
    period: "2027",
    lowest: 1,
  });
});

test("the preview is the number in full, or nothing while it can't be read", () => {
  expect(previewNumber("INV-{YYYY}-{0000}", " 43 ", JUNE)).toBe("INV-2026-0043");
  for (const [pattern, next] of [
    ["INV", "1"],
    ["{0}", ""],
    ["{0}", "0"],
    ["{0}", "1.5"],
    ["{0}", "9999999999"],
  ] as const) {
    expect(previewNumber(pattern, next, JUNE)).toBeNull();
  }
});

test("every example is a pattern", () => {
  for (const pattern of examplePatterns) expect(previewNumber(pattern, "43", JUNE)).toContain("43");
});

test("every mistake in a pattern is told in words of its own", () => {
  const errors = [
    "empty",
    "too-long",
    "stray-brace",
    "unknown-token",
    "bad-character",
    "no-number",
    "two-numbers",
    "number-too-wide",
  ] as const;
  expect(new Set(errors.map(patternProblem)).size).toBe(errors.length);
});

test("sequences in words", () => {
  const said = [7, 8, 12].map((to) => stretchInWords({ from: 7, to }, english));
  expect(said).toEqual(["7", "7 and 8", "7 to 12"]);
});

const run = {
  seriesId: "A",
  pattern: "{0}",
  period: "",
  first: 1,
  last: 3,
  firstNumber: "1",
  lastNumber: "3",
  invoices: 3,
};

test("a whole run misses nothing, and one without numbers yet says so", () => {
  expect(runRows([run], [])).toMatchObject([
    { first: "1", last: "3", invoices: 3, missing: 0, gaps: [], period: "" },
  ]);
  const fresh = { ...run, first: 100, last: 99, firstNumber: null, lastNumber: null, invoices: 0 };
  expect(runRows([fresh], [])).toMatchObject([{ first: "100", last: null, missing: 0 }]);
  expect(proofOf([run, fresh])).toEqual({ given: 3, purged: 0, missing: 0 });
});

test("a broken run says which numbers are missing", () => {
  const broken = { ...run, last: 9, lastNumber: null, invoices: 5 };
  const gaps = [
    { seriesId: "A", period: "", first: 1, from: 4, to: 6 },
    { seriesId: "A", period: "", first: 1, from: 9, to: 9 },
    { seriesId: "B", period: "", first: 1, from: 2, to: 2 },
  ];
  expect(runRows([broken], gaps)).toMatchObject([
    {
      last: "9",
      gaps: [
        { from: 4, to: 6 },
        { from: 9, to: 9 },
      ],
      missing: 4,
    },
  ]);
  expect(proofOf([{ ...broken, purged: 4 }])).toEqual({ given: 9, purged: 4, missing: 0 });
  expect(proofOf([broken])).toEqual({ given: 9, purged: 0, missing: 4 });
});

test.each([
  ["=1+1", "'=1+1"],
  ["+49", "'+49"],
  ["-1", "'-1"],
  ["@x", "'@x"],
  ["\tx", "'\tx"],
  ["\rx", '"\'\rx"'],
  ['=a,"b"', '"\'=a,""b"""'],
  ["a,b", '"a,b"'],
  ["INV-1", "INV-1"],
  ["", ""],
])("the CSV cell %j is written as %j", (value, written) => {
  expect(csvRows([[value]])).toBe(`${written}\r\n`);
});

test("a download's name is ASCII for old programs and whole for others", () => {
  expect(attachment("Numbers Müller & Söhne 2026.csv")).toBe(
    `attachment; filename="Numbers Muller & Sohne 2026.csv"; filename*=UTF-8''Numbers%20M%C3%BCller%20%26%20S%C3%B6hne%202026.csv`,
  );
});

test("no name breaks out of the header", () => {
  const header = attachment('a"\r\nSet-Cookie: x=1/../b\\c%22\uD800日本.csv');
  expect(header).not.toMatch(/[\r\n]/);
  expect(header).toBe(
    `attachment; filename="a-Set-Cookie- x=1-..-b-c-22___.csv"; filename*=UTF-8''a-Set-Cookie-%20x%3D1-..-b-c-22%EF%BF%BD%E6%97%A5%E6%9C%AC.csv`,
  );
  expect(() => new Headers({ "Content-Disposition": header })).not.toThrow();
});

test("what lies between two runs was left out, by whoever raised the number to the second", () => {
  const raised = (to: number, who: string, period = "") => ({ seriesId: "A", period, to, at: 1, who });
  const later = { ...run, first: 50, last: 52 };
  const never = { ...run, first: 10, last: 9 };
  const otherYear = { ...run, period: "2027", first: 1, last: 2 };
  expect(
    skippedStretches(
      [later, never, run, otherYear],
      [raised(10, "Ada"), raised(50, "Bob"), raised(50, "Eve", "2027")],
    ),
  ).toMatchObject([
    { from: 10, to: 49, raise: { who: "Bob" } },
    { from: 4, to: 9, raise: { who: "Ada" } },
  ]);
});

test("a series that begins at a higher number left out those before it, whether the trail says so or not", () => {
  expect(skippedStretches([{ ...run, first: 100, last: 101 }], [])).toMatchObject([
    { from: 1, to: 99, raise: null },
  ]);
  expect(skippedStretches([run], [])).toEqual([]);
});
