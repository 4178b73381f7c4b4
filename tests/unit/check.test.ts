import { checkVersions } from "@db/check/audit-rules";
import { NumberCheck } from "@db/check/number-rules";
import type { NumberRow, Run, Series } from "@db/check/rows";
import { checkSchema } from "@db/check/schema-rules";
import { parseSnapshot, snapshotText } from "@db/check/snapshot";
import { checkTexts } from "@db/check/text-rules";
import { formatViolation, type Violation } from "@db/check/violation";
import { expect, test } from "vitest";
import type { TenantId } from "~/shared/ids-brands";

const TENANT = "T" as TenantId;

const series = (more: Partial<Series> = {}): Series => ({
  tenantId: TENANT,
  id: "s",
  pattern: "INV-{YYYY}-{0000}",
  prefix: "INV-{YYYY}-",
  suffix: "",
  width: 4,
  restartsYearly: true,
  isActive: true,
  version: 1,
  createdAt: 1,
  updatedAt: 1,
  ...more,
});

const run = (firstSequence: number, lastSequence: number, period = "2026"): Run => ({
  tenantId: TENANT,
  seriesId: "s",
  period,
  firstSequence,
  lastSequence,
  createdAt: 1,
});

const number = (sequence: number, more: Partial<NumberRow> = {}): NumberRow => ({
  id: `i${sequence}`,
  seriesId: "s",
  period: "2026",
  sequence,
  number: `INV-2026-${String(sequence).padStart(4, "0")}`,
  issueDate: "2026-05-01",
  issuedAt: 1,
  ...more,
});

function violations(runs: Run[], numbers: NumberRow[], all: Series[] = [series()]): string[] {
  const check = new NumberCheck(TENANT, all, runs);
  for (const row of numbers) check.take(row);
  return check.end().map(({ table, message }: Violation) => `${table}: ${message}`);
}

test("whole runs say nothing, raised ones and empty ones too", () => {
  expect(
    violations([run(1, 2), run(10, 11), run(1, 0, "2027")], [number(1), number(2), number(10), number(11)]),
  ).toEqual([]);
});

test("a hole is told at the beginning, in the middle and at the end of a run", () => {
  expect(violations([run(1, 5)], [number(2), number(4)])).toEqual([
    "number_runs: 1 is missing",
    "number_runs: 3 is missing",
    "number_runs: 5 is missing",
  ]);
  expect(violations([run(1, 5)], [])).toEqual(["number_runs: 1 to 5 are missing"]);
});

test("a sequence given twice is told", () => {
  expect(violations([run(1, 2)], [number(1), number(2), number(2)])).toEqual([
    "invoices: the sequence 2 was given twice",
  ]);
});

test("a number outside of every run is told, between two runs too", () => {
  expect(violations([run(1, 1), run(10, 10)], [number(1), number(5), number(10)])).toEqual([
    "invoices: the sequence 5 lies in no run of its series",
  ]);
});

test("runs that overlap are told", () => {
  expect(violations([run(1, 3), run(3, 3)], [number(1), number(2), number(3)])).toContain(
    "number_runs: begins within the run from 1",
  );
});

test("a text or a period that the series does not give is told", () => {
  expect(violations([run(1, 1)], [number(1, { number: "INV-2026-001" })])).toEqual([
    "invoices: the number is INV-2026-001, its series writes INV-2026-0001",
  ]);
  expect(violations([run(1, 1)], [number(1, { issueDate: "2025-12-31", number: "INV-2025-0001" })])).toEqual([
    "invoices: the period is 2026, its date says 2025",
  ]);
});

test("a series whose parts are not its pattern's is told", () => {
  expect(violations([], [], [series({ width: 5 })])).toEqual([
    "number_series: its parts are not those of the pattern INV-{YYYY}-{0000}",
  ]);
});

const events = (...versions: number[]) =>
  versions.map((entityVersion, i) => ({ seq: i + 1, action: "client.changed", entityVersion }));

