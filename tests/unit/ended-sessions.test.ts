import { expect, it } from "vitest";
import { EndedSessions } from "~/http/pipeline/ended-sessions";

it("so many ended sessions are remembered, and the oldest are forgotten first", () => {
  const ended = new EndedSessions(3);
  for (const hash of ["a", "b", "c"]) ended.add(hash);
  ended.add("a");
  ended.add("d");
  expect(["a", "b", "c", "d"].map((hash) => ended.has(hash))).toEqual([true, false, true, true]);
});
