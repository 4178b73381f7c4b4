import { type Stack, startStack } from "../support/e2e-stack";
import { startSentrySink } from "../support/sentry-sink";
import { test as base } from "./fixtures";

type Sink = Awaited<ReturnType<typeof startSentrySink>>;

/** Tests with a database server and a Worker of their own, which reports to a Sentry of their own. */
export const test = base.extend<object, { sink: Sink; stack: Stack }>({
  sink: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const sink = await startSentrySink();
      await use(sink);
      await sink.stop();
    },
    { scope: "worker" },
  ],
  stack: [
    async ({ sink }, use) => {
      const stack = await startStack({ SENTRY_DSN: sink.dsn });
      // Where Person stores what a test needs to be there.
      process.env.TURSO_DATABASE_URL = stack.databaseUrl;
      await use(stack);
      await stack.stop();
    },
    { scope: "worker", timeout: 300_000 },
  ],
  baseURL: ({ stack }, use) => use(stack.url),
});

export { expect } from "@playwright/test";
