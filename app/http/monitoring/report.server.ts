import type { RequestContext } from "~/http/pipeline/request-context";
import { sentFields } from "~/http/pipeline/trace";
import { type ErrorPlace, logError } from "./logger";

type Place = Pick<ErrorPlace, "where">;

/**
 * Tells the log, and Sentry where there is one, of a mistake of ours. Neither may hold what this request's form said, nor a setting
 * that is secret.
 */
export function reportError(context: RequestContext, error: unknown, place: Place, request?: Request): void {
  const { trace, session, requestId, config } = context;
  if (trace.reported.has(error)) return;
  trace.reported.add(error);
  const known = [...config.secrets, ...(request ? sentFields(request, trace).map(([, value]) => value) : [])];
  const whole = { ...place, route: trace.route, tenant: trace.tenant, user: session?.userId };
  logError(requestId, error, whole, known);
  const { sentry } = config;
  if (!sentry) return;
  const sending = import("./sentry.server").then(({ sendError }) =>
    sendError(sentry, error, { ...whole, requestId, known }),
  );
  // Not through `context.background`, whose failures come here.
  context.waitUntil(sending.catch((cause: unknown) => logError(requestId, cause, { where: "job" })));
}
