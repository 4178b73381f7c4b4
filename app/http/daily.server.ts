import { openDatabase } from "@db/client.server";
import { auditKeys } from "~/modules/audit/chain.server";
import { purge } from "~/modules/retention/purge.server";
import { type Env, readConfig } from "./env";
import { log, logError } from "./logger";

/** The nightly job of the Worker. What it could not finish within its requests, it goes on with the next night. */
export async function runDaily(env: Env, now: number): Promise<void> {
  const requestId = `daily-${new Date(now).toISOString()}`;
  try {
    const config = readConfig(env);
    const [auditKey = null] = auditKeys(config.auditKeys);
    const db = openDatabase(config.database, { deadlineMs: 20_000 });
    const report = await purge(db, { now, auditKey });
    log("purge", { requestId, ms: Date.now() - now, roundTrips: db.stats.roundTrips, ...report });
  } catch (error) {
    logError(requestId, error);
    throw error;
  }
}
