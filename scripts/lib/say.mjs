// What the scripts print, and how they stop: a person reads it, so it is sentences, not stack traces.

const colourful = Boolean(process.stdout.isTTY) && !process.env.NO_COLOR;

/** @param {number} code @param {string} text */
const paint = (code, text) => (colourful ? `\u001b[${code}m${text}\u001b[0m` : text);

/** Prints one line. @param {string} [text] */
export function say(text = "") {
  process.stdout.write(`${text}\n`);
}

/** Prints the heading of a step. @param {string} text */
export function heading(text) {
  say(`\n${paint(1, `── ${text} `)}${paint(2, "─".repeat(Math.max(3, 70 - text.length)))}`);
}

/** Prints what is being done, for steps a person waits for. @param {string} text */
export function doing(text) {
  say(`${paint(36, "→")} ${text}`);
}

/** Prints what went wrong, in red, on the error stream. @param {string} text */
export function complain(text) {
  process.stderr.write(`\n${paint(31, "✗")} ${text}\n`);
}

/** A failure whose message tells a person what to do. It is printed without its stack. */
export class Stop extends Error {}

/** @param {unknown} error @returns {string} the sentence of a Stop, the stack of anything else */
export function explain(error) {
  if (error instanceof Stop) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** "0.8 s", "1 min 5 s". @param {number} milliseconds */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
