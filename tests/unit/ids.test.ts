import fc from "fast-check";
import { expect, test } from "vitest";
import { isId, newId } from "~/shared/ids";
import { runs } from "../support/runs";

const filled = (byte: number) => (length: number) => new Uint8Array(length).fill(byte);

test("an id is the time and then the random bytes, in Crockford's base32", () => {
  expect(newId(0, filled(0))).toBe("00000000000000000000000000");
  expect(newId(2 ** 48 - 1, filled(255))).toBe("7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
  expect(newId(1_469_918_176_385, filled(0)).slice(0, 10)).toBe("01ARYZ6S41");
});

test("ids have their shape, sort by time, and keep all random bits", () => {
  const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
  const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });
  fc.assert(
    fc.property(time, bytes, time, bytes, (timeA, bytesA, timeB, bytesB) => {
      const a = newId(timeA, () => bytesA);
      const b = newId(timeB, () => bytesB);
      expect(isId(a)).toBe(true);
      if (timeA !== timeB) expect(a < b).toBe(timeA < timeB);
      expect(a === b).toBe(timeA === timeB && bytesA.every((byte, i) => byte === bytesB[i]));
    }),
    { numRuns: runs(3_000) },
  );
});

test.each([
  "",
  "01ARYZ6S41",
  "01aryz6s410000000000000000",
  "8ZZZZZZZZZZZZZZZZZZZZZZZZZ",
  "01ARYZ6S41000000000000000I",
  "01ARYZ6S4100000000000000000",
  "01ARYZ6S410000000000000000\n",
])("%j is no id", (text) => {
  expect(isId(text)).toBe(false);
});

test("a time or a random source that can't be is a bug", () => {
  for (const time of [-1, 0.5, Number.NaN, 2 ** 48]) expect(() => newId(time, filled(0))).toThrow(RangeError);
  expect(() => newId(0, () => new Uint8Array(9))).toThrow(RangeError);
});
