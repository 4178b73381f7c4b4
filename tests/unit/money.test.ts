import fc from "fast-check";
import { expect, test } from "vitest";
import { asCurrency } from "~/shared/currency";
import {
  allocate,
  asMinor,
  formatAmountPlain,
  MAX_AMOUNT,
  parseAmount,
  roundHalfAwayFromZero,
} from "~/shared/money";
import { runs } from "../support/runs";

const EUR = asCurrency("EUR");
const JPY = asCurrency("JPY");
const KWD = asCurrency("KWD");

test.each([
  [5n, 2n, 3n],
  [-5n, 2n, -3n],
  [5n, -2n, -3n],
  [-5n, -2n, 3n],
  [4n, 3n, 1n],
  [-4n, 3n, -1n],
  [1n, 2n, 1n],
  [-1n, 2n, -1n],
  [49n, 100n, 0n],
  [-49n, 100n, 0n],
  [0n, 5n, 0n],
])("%d over %d rounds to %d", (numerator, denominator, rounded) => {
  expect(roundHalfAwayFromZero(numerator, denominator)).toBe(rounded);
});

test("nothing can be divided by zero", () => {
  expect(() => roundHalfAwayFromZero(1n, 0n)).toThrow(RangeError);
});

test("an amount has as many decimals as its currency at most", () => {
  expect(parseAmount("1234.50", EUR)).toEqual({ ok: true, value: 123_450 });
  expect(parseAmount("12", EUR)).toEqual({ ok: true, value: 1200 });
  expect(parseAmount("12.345", KWD)).toEqual({ ok: true, value: 12_345 });
  expect(parseAmount("1234567", JPY)).toEqual({ ok: true, value: 1_234_567 });
  expect(parseAmount("12.345", EUR)).toEqual({ ok: false, error: "too-many-decimals" });
  expect(parseAmount("1.000", EUR)).toEqual({ ok: false, error: "too-many-decimals" });
  expect(parseAmount("1.000", JPY)).toEqual({ ok: false, error: "too-many-decimals" });
  expect(parseAmount("", EUR)).toEqual({ ok: false, error: "empty" });
  expect(parseAmount("1e5", EUR)).toEqual({ ok: false, error: "not-a-number" });
});

test("an amount is bounded", () => {
  expect(parseAmount("99999999999.99", EUR)).toEqual({ ok: true, value: MAX_AMOUNT });
  expect(parseAmount("100000000000.00", EUR)).toEqual({ ok: false, error: "out-of-range" });
  expect(parseAmount("-0.01", EUR, { min: 0 })).toEqual({ ok: false, error: "out-of-range" });
  expect(parseAmount("5.01", EUR, { max: 500 })).toEqual({ ok: false, error: "out-of-range" });
});

test("the plain text has exactly the currency's decimals", () => {
  expect(formatAmountPlain(asMinor(123_450), EUR)).toBe("1234.50");
  expect(formatAmountPlain(asMinor(-5), EUR)).toBe("-0.05");
  expect(formatAmountPlain(asMinor(0), KWD)).toBe("0.000");
  expect(formatAmountPlain(asMinor(-1234), JPY)).toBe("-1234");
});

test("every amount is read back from its plain text", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -MAX_AMOUNT, max: MAX_AMOUNT }),
      fc.constantFrom(EUR, JPY, KWD),
      (amount, currency) => {
        expect(parseAmount(formatAmountPlain(asMinor(amount), currency), currency)).toEqual({
          ok: true,
          value: amount,
        });
      },
    ),
    { numRuns: runs(10_000) },
  );
});

test("only a safe integer is an amount", () => {
  for (const value of [0.1, Number.NaN, 2 ** 53]) expect(() => asMinor(value)).toThrow(RangeError);
  expect(Object.is(asMinor(-0), 0)).toBe(true);
});

test.each<[number, number[], number[]]>([
  [100, [1, 1, 1], [34, 33, 33]],
  [-100, [1, 1, 1], [-34, -33, -33]],
  [5, [3, 7], [2, 3]],
  [1, [0, 1, 0], [0, 1, 0]],
  [10, [1, 2, 3, 4], [1, 2, 3, 4]],
  [10, [30, -10], [15, -5]],
  [10, [-30, 10], [15, -5]],
  [0, [1, 2], [0, 0]],
  [0, [0, 0], [0, 0]],
  [0, [], []],
])("%d split by %j is %j", (total, weights, shares) => {
  expect(allocate(asMinor(total), weights)).toEqual({ ok: true, value: shares });
});

test("nothing can be split by weights that add up to zero", () => {
  expect(allocate(asMinor(1), [0, 0])).toEqual({ ok: false, error: "zero-weights" });
  expect(allocate(asMinor(1), [5, -5])).toEqual({ ok: false, error: "zero-weights" });
  expect(allocate(asMinor(1), [])).toEqual({ ok: false, error: "zero-weights" });
});

test("a share beyond the largest amount is refused", () => {
  const result = allocate(asMinor(MAX_AMOUNT), [MAX_AMOUNT, 1 - MAX_AMOUNT]);
  expect(result).toEqual({ ok: false, error: "amount-too-large" });
});

test("a split loses no cent, keeps every share within one of its exact part, and mirrors for the opposite total", () => {
  const weight = fc.integer({ min: -50_000, max: 1_000_000 });
  const total = fc.integer({ min: -10_000_000, max: 10_000_000 });
  fc.assert(
    fc.property(total, fc.array(weight, { minLength: 1, maxLength: 7 }), (amount, weights) => {
      const sum = weights.reduce((a, b) => a + b, 0);
      fc.pre(sum !== 0);
      const result = allocate(asMinor(amount), weights);
      if (!result.ok) throw new Error(result.error);
      expect(result.value.reduce((a, b) => a + b, 0)).toBe(amount);
      for (const [i, share] of result.value.entries()) {
        const off = BigInt(share) * BigInt(sum) - BigInt(amount) * BigInt(weights[i] ?? 0);
        expect((off < 0n ? -off : off) < BigInt(Math.abs(sum))).toBe(true);
      }
      const mirrored = allocate(asMinor(-amount), weights);
      expect(mirrored).toEqual({ ok: true, value: result.value.map((share) => 0 - share) });
    }),
    { numRuns: runs(15_000) },
  );
});
