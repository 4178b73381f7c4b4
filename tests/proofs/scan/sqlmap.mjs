import { readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../scripts/lib/processes.mjs";
import { Stop } from "../../../scripts/lib/say.mjs";
import { lastLines } from "../../../scripts/lib/wait.mjs";

/**
 * @typedef {object} Target
 * @property {string} name
 * @property {string} path with `*` behind what is attacked in it
 * @property {string} [data] a form, which makes it a POST
 * @property {string} [parameters] which to attack; without it all, and User-Agent and Referer, as level 3 has it
 * @property {boolean} [anonymous]
 *
 * @typedef {{ target: Target, injectable: boolean }} Attacked
 */

const OPTIONS = ["--batch", "--level", "3", "--risk", "2", "--dbms", "SQLite", "--flush-session"];

/** The sentences of a finished run, one of which must be there. */
const CLEAN = /all tested parameters do not appear to be injectable/;
const FOUND = /identified the following injection point|is vulnerable|appears to be '[^']+' injectable/;

let runs = 0;

/**
 * Tries every technique for SQLite on a target.
 * @param {{ url: string, dir: string, target: Target }} options `url`: the front
 * @returns {Promise<Attacked>}
 */
export async function sqlmap({ url, dir, target }) {
  runs += 1;
  const logFile = join(dir, `sqlmap-${runs}.log`);
  const args = [...OPTIONS, "-u", `${url}${target.path}`, "--output-dir", join(dir, "sqlmap")];
  // A refused form is an answer like any other; 404 is that of a foreign id.
  args.push("--ignore-code", "403,404,405,409,413,422", "--disable-coloring");
  if (target.data) args.push("--data", target.data);
  if (target.parameters) args.push("-p", target.parameters);
  if (target.anonymous) args.push("--headers", "X-Scan: anonymous");
  await run({ name: "sqlmap", command: "sqlmap", args, logFile, env: { HOME: dir } });
  const log = readFileSync(logFile, "utf8");
  const injectable = FOUND.test(log);
  if (!injectable && !CLEAN.test(log))
    throw new Stop(`sqlmap did not finish "${target.name}". Its last words:\n\n${lastLines(logFile)}`);
  return { target, injectable };
}
