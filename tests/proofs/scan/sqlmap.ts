import { readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../scripts/lib/processes.mjs";
import { Stop } from "../../../scripts/lib/say.mjs";
import { lastLines } from "../../../scripts/lib/wait.mjs";

export interface Target {
  name: string;
  /** With `*` behind what is attacked in it. */
  path: string;
  /** A form, which makes it a POST. */
  data?: string;
  /** Which to attack; without it all, and User-Agent and Referer, as level 3 has it. */
  parameters?: string;
  anonymous?: boolean;
}

export interface Attacked {
  target: Target;
  injectable: boolean;
}

const OPTIONS = ["--batch", "--level", "3", "--risk", "2", "--dbms", "SQLite", "--flush-session"];

/** The sentences of a finished run, one of which must be there. */
const CLEAN = /all tested parameters do not appear to be injectable/;
const FOUND = /identified the following injection point|is vulnerable|appears to be '[^']+' injectable/;

let runs = 0;

/**
 * Tries every technique for SQLite on a target.
 * @param options `url`: the front
 */
export async function sqlmap({
  url,
  dir,
  target,
}: {
  url: string;
  dir: string;
  target: Target;
}): Promise<Attacked> {
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
