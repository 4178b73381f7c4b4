import type { RequestContext } from "~/http/pipeline/request-context";

/** How long the request and its database took, for the network tab of a developer's browser; nobody else is told. */
export function withServerTiming(response: Response, { config, db, now }: RequestContext): Response {
  if (config.environment !== "development") return response;
  const { roundTrips, milliseconds } = db.stats;
  const headers = new Headers(response.headers);
  headers.set(
    "Server-Timing",
    `total;dur=${Date.now() - now}, db;dur=${milliseconds};desc="${roundTrips} round trips"`,
  );
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
