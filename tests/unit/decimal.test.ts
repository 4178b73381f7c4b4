import fc from "fast-check";
import { expect, test } from "vitest";
import {
  asMicro,
  asPpm,
  formatDecimal,
  formatFraction,
  formatPercent,
  MAX_MICRO,
  parseDecimal,
  parsePercent,
  parseScaled,
} from "~/shared/decimal";
import { runs } from "../support/runs";

test.each([
  ["0", 0],
  ["-0", 0],
  ["1", 1_000_000],
  ["007", 7_000_000],
  ["1.5", 1_500_000],
  ["-1.5", -1_500_000],
  [".5", 500_000],
  ["5.", 5_000_000],
  ["0.000001", 1],
  ["1.234", 1_234_000],
  ["1000000000", MAX_MICRO],
  ["-1000000000", -MAX_MICRO],
])("%j is read as %d millionths", (text, micro) => {
  expect(parseDecimal(text)).toEqual({ ok: true, value: micro });
});

test.each([
  ["", "empty"],
  [" ", "not-a-number"],
  ["-", "not-a-number"],
  [".", "not-a-number"],
  ["-.", "not-a-number"],
  ["+1", "not-a-number"],
  ["--1", "not-a-number"],
  ["1e3", "not-a-number"],
  ["Infinity", "not-a-number"],
  ["0x10", "not-a-number"],
  ["1_000", "not-a-number"],
  ["1..2", "not-a-number"],
  ["\u0661", "not-a-number"],
  // People write so, and numerals.ts reads it.
  ["1,5", "not-a-number"],
  [" 1.5", "not-a-number"],
  ["\u22121.5", "not-a-number"],
  ["1,234.5", "not-a-number"],
  ["1.234.567", "not-a-number"],
  ["1 234", "not-a-number"],
  ["0.0000001", "too-many-decimals"],
  ["1.5000000", "too-many-decimals"],
  ["1000000000.000001", "out-of-range"],
  ["-1000000001", "out-of-range"],
  [`1${"0".repeat(400)}`, "out-of-range"],
])("%j is refused: %s", (text, error) => {
  expect(parseDecimal(text)).toEqual({ ok: false, error });
});

test("bounds are inclusive", () => {
  const bounds = { min: 0, max: 2_000_000 };
  expect(parseDecimal("0", bounds).ok).toBe(true);
  expect(parseDecimal("2", bounds).ok).toBe(true);
  expect(parseDecimal("-0.000001", bounds)).toEqual({ ok: false, error: "out-of-range" });
  expect(parseDecimal("2.000001", bounds)).toEqual({ ok: false, error: "out-of-range" });
});

test("zero is never negative zero", () => {
  const parsed = parseDecimal("-0.00");
  expect(parsed.ok && Object.is(parsed.value, 0)).toBe(true);
  expect(Object.is(asMicro(-0), 0)).toBe(true);
});

test("a text of a megabyte is refused at once", () => {
  // Processor time, since the machine may be busy: with the square of the length it would be an hour.
  const before = process.cpuUsage();
  expect(parseDecimal("9".repeat(1_000_000)).ok).toBe(false);
  expect(parseDecimal("1.111".repeat(200_000)).ok).toBe(false);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1_000_000).toBeLessThan(5);
});

test("every decimal is read back from its shortest text", () => {
  fc.assert(
    fc.property(fc.integer({ min: -MAX_MICRO, max: MAX_MICRO }), (n) => {
      const text = formatDecimal(asMicro(n));
      expect(text).toMatch(/^-?(0|[1-9]\d*)(\.\d*[1-9])?$/);
      expect(parseDecimal(text)).toEqual({ ok: true, value: n });
    }),
    { numRuns: runs(15_000) },
  );
});

test("no text makes the reader throw, and what it reads is within bounds", () => {
  const noise = fc.string({ unit: fc.constantFrom(..."0123456789.,-' \u00A0eEx+%"), maxLength: 24 });
  fc.assert(
    fc.property(fc.oneof(noise, fc.string()), (text) => {
      const parsed = parseDecimal(text);
      if (parsed.ok) expect(Math.abs(parsed.value)).toBeLessThanOrEqual(MAX_MICRO);
    }),
    { numRuns: runs(10_000) },
  );
});

test("a scale of zero takes no decimals", () => {
  expect(parseScaled("12", 0)).toEqual({ ok: true, value: 12n });
  expect(parseScaled("12.0", 0)).toEqual({ ok: false, error: "too-many-decimals" });
});

test.each([
  ["19", 190_000, "19"],
  ["9.975", 99_750, "9.975"],
  ["0", 0, "0"],
  ["100", 1_000_000, "100"],
  ["0.0001", 1, "0.0001"],
])("the percentage %j is %d millionths and is written %s", (text, ppm, written) => {
  expect(parsePercent(text)).toEqual({ ok: true, value: ppm });
  expect(formatPercent(asPpm(ppm))).toBe(written);
});

test.each([
  ["", "empty"],
  ["19%", "not-a-number"],
  ["-1", "out-of-range"],
  ["100.0001", "out-of-range"],
  ["1.00001", "too-many-decimals"],
])("the percentage %j is refused: %s", (text, error) => {
  expect(parsePercent(text)).toEqual({ ok: false, error });
});

test("every rate is read back from its text", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (n) => {
      expect(parsePercent(formatPercent(asPpm(n)))).toEqual({ ok: true, value: n });
    }),
    { numRuns: runs(5_000) },
  );
});

test("a fraction is written exactly, and one that never ends says so", () => {
  expect(formatFraction(5939892n, 10_000n)).toBe("593.9892");
  expect(formatFraction(-1n, 8n)).toBe("-0.125");
  expect(formatFraction(0n, 7n)).toBe("0");
  expect(formatFraction(300n, 3n)).toBe("100");
  expect(formatFraction(-2n, 3n)).toBe("-0.666666666666…");
});

test("a number that isn't a whole number in range can't be marked", () => {
  for (const value of [0.5, Number.NaN, Number.POSITIVE_INFINITY, MAX_MICRO + 1])
    expect(() => asMicro(value)).toThrow(RangeError);
  for (const value of [0.5, -1, 1_000_001, Number.NaN]) expect(() => asPpm(value)).toThrow(RangeError);
});
