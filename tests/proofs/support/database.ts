import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt } from "../../../scripts/lib/build.mjs";
import { runDbProgram } from "../../../scripts/lib/database.mjs";
import { complain, Stop, say } from "../../../scripts/lib/say.mjs";
import { whenDone } from "../../../scripts/lib/shutdown.mjs";
import { startSqld } from "../../../scripts/lib/sqld.mjs";
import { startWorker } from "../../../scripts/lib/worker.mjs";

/**
 * An empty database server with its tables, and Workers on it where they are wanted; all end with the script.
 * `check` runs the checker of the product's rules on whatever is in the database by then.
 */
export async function startDatabase() {
  const dir = mkdtempSync(join(tmpdir(), "gapless-load-"));
  whenDone(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }));
  const secret = randomBytes(32).toString("base64url");
  const dataDir = join(dir, "sqld");
  const database = await startSqld({ dir: dataDir });
  const vars = { TURSO_DATABASE_URL: database.url };
  if (!(await runDbProgram("migrate", vars))) throw new Stop("The tables could not be made.");
  const check = () => runDbProgram("check", vars);
  let workers = 0;
  /**
   * Another Worker on the same database
   * @param databaseUrl what it has in place of the database server's address
   * @param more further settings
   */
  const openWorker = async (databaseUrl: string = database.url, more: Record<string, string> = {}) => {
    await ensureBuilt();
    workers += 1;
    const persistDir = join(dir, `wrangler-${workers}`);
    return startWorker({
      persistDir,
      vars: { TURSO_DATABASE_URL: databaseUrl, SESSION_SECRET: secret, ...more },
    });
  };
  return { dataDir, database, secret, check, openWorker };
}

/** Prints what was found, the first 20. @returns whether there was nothing */
export function report(violations: readonly string[]): boolean {
  if (violations.length === 0) {
    say("✓ nothing lost, nothing twice, no gap, audit and totals whole");
    return true;
  }
  const more = violations.length > 20 ? `\n… and ${violations.length - 20} more` : "";
  complain(violations.slice(0, 20).join("\n") + more);
  return false;
}
