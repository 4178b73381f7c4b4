import type { AppLoadContext } from "@remix-run/cloudflare";
import * as v from "valibot";
import { problem } from "~/http/errors/problem";

const HeaderSchema = v.object({ dsn: v.string() });
const FORWARD_MS = 3_000;

/** Where Sentry takes envelopes of a DSN: https://host/api/PROJECT/envelope/, with the public key. */
export function envelopeUrl(dsn: string): string {
  const { protocol, host, pathname, username } = new URL(dsn);
  const parts = pathname.split("/");
  const project = parts.pop() ?? "";
  return `${protocol}//${host}${parts.join("/")}/api/${project}/envelope/?sentry_key=${username}&sentry_version=7`;
}

/** The DSN in the first line of an envelope, or null. */
function dsnOf(envelope: Uint8Array): string | null {
  const end = envelope.indexOf(10);
  try {
    const header: unknown = JSON.parse(
      new TextDecoder().decode(envelope.subarray(0, end < 0 ? undefined : end)),
    );
    return v.parse(HeaderSchema, header).dsn;
  } catch {
    return null;
  }
}

/**
 * Takes what the browser's SDK reports and hands it on behind the response, so that pages talk to nobody but this site. Only envelopes
 * for our own project: the address that they go to is the configured one, never one that was sent.
 */
export function forwardEnvelope({
  config,
  trace,
  requestId,
  language,
  background,
  log,
}: AppLoadContext): Response {
  const about = { requestId, t: language().t };
  if (!config.sentry) return problem(404, about);
  const { sent } = trace;
  if (!sent || dsnOf(sent) !== config.sentry.dsn) {
    log("refusal", { reason: "envelope" });
    return problem(403, about);
  }
  const forwarded = fetch(envelopeUrl(config.sentry.dsn), {
    method: "POST",
    body: sent as BodyInit,
    headers: { "Content-Type": "application/x-sentry-envelope" },
    signal: AbortSignal.timeout(FORWARD_MS),
  }).then((response) => response.body?.cancel());
  background("sentry.forward", forwarded);
  return new Response(null, { status: 204 });
}
