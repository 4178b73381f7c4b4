import { describe, expect, it } from "vitest";
import { workIn } from "../proofs/budget/weights";

const nodes = [
  { id: 1, callFrame: { functionName: "(idle)" } },
  { id: 2, callFrame: { functionName: "start" } },
];
const profile = (...timeDeltas: number[]) => ({ nodes, samples: timeDeltas.map(() => 2), timeDeltas });

describe("the work in a profile", () => {
  it("is what its samples took, without waiting", () => {
    expect(workIn(profile(1_000, 1_000, 1_100, 900))).toBe(4);
    expect(workIn({ ...profile(1_000, 1_000, 1_000), samples: [1, 2, 2] })).toBe(2);
  });

  it("has no stretch in which the machine did something else", () => {
    expect(workIn(profile(1_000, 1_000, 60_000, 1_000, 1_000))).toBe(6);
  });

  it("grows with the work", () => {
    expect(workIn(profile(...Array.from({ length: 200 }, () => 1_000)))).toBe(200);
  });
});
