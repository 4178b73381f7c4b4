import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { register } from "tsx/esm/api";
import { ensureBuilt } from "./build.mjs";
import { runDbProgram } from "./database.mjs";
import { inRoot, root } from "./paths.mjs";
import { complain, Stop, say } from "./say.mjs";
import { whenDone } from "./shutdown.mjs";
import { startSqld } from "./sqld.mjs";
import { startWorker } from "./worker.mjs";

// tests/load is TypeScript with the app's own path names, which tsx looks for in the current folder's tsconfig.json.
process.chdir(root);
register();

/** @param {string} databaseUrl for the Worker @param {string} dir @param {string} secret */
async function buildAndStart(databaseUrl, dir, secret) {
  await ensureBuilt();
  const vars = { TURSO_DATABASE_URL: databaseUrl, SESSION_SECRET: secret };
  return startWorker({ persistDir: join(dir, "wrangler"), vars });
}

/**
 * An empty database server with its tables, and a Worker on it where one is wanted; both end with the script.
 * `check` runs the checker of the product's rules on whatever is in the database by then.
 * @param {{ worker?: boolean, through?: (databaseUrl: string) => Promise<string> }} [wanted] `through`: what the Worker has
 *   in place of the database server's address
 */
export async function startServers({ worker = false, through = async (url) => url } = {}) {
  const dir = mkdtempSync(join(tmpdir(), "gapless-load-"));
  whenDone(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }));
  const secret = randomBytes(32).toString("base64url");
  const dataDir = join(dir, "sqld");
  const database = await startSqld({ dir: dataDir });
  const vars = { TURSO_DATABASE_URL: database.url };
  if (!(await runDbProgram("migrate", vars))) throw new Stop("The tables could not be made.");
  const check = async () => !existsSync(inRoot("db", "check.ts")) || runDbProgram("check", vars);
  const started = worker ? await buildAndStart(await through(database.url), dir, secret) : undefined;
  return { dir, dataDir, database, secret, check, worker: started };
}

/** Prints what was found, the first 20. @param {readonly string[]} violations @returns {boolean} whether there was nothing */
export function report(violations) {
  if (violations.length === 0) {
    say("✓ nothing lost, nothing twice, no gap, audit and totals whole");
    return true;
  }
  const more = violations.length > 20 ? `\n… and ${violations.length - 20} more` : "";
  complain(violations.slice(0, 20).join("\n") + more);
  return false;
}
