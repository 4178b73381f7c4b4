import type { SignedSession } from "~/modules/accounts/session-token.server";
import type { Env } from "./env";

export const RETRY_AFTER_SECONDS = 60;

/** An IPv6 customer has a whole /64, so that is what is counted. */
export function addressKey(address: string): string {
  if (!address.includes(":")) return address;
  const [head = "", tail = ""] = address.toLowerCase().split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail.split(":").filter(Boolean);
  const groups = address.includes("::")
    ? [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill("0"), ...right]
    : left;
  return `${groups
    .slice(0, 4)
    .map((g) => g.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}

/** Who made the request, as Cloudflare saw it. X-Forwarded-For is anybody's to write, so it is never read. */
export const clientAddress = (request: Request): string =>
  request.headers.get("CF-Connecting-IP") ?? "127.0.0.1";

export type Verdict = "pass" | "limited" | "unguarded";

/** What is asked of no limiter: a monitor may ask as often as it likes. */
const UNCOUNTED = "routes/api.health";
/** What has one of its own: errors of a page must not use up what its person may do. */
const REPORTS = "routes/api.envelope";

interface Limited {
  readonly limiter: "address" | "user" | "report";
  readonly verdict: Verdict;
}

/** 100 a minute for a signed-in user, 10 a minute for an anonymous address (wrangler.toml). `unguarded`: the binding is missing or failed. */
export async function limitRequest(
  env: Env,
  request: Request,
  session: SignedSession | null,
  route: string,
): Promise<Limited> {
  const address = addressKey(clientAddress(request));
  if (route === REPORTS)
    return { limiter: "report", verdict: await ask(env.REPORT_LIMITER, `report:${address}`) };
  const limiter = session ? "user" : "address";
  if (route === UNCOUNTED) return { limiter, verdict: "pass" };
  const verdict = session
    ? await ask(env.USER_LIMITER, `user:${session.userId}`)
    : await ask(env.ANONYMOUS_LIMITER, `address:${address}`);
  return { limiter, verdict };
}

/**
 * 10 guesses at passwords a minute for an address, signed in or not. Asked by the actions that hash one, so that no other
 * spelling of their address ("/LOGIN", "/login.data") goes round it.
 */
export const loginLimit = (env: Env, request: Request): Promise<Verdict> =>
  ask(env.LOGIN_LIMITER, `login:${addressKey(clientAddress(request))}`);

async function ask(limiter: Env["LOGIN_LIMITER"], key: string): Promise<Verdict> {
  if (!limiter) return "unguarded";
  try {
    return (await limiter.limit({ key })).success ? "pass" : "limited";
  } catch {
    return "unguarded";
  }
}
