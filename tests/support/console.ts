import { afterEach, beforeEach, expect, vi } from "vitest";

let lines: string[] = [];
let errors: string[] = [];

const text = (args: readonly unknown[]) =>
  args.map((arg) => (arg instanceof Error ? arg.stack : String(arg))).join(" ");

/** What the app has logged in this test so far, one object per line. */
export const logLines = (): Record<string, unknown>[] =>
  lines.map((line) => JSON.parse(line) as Record<string, unknown>);

/** The lines of requests among them: one for each answer that was read to its end. */
export const requestLines = (): Record<string, unknown>[] =>
  logLines().filter(({ event }) => event === "request");

/** The errors of this test so far, which it expected: those that nobody takes fail the test. */
export function takeErrors(): string[] {
  const taken = errors;
  errors = [];
  return taken;
}

function listen() {
  vi.spyOn(console, "log").mockImplementation((...args: unknown[]) => void lines.push(text(args)));
  for (const method of ["error", "warn"] as const) {
    vi.spyOn(console, method).mockImplementation((...args: unknown[]) => void errors.push(text(args)));
  }
}

// Named in vitest.config.ts as a setup file: it runs before every test file. At once for beforeAll, and again for each test,
// since mocks are restored between two.
listen();
beforeEach(() => {
  lines = [];
  listen();
});

afterEach(() => {
  expect(takeErrors(), "errors that the test did not take").toEqual([]);
});
