import { DatabaseError } from "@db/client.server";
import { findSessionEverKnown } from "@db/unscoped/sessions";
import type { ServerBuild } from "@remix-run/cloudflare";
import { networkHash } from "~/http/monitoring/pseudonyms";
import type { RequestContext } from "~/http/pipeline/request-context";
import type { SignedSession } from "~/modules/accounts/session-token.server";
import { bodyLimitOf, claimedLength, discardBody, FREE_BODY, withBodyWithin } from "./body-limit";
import { isCrossSite } from "./cross-site";
import { endedSessionsOf } from "./ended-sessions";
import type { Env } from "./env";
import { type LimitDecision, limitAddress, limitRequest, RETRY_AFTER_SECONDS } from "./rate-limit";
import { isNowhere, takesForms } from "./route-match";

/** Why a request goes no further. */
export interface Refused {
  readonly status: number;
  readonly reason: string;
  readonly headers?: Record<string, string>;
}

export const METHODS = new Set(["GET", "HEAD", "POST", "OPTIONS"]);

const WAIT = { "Retry-After": String(RETRY_AFTER_SECONDS) };
const LIMITED: Refused = { status: 429, reason: "limit", headers: WAIT };
const UNGUARDED: Refused = { status: 503, reason: "limit", headers: WAIT };
const TOO_LARGE: Refused = { status: 413, reason: "too-large" };

/**
 * The request with its body read, or why it goes no further. What costs least is looked at first: method → other site → limiter → (for a
 * large body: whose session it is) → body. Until the limiter has passed it, nothing of the body is read and no database is asked.
 */
export async function enter(
  build: ServerBuild,
  request: Request,
  env: Env,
  context: RequestContext,
): Promise<Request | Refused> {
  const wrong = refusedAtSight(build, request, context);
  const limited = await limit(build, request, env, context, wrong !== null);
  const refused = tooMany(request, limited, wrong, context) ?? wrong;
  if (refused) {
    // Whoever is known and asked too often gets back what they typed; a stranger's body is not worth reading.
    if (refused === LIMITED && limited.limiter === "user") await read(request, FREE_BODY, context);
    await discardBody(request);
    return refused;
  }
  const whole = await read(request, bodyLimitOf(new URL(request.url).pathname), context);
  if (whole) return whole;
  // Counted for the address, if it was not: a refusal is a refusal, whoever's cookie came with it.
  const again = limited.limiter === "address" ? limited : await limit(build, request, env, context, true);
  return tooMany(request, again, TOO_LARGE, context) ?? TOO_LARGE;
}

/** Reads the body; beyond 256 KiB only for whoever has a session, or had one: what they typed is kept when it ran out. */
const read = (request: Request, limit: number, { session, db, trace, now }: RequestContext) =>
  withBodyWithin(
    request,
    limit,
    (body) => {
      trace.sent = body;
    },
    { bytes: FREE_BODY, allowed: async () => session !== null && (await wasKnown(db, session, now)) },
  );

/** Where the database can't be reached the signature must do: the form then comes back in the page that says so. */
const wasKnown = (db: RequestContext["db"], { tokenHash }: SignedSession, now: number): Promise<boolean> =>
  findSessionEverKnown(db, tokenHash, now).catch((error: unknown) => {
    if (error instanceof DatabaseError) return true;
    throw error;
  });

/** What method, address and headers tell by themselves. A form for no page is refused here, so that nobody reads it. */
function refusedAtSight(build: ServerBuild, request: Request, context: RequestContext): Refused | null {
  const { config, trace } = context;
  const { pathname, search, origin } = new URL(request.url);
  if (!METHODS.has(request.method))
    return { status: 405, reason: "method", headers: { Allow: "GET, HEAD, POST" } };
  if (isCrossSite(request, config.origin ?? origin)) return { status: 403, reason: "cross-site" };
  if (request.method !== "POST") return null;
  if (claimedLength(request) > bodyLimitOf(pathname)) return TOO_LARGE;
  if (isNowhere(trace.route)) return { status: 404, reason: "not-found" };
  if (!takesForms(build, trace.route, search))
    return { status: 405, reason: "method", headers: { Allow: "GET, HEAD" } };
  return null;
}

/** Asks the limiter: the address's for whatever is refused or leads nowhere, and where the session is known to be over. */
async function limit(
  build: ServerBuild,
  request: Request,
  env: Env,
  context: RequestContext,
  isRefused: boolean,
): Promise<LimitDecision> {
  const { session, trace } = context;
  const isOver = session !== null && endedSessionsOf(build).has(session.tokenHash);
  const byAddress = async (): Promise<LimitDecision> => ({
    limiter: "address",
    verdict: await limitAddress(env, request),
  });
  let decision = isRefused
    ? await byAddress()
    : await limitRequest(env, request, isOver ? null : session, trace.route);
  if (decision.limiter === "user" && decision.verdict !== "limited" && isNowhere(trace.route))
    decision = await byAddress();
  const { limiter, verdict } = decision;
  trace.limiter = limiter;
  if (verdict !== "pass")
    context.log("limit", { limiter, verdict, user: session?.userId, network: networkHash(context) });
  return decision;
}

/**
 * What becomes of an answer for which the database said that the session is over: this isolate remembers it, and it counts for the address
 * like any stranger's, or each fresh isolate would let a hundred more through. Null: the answer stays.
 */
export async function countEnded(
  build: ServerBuild,
  request: Request,
  env: Env,
  context: RequestContext,
): Promise<Refused | null> {
  const { session, trace } = context;
  if (!session || !trace.sessionOver) return null;
  endedSessionsOf(build).add(session.tokenHash);
  if (trace.limiter !== "user") return null;
  const { verdict } = await limit(build, request, env, context, true);
  return verdict === "limited" ? LIMITED : null;
}

/** In production a form of a stranger is not carried out where nobody can tell how many there were. */
function tooMany(
  request: Request,
  { limiter, verdict }: LimitDecision,
  wrong: Refused | null,
  { config }: RequestContext,
): Refused | null {
  if (verdict === "limited") return LIMITED;
  const isGuess =
    config.environment === "production" && limiter !== "user" && request.method === "POST" && !wrong;
  return verdict === "unguarded" && isGuess ? UNGUARDED : null;
}
