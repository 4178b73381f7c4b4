/** @typedef {{ requests: number, errors: number }} Served how many requests a version answered, and how many of them with a 5xx */

/** Fewer errors than this may be one person's bad luck. */
const FEW = 3;
const MOST = 0.01;

const share = (/** @type {Served} */ { requests, errors }) => (requests === 0 ? 0 : errors / requests);
const percent = (/** @type {number} */ part) => `${(part * 100).toFixed(1)} %`;

/**
 * Whether a version does worse than the one before it: at least three errors, more than 1 % of its requests, and more than twice the old
 * version's share meanwhile. When the database is away both fail alike, and going back would help nobody.
 * @param {Served} next @param {Served} old
 * @returns {string | undefined} what is wrong, in words
 */
export function worse(next, old) {
  const [now, before] = [share(next), share(old)];
  if (next.errors < FEW || now <= MOST || now <= 2 * before) return undefined;
  return `${next.errors} of ${next.requests} requests failed (${percent(now)}; the old version: ${percent(before)})`;
}