test("versions are told where they skip, repeat or end elsewhere", () => {
  const messages = (version: number, list: ReturnType<typeof events>, first?: 1 | 2) =>
    checkVersions("clients", {}, version, list, first).map(({ message }) => message);
  expect(messages(3, events(1, 2, 3))).toEqual([]);
  expect(messages(1, [], 2)).toEqual([]);
  expect(messages(3, events(2, 3), 2)).toEqual([]);
  expect(messages(1, [])).toEqual(["version is 1, the audit trail ends at 0"]);
  expect(messages(3, events(1, 3))).toEqual(["client.changed says version 3, 2 comes next"]);
  expect(messages(2, events(1, 2, 2))).toEqual(["client.changed says version 2, 3 comes next"]);
  expect(messages(4, events(1, 2, 3))).toEqual(["version is 4, the audit trail ends at 3"]);
});

const object = (sql: string) => ({
  type: sql.split(" ")[1]?.toLowerCase() ?? "",
  name: sql.split(" ")[2] ?? "",
  sql,
});

test("a snapshot is read as it was written, whatever the order of its objects", () => {
  const objects = [
    object("CREATE TRIGGER t BEFORE DELETE ON a BEGIN SELECT 1; SELECT 2; END"),
    object("CREATE TABLE a (x TEXT)"),
    { type: "index", name: "a_x", sql: "CREATE UNIQUE INDEX a_x ON a (x)" },
    { type: "table", name: "f", sql: "CREATE VIRTUAL TABLE f USING fts5 (text)" },
  ];
  const text = snapshotText(objects);
  expect(snapshotText([...objects].reverse())).toBe(text);
  expect(parseSnapshot(text).map(({ name }) => name)).toEqual(["a", "f", "a_x", "t"]);
  expect(new Set(parseSnapshot(text))).toEqual(new Set(objects));
});

test("what is missing, rewritten or strange in a schema is told", () => {
  const expected = [object("CREATE TABLE a (x TEXT)"), object("CREATE INDEX a_x ON a (x)")];
  const table = object("CREATE TABLE a (x TEXT)");
  expect(checkSchema(expected, [table, object("CREATE INDEX a_x ON a\n  (x)")])).toEqual([]);
  expect(checkSchema(expected, [table]).map(({ message }) => message)).toEqual(["is missing"]);
  const other = [
    object("CREATE TABLE a (y TEXT)"),
    object("CREATE INDEX a_x ON a (x)"),
    object("CREATE TRIGGER t"),
  ];
  expect(checkSchema(expected, other).map(({ message }) => message)).toEqual([
    "is not as the migrations wrote it",
    "comes from no migration",
  ]);
});

test("texts are counted as a form counts them", () => {
  const messages = (note: string | null) => checkTexts("clients", { note }, {}).map(({ message }) => message);
  expect(messages(null)).toEqual([]);
  expect(messages("x".repeat(2000))).toEqual([]);
  expect(messages("😀".repeat(1001))).toEqual(["note has 2002 characters, at most 2000 are allowed"]);
  expect(messages("")).toEqual(["note is an empty text"]);
  expect(messages("a\0b")).toEqual(["note has a NUL character"]);
  expect(checkTexts("clients", { addressLine1: "" }, {}).map(({ message }) => message)).toEqual([
    "address_line1 is an empty text",
  ]);
});

test("a violation is one line, whatever was stored", () => {
  const violation: Violation = {
    rule: 3,
    table: "invoices",
    ids: { id: "X" },
    message: "the number is a\nb",
  };
  expect(formatViolation(violation)).toBe("rule 3  invoices  id=X  the number is a b");
});

test("a text that lies, or that no form would have stored so, is told; honest ones are not", () => {
  const say = (name: string, note = "two\nlines") =>
    checkTexts("clients", { name, note }, {}).map(({ rule, message }) => `${rule} ${message}`);
  expect(say("Ad\u202ea")).toEqual([
    "10 name is no honest text: Behind “Ad” there is a hidden character that turns the order of the letters around (U+202E). Take it out, or type the text again.",
  ]);
  for (const odd of ["e\u0301", "A\u200b", "A\u00a0B", " A", "\u0301"])
    expect(say(odd)).toEqual(["10 name is not as a form stores it"]);
  expect(say("two\nlines")).toHaveLength(1);
  for (const honest of ["می‌خواهم", "क्‍ष", "👩‍👩‍👧", "Müller & Söhne"]) expect(say(honest)).toEqual([]);
});
