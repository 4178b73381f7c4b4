import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/**
 * A run's own log, in a folder of its own that no other run has: everything that this process and its children print from now on.
 * @typedef {object} Transcript
 * @property {string} file
 * @property {(dir: string) => void} keep copies the logs that servers left below a folder to the run's own
 * @property {() => void} remove
 */

let kept = false;

/** Whether what children print goes through us, so that it can be kept. */
export const keepsTranscript = () => kept;

/** Begins to keep what is printed. @param {string} name of the run @returns {Transcript} */
export function keepTranscript(name) {
  const folder = mkdtempSync(join(tmpdir(), `gapless-${name}-log-`));
  const file = join(folder, `${name}.log`);
  writeFileSync(file, "");
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    stream.write = (/** @type {string | Uint8Array} */ chunk, /** @type {any[]} */ ...rest) => {
      appendFileSync(file, chunk);
      return write(chunk, ...rest);
    };
  }
  kept = true;
  const keep = (/** @type {string} */ dir) => {
    for (const path of readdirSync(dir, { recursive: true, encoding: "utf8" })) {
      if (!/\.(log|json)$/.test(path) || path.includes("node_modules")) continue;
      const copy = join(folder, path);
      mkdirSync(dirname(copy), { recursive: true });
      cpSync(join(dir, path), copy, { recursive: true });
    }
  };
  return { file, keep, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
