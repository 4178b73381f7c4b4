import { createRequestHandler, type ServerBuild } from "@remix-run/cloudflare";
import { type ContextOptions, createContext, type RequestContext } from "~/load-context";
import { bodyLimitOf, withBodyWithin } from "./body-limit";
import { isCrossSite } from "./cross-site";
import type { Env } from "./env";
import { log, logError } from "./logger";
import { RETRY_AFTER_SECONDS, rateLimit } from "./rate-limit";
import { refusal } from "./refusal";
import { requestIdOf } from "./request-id";
import { withSecurityHeaders } from "./security-headers";

const METHODS = new Set(["GET", "HEAD", "POST", "OPTIONS"]);
const UNCOUNTED = "/api/health";

/**
 * The way of every request: request id → security headers on whatever comes back → method and size limit → cross-site
 * check → rate limit → Remix.
 */
export async function handle(
  build: ServerBuild,
  request: Request,
  env: Env,
  options: ContextOptions = {},
): Promise<Response> {
  const began = Date.now();
  const context = contextOf(request, env, options);
  if (context instanceof Response) return context;
  const response = await answer(build, request, env, context).catch((error: unknown) => {
    logError(context.requestId, error);
    return refusal(request, 500, context.requestId);
  });
  log("request", {
    requestId: context.requestId,
    method: request.method,
    status: response.status,
    ms: Date.now() - began,
    user: context.session?.userId,
    roundTrips: context.db.stats.roundTrips,
    dbMs: context.db.stats.milliseconds,
    retries: context.db.stats.retries,
    replica: context.replica?.state,
  });
  return withSecurityHeaders(response, context.nonce, context.requestId);
}

/** Remix would compare Origin with X-Forwarded-Host, which anybody may send, and answer 500: we have looked already. */
function checked(request: Request): Request {
  if (!request.headers.has("Origin")) return request;
  const headers = new Headers(request.headers);
  headers.delete("Origin");
  return new Request(request, { headers });
}

/** The request's context; without its settings the Worker can only say that it is broken, with the same headers. */
function contextOf(request: Request, env: Env, options: ContextOptions): RequestContext | Response {
  try {
    return createContext(request, env, options);
  } catch (error) {
    const requestId = requestIdOf(request, () => crypto.randomUUID());
    logError(requestId, error);
    return withSecurityHeaders(refusal(request, 500, requestId), requestId, requestId);
  }
}

async function answer(
  build: ServerBuild,
  request: Request,
  env: Env,
  context: RequestContext,
): Promise<Response> {
  const { requestId, config, session } = context;
  const url = new URL(request.url);
  if (!METHODS.has(request.method)) return refusal(request, 405, requestId, { Allow: "GET, HEAD, POST" });
  const limited = await withBodyWithin(request, bodyLimitOf(url.pathname));
  if (!limited) return refusal(request, 413, requestId);
  if (isCrossSite(request, config.origin ?? url.origin)) return refusal(request, 403, requestId);
  if (url.pathname !== UNCOUNTED) {
    const verdict = await rateLimit(env, request, session);
    if (verdict === "limited")
      return refusal(request, 429, requestId, { "Retry-After": String(RETRY_AFTER_SECONDS) });
    if (
      verdict === "unguarded" &&
      config.environment === "production" &&
      !session &&
      request.method === "POST"
    ) {
      return refusal(request, 503, requestId, { "Retry-After": String(RETRY_AFTER_SECONDS) });
    }
  }
  const mode = config.environment === "development" ? "development" : "production";
  return createRequestHandler(build, mode)(checked(limited), context);
}
