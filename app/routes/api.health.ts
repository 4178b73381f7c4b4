import { type DeepHealth, deepHealth, openForHealth, ping } from "@db/unscoped/health";
import type { LoaderFunctionArgs } from "@remix-run/cloudflare";
import { problem } from "~/http/errors/problem";
import { bears } from "~/http/pipeline/bearer";
import { BUILD_ID } from "~/http/pipeline/build-id";
import { onceASecond } from "~/http/pipeline/once-a-second";

const SOON = { "Retry-After": "5" };

interface Health {
  readonly ms: number;
  readonly more: DeepHealth | null;
}

/** Of this isolate, by whose database it is: anybody may ask, as often as they like. */
const shared = onceASecond<Health>();

/**
 * Says within 2 s whether the database answers, and nothing an attacker could use. `?deep=1` with HEALTH_TOKEN tells more: 503 too where
 * the tables are older than the build. Without the token the database is asked once a second at most.
 */
export async function loader({ context, request }: LoaderFunctionArgs) {
  const { config, requestId, language, now, log, waitUntil } = context;
  const about = { requestId, t: language().t };
  const isDeep = new URL(request.url).searchParams.get("deep") === "1";
  if (isDeep && !(config.healthToken && bears(request, config.healthToken))) {
    log("refusal", { reason: "health-token" });
    return problem(401, about, { "WWW-Authenticate": "Bearer" });
  }
  const ask = async (): Promise<Health> => {
    const db = openForHealth(config.database);
    const began = Date.now();
    const more = isDeep ? await deepHealth(db, now, config.copies) : await ping(db).then(() => null);
    return { ms: Date.now() - began, more };
  };
  /** Others may wait for it, so it goes on when whoever asked has gone. */
  const askForAll = () => {
    const pending = ask();
    waitUntil(pending.catch(() => {}));
    return pending;
  };
  try {
    const { ms, more } = await (isDeep ? ask() : shared(config.database.url, now, askForAll));
    const isBehind = more && more.migrations.applied < more.migrations.expected;
    const database = { ms };
    const health = { status: isBehind ? "behind" : "ok", build: BUILD_ID, database, ...more };
    return Response.json(health, isBehind ? { status: 503, headers: SOON } : {});
  } catch {
    return problem(503, about, SOON);
  }
}
