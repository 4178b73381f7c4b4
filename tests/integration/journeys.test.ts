import { beforeAll, describe, expect, it } from "vitest";
import { firstSteps, newMemory, readingSteps, type Step, steps, take } from "../../scripts/lib/journeys.mjs";
import { register } from "../../scripts/lib/newcomer.mjs";
import { newVisitor } from "../../scripts/lib/visitor.mjs";
import { createTestApp } from "../support/app";
import { ORIGIN } from "../support/visitor";

// What the synthetic load does all day: each step must notice when it got another page than the one that it is for.

const app = createTestApp();
let visitor: ReturnType<typeof newVisitor>;
let base: string;

beforeAll(async () => {
  visitor = newVisitor(ORIGIN, {}, (url, init) => app.visitor().fetch(url.href, init));
  base = await register(visitor, "Journeys & Sons");
});

/** The step with one of its parameters misspelt, for each of them. */
const misspelt = (step: Step): Step[] =>
  [0, 1, 2].map((which) => ({
    ...step,
    ask: (by, memory, path) => {
      const [page = "", query = ""] = path.split("?");
      const params = [...new URLSearchParams(query)].map(
        ([name, value], i) => [i === which ? `${name}x` : name, value] as [string, string],
      );
      return step.ask(by, memory, `${page}?${new URLSearchParams(params)}`);
    },
  }));

const queryOf = (step: Step, memory: ReturnType<typeof newMemory>) => [
  ...new URLSearchParams(step.path(memory).split("?")[1]),
];

describe("the journeys of the synthetic load", () => {
  it("get the pages that they are for, and notice a misspelt parameter", async () => {
    const memory = newMemory(base);
    for (const step of firstSteps) await take(step, visitor, memory);
    let noticed = 0;
    for (const step of [...steps, ...steps, ...readingSteps]) {
      for (const wrong of misspelt(step).slice(0, queryOf(step, memory).length)) {
        noticed += 1;
        await expect.soft(take(wrong, visitor, { ...memory })).rejects.toThrow(/ shows | does not show /);
      }
      await take(step, visitor, memory);
    }
    // Five in each round, and two searches in the end.
    expect(noticed).toBeGreaterThanOrEqual(12);
  });

  it("fail where nothing was written", async () => {
    const memory = newMemory(base);
    for (const step of firstSteps) await take(step, visitor, memory);
    for (const step of steps.slice(0, 4)) await take(step, visitor, memory);
    const [page] = steps.slice(4);
    const other = { ...memory, invoice: memory.other };
    if (!page) throw new Error("There is no step.");
    await expect(take(page, visitor, other)).rejects.toThrow("shows");
  });
});
