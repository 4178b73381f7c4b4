import { describe, expect, it } from "vitest";
import { median, quantile, slopeOf } from "../proofs/bench/stats";

describe("the bench's arithmetic", () => {
  it("takes the nearest rank", () => {
    const values = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect([quantile(values, 0.99), quantile(values, 1), median(values), median([7])]).toEqual([
      99, 100, 50, 7,
    ]);
  });

  it("finds the slope of a line, and none where there is none", () => {
    expect(slopeOf([0, 1, 2, 3].map((x) => [x, 5 + 2 * x] as const))).toEqual({ perUnit: 2, margin: 0 });
    const flat = slopeOf([10, 12, 10, 12, 10, 12, 10].map((y, x) => [x, y] as const));
    expect(flat.perUnit).toBeCloseTo(0, 10);
    expect(flat.margin).toBeGreaterThan(0);
  });

  it("gives the interval that tables of Student's t give", () => {
    // y = x with rests 1, -1, -1, 1: standard error of the slope √(4/2/5), t(2) = 4.303.
    const { perUnit, margin } = slopeOf([
      [0, 1],
      [1, 0],
      [2, 1],
      [3, 4],
    ]);
    expect(perUnit).toBeCloseTo(1, 10);
    expect(margin / (4.303 * Math.sqrt(4 / 2 / 5))).toBeCloseTo(1, 1);
  });
});
