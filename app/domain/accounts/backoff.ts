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

/** "30 seconds", "2 minutes": rounded up, for people. */
export function waitInWords(seconds: number): string {
  const [count, unit] = seconds <= 60 ? [seconds, "second"] : [Math.ceil(seconds / 60), "minute"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
