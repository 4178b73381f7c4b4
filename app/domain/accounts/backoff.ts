/** Wrong guesses that cost nothing (security.md 4); people mistype. */
const FREE = 5;
const LONGEST_SECONDS = 900;

/** A count is forgotten when nobody guessed for this long. */
export const FORGET_AFTER_MS = 24 * 3_600_000;

/** Seconds to wait after the n-th wrong guess in a row: none for the first four, then 1, 2, 4 … and at most 900. */
export const waitAfter = (failures: number): number =>
  failures < FREE ? 0 : Math.min(LONGEST_SECONDS, 2 ** (failures - FREE));

/** The whole table by number of failures; its last entry holds for all that follow. The database reads it (db/unscoped/login-attempts.ts). */
export const WAITS: readonly number[] = Array.from({ length: 16 }, (_, failures) => waitAfter(failures));

/** A wait as people say it: up to a minute in seconds, beyond that in minutes, rounded up. */
export const waitInUnits = (
  seconds: number,
): { readonly unit: "second" | "minute"; readonly count: number } =>
  seconds <= 60 ? { unit: "second", count: seconds } : { unit: "minute", count: Math.ceil(seconds / 60) };
