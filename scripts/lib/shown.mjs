/**
 * What a page must say and what it must not, as parts of its HTML: so that a measurement of the wrong page fails.
 * @typedef {{ there: readonly (string | RegExp)[], absent: readonly (string | RegExp)[] }} Shown
 */

/** @param {string} html @param {string | RegExp} part */
const has = (html, part) => (typeof part === "string" ? html.includes(part) : part.test(html));

/** How the page's links name the address of a row: without the row, it is nowhere in the page's markup. @param {string} path */
export const rowTo = (path) => `href="${path}"`;

/**
 * In words, how a page differs from what it must show; nothing when it does not.
 * @param {string} html @param {Shown} shown @returns {string[]}
 */
export const wrongWith = (html, { there, absent }) => [
  ...there.filter((part) => !has(html, part)).map((part) => `does not show ${part}`),
  ...absent.filter((part) => has(html, part)).map((part) => `shows ${part}`),
];
