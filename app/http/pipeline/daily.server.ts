import { openDatabase } from "@db/client.server";
import { auditKeys } from "~/domain/audit/chain";
import { logError, loggerOf } from "~/http/monitoring/logger";
import { purge } from "~/modules/retention/purge.server";
import { type Env, readConfig } from "./env";

/**
 * The nightly job of the Worker. What it could not finish within its requests, it goes on with the next night. What was purged, and how
 * much of it, is in each business's audit trail.
 */
export async function runDaily(env: Env, now: number): Promise<void> {
  const requestId = `daily-${new Date(now).toISOString()}`;
  const log = loggerOf(requestId);
  const ended = (ok: boolean) => log("job", { job: "purge", ok, ms: Date.now() - now });
  try {
    const config = readConfig(env);
    const [auditKey = null] = auditKeys(config.auditKeys);
    await purge(openDatabase(config.database, { deadlineMs: 20_000 }), { now, auditKey });
    ended(true);
  } catch (error) {
    logError(requestId, error, { where: "job" });
    ended(false);
    throw error;
  }
}
