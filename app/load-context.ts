import { type Database, openDatabase } from "@db/client.server";
import { openReplica, type Replica } from "@db/replica";
import type { PlatformProxy } from "wrangler";
import { type Config, type Env, readConfig } from "~/http/env";
import { clientAddress, loginLimit, type Verdict } from "~/http/rate-limit";
import { requestIdOf } from "~/http/request-id";
import {
  readSessionToken,
  type SignedSession,
  sessionTokenFrom,
} from "~/modules/accounts/session-token.server";
import { newId } from "~/shared/ids";

/** What one request carries. Everything that changes from request to request is here, never in a module. */
export type RequestContext = {
  readonly config: Config;
  readonly db: Database;
  /** Nearer than `db`, and perhaps behind; only where one is configured. */
  readonly replica: Replica | undefined;
  readonly requestId: string;
  /** Milliseconds UTC; the one clock of the request. */
  readonly now: number;
  readonly nonce: string;
  readonly session: SignedSession | null;
  readonly client: {
    readonly address: string;
    readonly userAgent: string | null;
    readonly country: string | null;
  };
  /** Whether this address may have another password hashed. */
  readonly limitLogin: () => Promise<Verdict>;
  /** A new time-ordered id. */
  readonly newId: () => string;
  /** Work that goes on after the response. */
  readonly waitUntil: (work: Promise<unknown>) => void;
};

declare module "@remix-run/cloudflare" {
  interface AppLoadContext extends RequestContext {}
}

/** How long one request may wait for the database in all (security.md 19: 503 within 6 s). */
const DATABASE_BUDGET_MS = 5_000;

const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));

export interface ContextOptions {
  readonly now?: () => number;
  readonly waitUntil?: (work: Promise<unknown>) => void;
}

export function createContext(request: Request, env: Env, options: ContextOptions = {}): RequestContext {
  const config = readConfig(env);
  const now = (options.now ?? Date.now)();
  const freshId = () => newId(now, random);
  const country = request.headers.get("CF-IPCountry");
  return {
    config,
    db: openDatabase(config.database, { budgetMs: DATABASE_BUDGET_MS }),
    replica: config.replica ? openReplica(config.replica) : undefined,
    requestId: requestIdOf(request, freshId),
    now,
    nonce: btoa(String.fromCharCode(...random(16))),
    session: readSessionToken(sessionTokenFrom(request.headers.get("Cookie")), config.sessionSecret),
    client: {
      address: clientAddress(request),
      userAgent: request.headers.get("User-Agent")?.slice(0, 300) ?? null,
      country: country && /^[A-Z]{2}$/.test(country) ? country : null,
    },
    limitLogin: () => loginLimit(env, request),
    newId: freshId,
    waitUntil: options.waitUntil ?? (() => {}),
  };
}

/** For `remix vite:dev`, which never runs the Worker's entry. */
export const getLoadContext = (args: {
  request: Request;
  context: { cloudflare: Pick<PlatformProxy<Env>, "env" | "ctx"> };
}): RequestContext =>
  createContext(args.request, args.context.cloudflare.env, {
    waitUntil: (work) => args.context.cloudflare.ctx.waitUntil(work),
  });
