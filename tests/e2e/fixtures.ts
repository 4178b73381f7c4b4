import { randomBytes } from "node:crypto";
import { test as base, expect, type Response } from "@playwright/test";
import { hydrated } from "../support/e2e-hydration";
import { takeNotes } from "../support/e2e-notes";
import { type Person, register } from "../support/e2e-person";
import { watch } from "../support/e2e-watch";

interface Fixtures {
  /** Says which answers from 400 on the test means to get. Any other fails it, as does every error in the console. */
  allow: (...statuses: number[]) => void;
  /** Says which errors the test means to cause. */
  tolerate: (...problems: RegExp[]) => void;
  /** Goes to a page, and waits until its scripts run where there are any. */
  open: (path: string) => Promise<Response | null>;
  /** Somebody new, signed in in this browser, with a business of their own. */
  registered: Person;
}

const allowedStatuses = new WeakMap<object, Set<number>>();
const toleratedProblems = new WeakMap<object, RegExp[]>();

/** An address of its own for every test: the limiter counts what an anonymous address (its /64) asks for. */
export const freshAddress = () =>
  `2001:db8:${randomBytes(2).toString("hex")}:${randomBytes(2).toString("hex")}::1`;

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
  extraHTTPHeaders: ({}, use) => use({ "CF-Connecting-IP": freshAddress() }),

  context: async ({ context }, use) => {
    const allowed = new Set<number>();
    allowedStatuses.set(context, allowed);
    const problems = await watch(context, allowed);
    const notesTaken = takeNotes(context);
    await use(context);
    await notesTaken();
    const tolerated = toleratedProblems.get(context) ?? [];
    const others = problems.filter((problem) => !tolerated.some((each) => each.test(problem)));
    expect(others, "what must not happen in a test").toEqual([]);
  },

  allow: ({ context }, use) =>
    use((...statuses) => {
      for (const status of statuses) allowedStatuses.get(context)?.add(status);
    }),

  tolerate: ({ context }, use) => use((...problems) => void toleratedProblems.set(context, problems)),

  open: ({ page, javaScriptEnabled }, use) =>
    use(async (path) => {
      const response = await page.goto(path);
      if (javaScriptEnabled !== false) await hydrated(page);
      return response;
    }),

  registered: async ({ context }, use) => use(await register(context)),
});

export { expect };
