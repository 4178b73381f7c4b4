import type { AppLoadContext, RequestHandler, ServerBuild } from "@remix-run/cloudflare";
import { CloudflareClient, getActiveSpan, wrapRequestHandler } from "@sentry/cloudflare";
import {
  createStackParser,
  createTransport,
  linkedErrorsIntegration,
  nodeStackLineParser,
  Scope,
  type Transport,
} from "@sentry/core";
import { instrumentBuild } from "@sentry/remix/cloudflare";
import { BUILD_ID } from "~/http/pipeline/build-id";
import type { SentryConfig } from "~/http/pipeline/env";
import type { ErrorPlace } from "./logger";
import { cleanEvent } from "./sentry-event";

// Loaded with the first error and the first traced request of an isolate, not before: nobody else pays for it.

const FLUSH_MS = 2_000;
const stackParser = createStackParser(nodeStackLineParser());

type Outgoing = Parameters<typeof createTransport>[0] & { readonly url: string };

const transport = (options: Outgoing): Transport =>
  createTransport(options, async ({ body }) => {
    const signal = AbortSignal.timeout(FLUSH_MS);
    const response = await fetch(options.url, { method: "POST", body: body as BodyInit, signal });
    await response.body?.cancel();
    return {
      statusCode: response.status,
      headers: {
        "x-sentry-rate-limits": response.headers.get("X-Sentry-Rate-Limits"),
        "retry-after": response.headers.get("Retry-After"),
      },
    };
  });

export interface ReportedError extends ErrorPlace {
  readonly requestId: string;
  /** Values that must not be in it. */
  readonly known: readonly string[];
}

/** Sends one error and waits until it is gone. Uses no state that another request of the isolate could see. */
export async function sendError(
  { dsn, environment }: SentryConfig,
  error: unknown,
  { requestId, known, tenant, user, route, where }: ReportedError,
): Promise<void> {
  const client = new CloudflareClient({
    dsn,
    environment,
    release: BUILD_ID,
    stackParser,
    transport,
    sendClientReports: false,
    integrations: [linkedErrorsIntegration()],
    beforeSend: (event) => cleanEvent(event, known),
  });
  client.init();
  const scope = new Scope();
  scope.setClient(client);
  scope.setTags({ request_id: requestId, tenant, route, where });
  if (user) scope.setUser({ id: user });
  if (route) scope.setTransactionName(route);
  scope.captureException(error, { mechanism: { type: where, handled: false } });
  await client.flush(FLUSH_MS);
  client.dispose();
}

const traced = new WeakMap<ServerBuild, ServerBuild>();

/** The build whose loaders and actions are timed. Sentry writes into the table of routes that it is given, so it gets one of its own. */
function timed(build: ServerBuild): ServerBuild {
  const known = traced.get(build);
  if (known) return known;
  const made = instrumentBuild({ ...build, routes: { ...build.routes } }) as ServerBuild;
  traced.set(build, made);
  return made;
}

/** Answers one request that was chosen to be traced. `handlerOf` makes the handler of a build. */
export function answerTraced(
  { dsn, environment }: SentryConfig,
  build: ServerBuild,
  handlerOf: (build: ServerBuild) => RequestHandler,
  request: Request,
  context: AppLoadContext,
): Promise<Response> {
  const { waitUntil, db, requestId, trace } = context;
  const options = {
    dsn,
    environment,
    release: BUILD_ID,
    stackParser,
    transport,
    sendClientReports: false,
    skipOpenTelemetrySetup: true,
    // None: they would replace the isolate's fetch and console.
    defaultIntegrations: [],
    tracesSampleRate: 1,
    // Errors go by sendError, with the request's own values taken out.
    beforeSend: () => null,
    beforeSendTransaction: <E extends object>(event: E) =>
      cleanEvent({ ...event, tags: { request_id: requestId, tenant: trace.tenant, route: trace.route } }),
  };
  const execution = { waitUntil, passThroughOnException: () => {}, props: {} };
  return wrapRequestHandler({ options, request, context: execution, captureErrors: false }, async () => {
    const response = await handlerOf(timed(build))(request, context);
    getActiveSpan()?.setAttributes({ "db.round_trips": db.stats.roundTrips, "db.ms": db.stats.milliseconds });
    return response;
  }) as Promise<Response>;
}
