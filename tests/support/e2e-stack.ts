import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runDbProgram } from "../../scripts/lib/database.mjs";
import { startSqld } from "../../scripts/lib/sqld.mjs";
import { startWorker } from "../../scripts/lib/worker.mjs";
import { type LogLine, parseLog } from "./log-schema";

export interface Stack {
  readonly url: string;
  readonly databaseUrl: string;
  /** SIGSTOP hangs the database server, SIGCONT wakes it, SIGKILL ends it. */
  readonly signalDatabase: (signal: NodeJS.Signals) => void;
  /** Starts the database server that was ended, on its old data and address. */
  readonly restartDatabase: () => Promise<void>;
  readonly log: () => LogLine[];
  readonly stop: () => Promise<void>;
}

/** A database server and a Worker of a test's own, which it may break. */
export async function startStack(vars: Record<string, string> = {}): Promise<Stack> {
  const dir = mkdtempSync(join(tmpdir(), "gapless-stack-"));
  const data = join(dir, "sqld");
  let database = await startSqld({ dir: data });
  const settings = { TURSO_DATABASE_URL: database.url };
  if (!(await runDbProgram("migrate", settings))) throw new Error("db/migrate.ts failed: see above.");
  const secret = { SESSION_SECRET: "only for one test, on this machine only" };
  const worker = await startWorker({
    persistDir: join(dir, "wrangler"),
    vars: { ...settings, ...secret, ...vars },
  });
  const { port, url: databaseUrl } = database;
  return {
    url: `http://localhost:${worker.port}`,
    databaseUrl,
    signalDatabase: (signal) => database.kill(signal),
    restartDatabase: async () => {
      await database.exited;
      database = await startSqld({ dir: data, port });
    },
    log: () => parseLog(readFileSync(worker.logFile ?? "", "utf8")),
    stop: async () => {
      await worker.stop();
      database.kill("SIGCONT");
      await database.stop();
      rmSync(dir, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}
