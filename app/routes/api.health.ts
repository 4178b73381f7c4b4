import { deepHealth, openForHealth, ping } from "@db/unscoped/health";
import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { bears } from "~/http/bearer";
import { BUILD_ID } from "~/http/build-id";
import { problem } from "~/http/problem";

const SOON = { "Retry-After": "5" };

/**
 * Says within 2 s whether the database answers, and nothing an attacker could use. `?deep=1` with HEALTH_TOKEN tells more: 503 too where
 * the tables are older than the build.
 */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const { config, requestId, now, log } = context;
  const isDeep = new URL(request.url).searchParams.get("deep") === "1";
  if (isDeep && !(config.healthToken && bears(request, config.healthToken))) {
    log("refusal", { reason: "health-token" });
    return problem(401, requestId, { "WWW-Authenticate": "Bearer" });
  }
  const db = openForHealth(config.database);
  const began = Date.now();
  try {
    const more = isDeep ? await deepHealth(db, now, config.replica) : await ping(db);
    const isBehind = more && more.migrations.applied < more.migrations.expected;
    const database = { ms: Date.now() - began };
    const health = { status: isBehind ? "behind" : "ok", build: BUILD_ID, database, ...more };
    return Response.json(health, isBehind ? { status: 503, headers: SOON } : {});
  } catch {
    return problem(503, requestId, SOON);
  }
}
