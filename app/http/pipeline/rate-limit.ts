import type { SignedSession } from "~/modules/accounts/session-token.server";
import { clientAddress, countedAddress } from "./client-address";
import type { Env } from "./env";

export const RETRY_AFTER_SECONDS = 60;

export type Verdict = "pass" | "limited" | "unguarded";

/** What no limiter counts: a monitor may ask as often as it likes. */
const UNCOUNTED = "routes/api.health";
/** What has one of its own: errors of a page must not use up what its person may do. */
const REPORTS = "routes/api.envelope";

export interface LimitDecision {
  readonly limiter: "address" | "user" | "report";
  readonly verdict: Verdict;
}

/**
 * 100 a minute for a signed-in user, 10 a minute for an anonymous address (wrangler.toml). `session`: null also for one that is known to be
 * over. `unguarded`: the binding is missing or failed.
 */
export async function limitRequest(
  env: Env,
  request: Request,
  session: SignedSession | null,
  route: string,
): Promise<LimitDecision> {
  if (route === REPORTS)
    return { limiter: "report", verdict: await byAddress(env, request, env.REPORT_LIMITER, "report") };
  const isRead = request.method !== "POST";
  if (route === UNCOUNTED && isRead) return { limiter: "address", verdict: "pass" };
  if (!session) return { limiter: "address", verdict: await limitAddress(env, request) };
  return { limiter: "user", verdict: await checkLimit(env.USER_LIMITER, `user:${session.userId}`) };
}

/** The count of an address: of whatever is anonymous, and of what is refused before anybody looks who asks. */
export const limitAddress = (env: Env, request: Request): Promise<Verdict> =>
  byAddress(env, request, env.ANONYMOUS_LIMITER, "address");

/**
 * 10 guesses at passwords or addresses a minute for an address, signed in or not. Asked by the actions that hash one, so that no other
 * spelling of their address ("/LOGIN", "/login.data") goes round it.
 */
export const loginLimit = (env: Env, request: Request): Promise<Verdict> =>
  byAddress(env, request, env.LOGIN_LIMITER, "login");

/** Asks `limiter` about the address; in IPv6 also about the networks around it, which have more to spend. */
async function byAddress(
  env: Env,
  request: Request,
  limiter: Env["LOGIN_LIMITER"],
  purpose: "address" | "login" | "report",
): Promise<Verdict> {
  const { key, wider } = countedAddress(clientAddress(request));
  const checks = [checkLimit(limiter, `${purpose}:${key}`)];
  // readConfig() sees to it that they are there on the web.
  for (const [network, bits] of [
    [env.NETWORK_56_LIMITER, 56],
    [env.NETWORK_48_LIMITER, 48],
  ] as const)
    if (network && wider) checks.push(checkLimit(network, `${purpose}:${wider[bits]}`));
  const verdicts = await Promise.all(checks);
  return (["limited", "unguarded"] as const).find((verdict) => verdicts.includes(verdict)) ?? "pass";
}

async function checkLimit(limiter: Env["LOGIN_LIMITER"], key: string): Promise<Verdict> {
  if (!limiter) return "unguarded";
  try {
    return (await limiter.limit({ key })).success ? "pass" : "limited";
  } catch {
    return "unguarded";
  }
}
