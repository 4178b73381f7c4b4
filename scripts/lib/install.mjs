import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { inRoot } from "./paths.mjs";
import { run } from "./processes.mjs";
import { doing, Stop } from "./say.mjs";

const lockFile = inRoot("package-lock.json");
const record = inRoot("node_modules", ".gapless-lock");

const lockHash = () => createHash("sha256").update(readFileSync(lockFile)).digest("hex");

/** @typedef {{ version?: string, optional?: boolean, link?: boolean }} LockedPackage */

/**
 * Whether node_modules holds just what package-lock.json asks for, as npm's own list of it says: true after
 * a `npm ci` by hand, so that we don't repeat it. Optional packages may be missing: other platforms' binaries.
 */
function installedByHand() {
  const listFile = inRoot("node_modules", ".package-lock.json");
  if (!existsSync(listFile)) return false;
  /** @type {Record<string, LockedPackage>} */
  const installed = JSON.parse(readFileSync(listFile, "utf8")).packages;
  /** @type {Record<string, LockedPackage>} */
  const locked = JSON.parse(readFileSync(lockFile, "utf8")).packages;
  const wanted = Object.entries(locked).filter(([path]) => path !== "");
  return (
    wanted.every(([path, { version, optional }]) =>
      installed[path] ? installed[path].version === version : optional,
    ) && Object.keys(installed).every((path) => locked[path])
  );
}

/**
 * Installs just what a folder's package-lock.json asks for; the exit code.
 * @param {string} [cwd]
 */
export async function npmCi(cwd) {
  // npm tells its scripts where it is; calling that one works where `npm` is a .cmd or a shell function.
  const cli = process.env.npm_execpath;
  const [command, ...start] = cli?.endsWith(".js") ? [process.execPath, cli] : ["npm"];
  const flags = ["--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];
  const { code } = await run({ name: "npm ci", command, args: [...start, "ci", ...flags], cwd });
  return code;
}

/**
 * Runs `npm ci` when node_modules is missing or was made from another package-lock.json.
 * @returns {Promise<boolean>} whether it installed anything
 */
export async function ensureInstalled() {
  const hash = lockHash();
  if (existsSync(record) && readFileSync(record, "utf8") === hash) return false;
  if (installedByHand()) {
    writeFileSync(record, hash);
    return false;
  }
  doing("Installing packages with npm ci (about a minute the first time) …");
  const code = await npmCi();
  if (code !== 0) {
    throw new Stop(
      "`npm ci` failed: its message is above. Check the network connection and that package.json and " +
        "package-lock.json belong together, then run the command again.",
    );
  }
  writeFileSync(record, hash);
  return true;
}
