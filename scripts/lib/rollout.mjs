import { worse } from "./error-rate.mjs";

/**
 * How one version takes over from another, wherever they run (Cloudflare, or the box).
 * @typedef {object} Means
 * @property {(share: number) => Promise<void>} split gives the new version so many percent of the requests, the old one the rest
 * @property {(share: number) => Promise<boolean>} check whether the new version does well when it is asked: the smoke test
 * @property {(since: number) => Promise<{ next: Served, old: Served }>} served what both versions answered to everybody since then (milliseconds UTC)
 * @property {(reason: string) => Promise<void>} rollBack gives the old version everything again
 * @property {(text: string) => void} tell
 *
 * @typedef {import("./error-rate.mjs").Served} Served
 */

/** At 0 % only those who ask for the version by name reach it: the smoke test. */
export const STAGES = [0, 10, 50, 100];

/** @param {Means} means @param {number} share @returns {Promise<string | undefined>} why the new version may not stay */
async function fault({ split, check, served, tell }, share) {
  try {
    const since = Date.now();
    await split(share);
    tell(`${share} % of the requests go to the new version`);
    if (!(await check(share))) return `the check at ${share} % failed`;
    if (share === 0) return undefined;
    const { next, old } = await served(since);
    tell(`it answered ${next.requests} requests, ${next.errors} of them with an error`);
    const wrong = worse(next, old);
    return wrong && `at ${share} %: ${wrong}`;
  } catch (error) {
    return `at ${share} %: ${error instanceof Error ? error.message : error}`;
  }
}

/** Stage by stage to 100 %; the first check that fails, or breaks off, or too many errors roll back. @param {Means} means @returns {Promise<boolean>} whether the new version serves */
export async function rollOut(means) {
  for (const share of STAGES) {
    const reason = await fault(means, share);
    if (!reason) continue;
    means.tell(`Rolling back: ${reason}`);
    await means.rollBack(reason);
    return false;
  }
  return true;
}
