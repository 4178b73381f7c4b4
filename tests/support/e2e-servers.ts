import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt } from "../../scripts/lib/build.mjs";
import { runDbProgram } from "../../scripts/lib/database.mjs";
import { stopAll } from "../../scripts/lib/processes.mjs";
import { startSqld } from "../../scripts/lib/sqld.mjs";
import { startWorker } from "../../scripts/lib/worker.mjs";
import { checkLog } from "./e2e-log";
import { patientEnv } from "./patient";

function testFolder() {
  const given = process.env.GAPLESS_TEST_DIR;
  if (!given) return mkdtempSync(join(tmpdir(), "gapless-e2e-"));
  mkdirSync(given, { recursive: true });
  return given;
}

/**
 * Starts what the browser tests need: the built Worker on an empty database with its tables. Returns what ends it:
 * first the checker of the product's rules reads whatever the tests left behind, and the log is read line by line; a violation
 * of either fails the run.
 */
export default async function startServers() {
  const dir = testFolder();
  await ensureBuilt();
  const database = await startSqld({ dir: join(dir, "sqld") });
  const vars = { TURSO_DATABASE_URL: database.url };
  if (!(await runDbProgram("migrate", vars))) throw new Error("db/migrate.ts failed: see above.");
  const worker = await startWorker({
    persistDir: join(dir, "wrangler"),
    vars: { ...vars, ...patientEnv, SESSION_SECRET: randomBytes(32).toString("base64url") },
  });
  // By name: Playwright sends the Secure cookie of a session to localhost, not to 127.0.0.1.
  process.env.GAPLESS_BASE_URL = `http://localhost:${worker.port}`;
  process.env.TURSO_DATABASE_URL = database.url;
  const notes = join(dir, "notes");
  process.env.GAPLESS_E2E_NOTES = notes;

  return async function stopServers() {
    try {
      if (!(await runDbProgram("check", vars))) {
        throw new Error("The browser tests left data that breaks a rule of the product: see above.");
      }
      const { lines, shown } = checkLog(worker.logFile ?? "", notes, process.env.GAPLESS_BASE_URL ?? "");
      console.log(`Read ${lines} lines of the log: nothing personal, and all ${shown} ids of error pages.`);
    } finally {
      await stopAll();
      rmSync(dir, { recursive: true, force: true, maxRetries: 10 });
    }
  };
}
