import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { inRoot, root } from "./paths.mjs";
import { run } from "./processes.mjs";
import { doing, Stop } from "./say.mjs";

const viteFiles = readdirSync(root).filter((name) => name.startsWith("vite."));
const sources = ["app", "db", "public", "package-lock.json", "tsconfig.json", ...viteFiles];
const outputs = ["build/client", "build/server/index.js", "build/.id"];
// Beside build/client, whose files are served.
const record = inRoot("build", ".sources");
const idFile = inRoot("build", ".id");

/** @param {string} path relative to the repository @returns {string[]} the files at or below it */
function filesBelow(path) {
  if (!existsSync(inRoot(path))) return [];
  if (!statSync(inRoot(path)).isDirectory()) return [path];
  return readdirSync(inRoot(path))
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

function sourcesHash() {
  const hash = createHash("sha256");
  for (const file of sources.flatMap(filesBelow)) {
    const content = readFileSync(inRoot(file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** As vite.build-id.ts has it. */
function newId() {
  if (process.env.GAPLESS_BUILD_ID) return process.env.GAPLESS_BUILD_ID;
  try {
    const options = { cwd: root, encoding: /** @type {const} */ ("utf8") };
    return execFileSync("git", ["rev-parse", "--short=12", "HEAD"], options).trim();
  } catch {
    return "unknown";
  }
}

/** The id of the last build, which /api/health says too. */
export const builtId = () => readFileSync(idFile, "utf8");

/**
 * Builds the app for production, unless the last build was of these very sources.
 * @returns {Promise<boolean>} whether it built
 */
export async function ensureBuilt() {
  const hash = sourcesHash();
  const built = existsSync(record) && readFileSync(record, "utf8") === hash;
  if (built && outputs.every((path) => existsSync(inRoot(path)))) return false;
  const id = newId();
  await build({ GAPLESS_BUILD_ID: id });
  writeFileSync(idFile, id);
  writeFileSync(record, hash);
  return true;
}

/** Builds the app for production into another folder, with other settings. @param {string} dir @param {Record<string, string>} env */
export const buildInto = (dir, env) => build({ ...env, GAPLESS_BUILD_DIR: relative(root, dir) });

/** @param {Record<string, string>} [env] */
async function build(env = {}) {
  doing("Building the app …");
  const cli = join(root, "node_modules", "@remix-run", "dev", "dist", "cli.js");
  const args = [cli, "vite:build", "--logLevel", "warn"];
  const name = "The build";
  const { code } = await run({
    name,
    command: process.execPath,
    args,
    env: { NODE_ENV: "production", ...env },
  });
  if (code !== 0) throw new Stop("The build failed: its message is above.");
}
