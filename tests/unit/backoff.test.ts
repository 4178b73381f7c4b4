import { describe, expect, it } from "vitest";
import { WAITS, waitAfter, waitInUnits } from "~/domain/accounts/backoff";

describe("the wait after wrong passwords", () => {
  it("is none for the first four, then doubles from a second to fifteen minutes", () => {
    expect(WAITS).toEqual([0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900]);
    expect([16, 100, 5000].map(waitAfter)).toEqual([900, 900, 900]);
  });

  it("lets fourteen guesses through in ten minutes", () => {
    let [seconds, guesses] = [0, 0];
    for (; seconds <= 600; seconds += waitAfter(guesses)) guesses += 1;
    expect(guesses).toBe(14);
  });

  it("is written for people, rounded up", () => {
    expect([1, 60, 61, 120, 900].map(waitInUnits)).toEqual([
      { unit: "second", count: 1 },
      { unit: "second", count: 60 },
      { unit: "minute", count: 2 },
      { unit: "minute", count: 2 },
      { unit: "minute", count: 15 },
    ]);
  });
});
