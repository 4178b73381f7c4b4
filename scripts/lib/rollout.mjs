/**
 * How one version takes over from another, wherever they run (Cloudflare, or the box).
 * @typedef {object} Means
 * @property {(share: number) => Promise<void>} split gives the new version so many percent of the requests, the old one the rest
 * @property {(share: number) => Promise<boolean>} check whether the new version does well: the smoke test, and the share of errors
 * @property {(reason: string) => Promise<void>} rollBack gives the old version everything again
 * @property {(text: string) => void} tell
 */

/** At 0 % only those who ask for the version by name reach it: the smoke test. */
export const STAGES = [0, 10, 50, 100];

/** Stage by stage to 100 %; the first check that fails, or breaks off, rolls back. @param {Means} means @returns {Promise<boolean>} whether the new version serves */
export async function rollOut({ split, check, rollBack, tell }) {
  for (const share of STAGES) {
    let reason = `the check at ${share} % failed`;
    try {
      await split(share);
      tell(`${share} % of the requests go to the new version`);
      if (await check(share)) continue;
    } catch (error) {
      reason = `at ${share} %: ${error instanceof Error ? error.message : error}`;
    }
    tell(`Rolling back: ${reason}`);
    await rollBack(reason);
    return false;
  }
  return true;
}
