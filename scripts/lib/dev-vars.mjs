import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { inRoot } from "./paths.mjs";
import { doing } from "./say.mjs";

/** Where wrangler looks for local secrets. Not in git. */
export const devVarsFile = inRoot(".dev.vars");

/** Makes .dev.vars with secrets of this machine's own, unless there is one. */
export function ensureDevVars() {
  if (existsSync(devVarsFile)) return;
  doing("Making .dev.vars with a random SESSION_SECRET");
  const secret = randomBytes(32).toString("base64url");
  writeFileSync(devVarsFile, `SESSION_SECRET="${secret}"\n`, { mode: 0o600 });
}

/** @returns {Record<string, string>} the KEY="value" lines of .dev.vars */
export function readDevVars() {
  if (!existsSync(devVarsFile)) return {};
  const line = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^#\s]*))/gm;
  const text = readFileSync(devVarsFile, "utf8");
  return Object.fromEntries([...text.matchAll(line)].map(([, key, a, b, c]) => [key, a ?? b ?? c ?? ""]));
}
