import type { DatabaseConfig } from "@db/client.server";

/** How long tests wait for a database that is only slow: the product gives up sooner, and on a busy machine that is nobody's mistake. */
export const PATIENCE_MS = 30_000;

/** For all settings of the app but in tests of the times themselves. */
export const patientEnv = { DATABASE_DEADLINE_MS: String(PATIENCE_MS) };

/** For the tests of the times themselves: those of production. */
export const usualTimes = { DATABASE_DEADLINE_MS: undefined };

/**
 * So many milliseconds on a machine that has nothing else to do, as many as that is here and now: `calmMs` is how long the same takes
 * in this very run when nothing is wrong, and `times` how much longer it may take beside the wait.
 */
export const within = (ms: number, calmMs: number, times = 20): number => ms + times * calmMs;

/** How long this takes, in milliseconds. */
export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The database of a test, with time. */
export const patient = (url: string): DatabaseConfig => ({ url, deadlineMs: PATIENCE_MS });
