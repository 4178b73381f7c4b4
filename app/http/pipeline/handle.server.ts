import { createRequestHandler, type RequestHandler, type ServerBuild } from "@remix-run/cloudflare";
import { errorDataOf } from "~/http/errors/error-data.server";
import { refusal } from "~/http/errors/refusal";
import { resumeForm, withoutKey } from "~/http/forms/kept-form.server";
import { isResumed, withoutMark } from "~/http/forms/resumed";
import { logError } from "~/http/monitoring/logger";
import { reportError } from "~/http/monitoring/report.server";
import { logRequest } from "~/http/monitoring/request-line";
import { type ContextOptions, createContext } from "~/load-context";
import { passMemoryOf } from "~/modules/accounts/near-passes.server";
import { isId } from "~/shared/ids";
import { countEnded, enter, METHODS, type Refused } from "./enter.server";
import type { Env } from "./env";
import { instrumented } from "./instrument";
import type { RequestContext } from "./request-context";
import { requestIdOf } from "./request-id";
import { requestLanguage } from "./request-language";
import { matchRoute } from "./route-match";
import { withSecurityHeaders } from "./security-headers";

/**
 * The way of every request: request id → security headers on whatever comes back → what enter.server.ts looks at → Remix → log line.
 */
export async function handle(
  build: ServerBuild,
  request: Request,
  env: Env,
  options: ContextOptions = {},
): Promise<Response> {
  const began = Date.now();
  const context = contextOf(request, env, { passes: passMemoryOf(build), ...options });
  if (context instanceof Response) return context;
  const match = matchRoute(build, new URL(request.url).pathname);
  context.trace.route = match?.id ?? "none";
  if (match?.params.tenant && isId(match.params.tenant)) context.trace.tenant = match.params.tenant;
  const response = await answer(build, request, env, context).catch((error: unknown) => {
    reportError(context, error, { where: "request" }, request);
    return refusal(request, 500, errorDataOf(request, 500, context), context.language());
  });
  const cookies = (await context.near?.passes?.cookies()) ?? [];
  const sent = withSecurityHeaders(response, context.nonce, context.requestId, cookies);
  return context.config.log ? logRequest(context, request, sent, Date.now() - began) : sent;
}

/** What Remix took for a page's data before it had single fetch: it still answers it, half broken, and runs any route of the match. */
const OLD_DATA = "_data";

/**
 * The request without what Remix reads and we don't. It would compare Origin with X-Forwarded-Host, which anybody may send, and answer
 * 500: we have looked already. With `?_data=` it would answer 500 too, or run a route by its name. The mark of a form that was kept is
 * ours to set.
 */
function sanitize(request: Request): Request {
  const url = new URL(request.url);
  const old = url.searchParams.has(OLD_DATA);
  if (!old && !request.headers.has("Origin") && !isResumed(request)) return request;
  url.searchParams.delete(OLD_DATA);
  const headers = withoutMark(request.headers);
  headers.delete("Origin");
  // By itself, the new request would have the other's address.
  return new Request(old ? new Request(url, request) : request, { headers });
}

/** The request's context; without its settings the Worker can only say that it is broken, with the same headers. */
function contextOf(request: Request, env: Env, options: ContextOptions): RequestContext | Response {
  try {
    return createContext(request, env, options);
  } catch (error) {
    const requestId = requestIdOf(request, () => crypto.randomUUID());
    logError(requestId, error, { where: "request" });
    return withSecurityHeaders(
      refusal(request, 500, { requestId }, requestLanguage(request)),
      requestId,
      requestId,
    );
  }
}

async function answer(
  build: ServerBuild,
  request: Request,
  env: Env,
  context: RequestContext,
): Promise<Response> {
  const entered = await enter(build, request, env, context);
  if ("status" in entered) return refuseRequest(build, request, entered, context);
  const { sentry } = context.config;
  const sanitized = sanitize(entered);
  const resumed = await resumeForm(sanitized, context);
  if (resumed) context.trace.sent = resumed.fields;
  const forRemix = resumed?.request ?? sanitized;
  const handlerOf = (of: ServerBuild) => remix(of, context);
  const response =
    sentry && Math.random() < sentry.traces
      ? await import("~/http/monitoring/sentry.server").then(({ answerTraced }) =>
          answerTraced(sentry, build, handlerOf, forRemix, context),
        )
      : await handlerOf(build)(forRemix, context);
  const enough = await countEnded(build, request, env, context);
  if (enough) {
    await response.body?.cancel();
    return refuseRequest(build, request, enough, context);
  }
  if (resumed) return withoutKey(shown(request, response, context));
  return shown(request, response, context);
}

function shown(request: Request, response: Response, context: RequestContext): Response {
  return isPage(request, response)
    ? response
    : refusal(
        request,
        response.status,
        errorDataOf(request, response.status, context),
        context.language(),
        Object.fromEntries(response.headers),
      );
}

/** A page, or what Remix's own script understands where that asked. No loader and no action of a page runs. */
async function refuseRequest(
  build: ServerBuild,
  request: Request,
  { status, reason, headers = {} }: Refused,
  context: RequestContext,
): Promise<Response> {
  const { log, trace, session } = context;
  if (reason !== "limit") log("refusal", { reason, tenant: trace.tenant, user: session?.userId });
  const asksForData = new URL(request.url).pathname.endsWith(".data") && METHODS.has(request.method);
  if (!asksForData || trace.route === "none")
    return refusal(request, status, errorDataOf(request, status, context), context.language(), headers);
  trace.refused = { status };
  // Without its body, but with its kind: the error page offers a form that was sent once more.
  const headersOf = { "Content-Type": request.headers.get("Content-Type") ?? "text/plain" };
  const { url, method, signal } = request;
  const bare = new Request(url, { method, signal, ...(method === "POST" ? { headers: headersOf } : {}) });
  const response = await remix(build, context)(sanitize(bare), context);
  const all = new Headers(response.headers);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  return new Response(response.body, { status: response.status, headers: all });
}

/** What Remix says without a page of its own (a resource route's error, say) gets the one that all errors have. */
function isPage(request: Request, response: Response): boolean {
  const { pathname } = new URL(request.url);
  if (response.status < 400 || pathname.endsWith(".data") || request.method === "HEAD") return true;
  const type = response.headers.get("Content-Type") ?? "";
  if (!pathname.startsWith("/api/")) return type.startsWith("text/html");
  // Remix says so where a route threw, or where there is none.
  const isThrown = response.headers.has("X-Remix-Catch") || response.headers.has("X-Remix-Error");
  return type.includes("json") && !isThrown;
}

const handlers = new WeakMap<ServerBuild, RequestHandler>();

/** Made once: it compiles the routes. */
function remix(build: ServerBuild, { config }: RequestContext): RequestHandler {
  const mode = config.environment === "development" ? "development" : "production";
  const known = handlers.get(build);
  if (known) return known;
  const handler = createRequestHandler(instrumented(build), mode);
  handlers.set(build, handler);
  return handler;
}
