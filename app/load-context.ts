import { DatabaseError, openDatabase } from "@db/client.server";
import { openCopies } from "@db/copies";
import type { PlatformProxy } from "wrangler";
import { loggerOf } from "~/http/monitoring/logger";
import { reportError } from "~/http/monitoring/report.server";
import { clientAddress } from "~/http/pipeline/client-address";
import { type Env, readConfig } from "~/http/pipeline/env";
import { loginLimit } from "~/http/pipeline/rate-limit";
import type { RequestContext } from "~/http/pipeline/request-context";
import { requestIdOf } from "~/http/pipeline/request-id";
import { requestLanguage } from "~/http/pipeline/request-language";
import { addressOf } from "~/http/pipeline/route-match";
import { newTrace } from "~/http/pipeline/trace";
import { keptTokenFrom } from "~/modules/accounts/kept-form-token.server";
import { NearPasses, PassMemory } from "~/modules/accounts/near-passes.server";
import { passCookiesFrom } from "~/modules/accounts/pass-cookies.server";
import { readSessionToken, sessionTokenFrom } from "~/modules/accounts/session-token.server";
import { newId } from "~/shared/ids";

/** How long one request may wait for the database in all (security.md 19: 503 within 6 s). */
const DATABASE_BUDGET_MS = 5_000;

const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));

export interface ContextOptions {
  readonly now?: () => number;
  readonly waitUntil?: (work: Promise<unknown>) => void;
  /** What the isolate remembers from request to request. */
  readonly passes?: PassMemory;
}

export function createContext(request: Request, env: Env, options: ContextOptions = {}): RequestContext {
  const config = readConfig(env);
  const now = (options.now ?? Date.now)();
  const freshId = () => newId(now, random);
  const country = request.headers.get("CF-IPCountry");
  const requestId = requestIdOf(request, freshId);
  const trace = newTrace();
  const log = loggerOf(requestId, !config.log);
  let accountLanguage: () => string | null | undefined = () => null;
  const waitUntil = options.waitUntil ?? (() => {});
  const cookies = request.headers.get("Cookie");
  const session = readSessionToken(sessionTokenFrom(cookies), config.sessionSecret);
  const failed = (error: unknown) => reportError(context, error, { where: "job" });
  const near = (): RequestContext["near"] => {
    if (config.copies.length === 0) return undefined;
    const copies = openCopies(config.copies, { primary: config.database.url, waitUntil });
    if (config.nearSeconds === 0) return { copies, passes: undefined };
    const passContext = {
      now,
      session,
      config,
      memory: options.passes ?? new PassMemory(),
      waitUntil,
      failed,
    };
    return { copies, passes: new NearPasses(passContext, passCookiesFrom(cookies)) };
  };
  const context: RequestContext = {
    config,
    db: openDatabase(config.database, { budgetMs: config.database.deadlineMs ?? DATABASE_BUDGET_MS }),
    near: near(),
    requestId,
    log,
    trace,
    now,
    address: addressOf(request),
    forScript: new URL(request.url).pathname.endsWith(".data"),
    nonce: btoa(String.fromCharCode(...random(16))),
    language: () => requestLanguage(request, config, accountLanguage()),
    languageFrom: (account) => {
      accountLanguage = account;
    },
    session,
    keptForm: keptTokenFrom(cookies),
    client: {
      address: clientAddress(request),
      userAgent: request.headers.get("User-Agent")?.slice(0, 300) ?? null,
      country: country && /^[A-Z]{2}$/.test(country) ? country : null,
    },
    limitLogin: () => loginLimit(env, request),
    newId: freshId,
    background: (job, work) => {
      const began = Date.now();
      const ended = (ok: boolean) => log("job", { job, ok, ms: Date.now() - began, tenant: trace.tenant });
      const endedBadly = (error: unknown) => {
        ended(false);
        // A database out of reach is no mistake; the requests that it failed say so.
        if (!(error instanceof DatabaseError)) failed(error);
      };
      waitUntil(work.then(() => ended(true), endedBadly));
    },
    waitUntil,
    sessionIsOver: () => {
      trace.sessionOver = true;
    },
  };
  return context;
}

/**
 * For `remix vite:dev`, which never runs the Worker's entry: vite.config.ts asks for it by name.
 * @public
 */
export const getLoadContext = (args: {
  request: Request;
  context: { cloudflare: Pick<PlatformProxy<Env>, "env" | "ctx"> };
}): RequestContext =>
  createContext(args.request, args.context.cloudflare.env, {
    waitUntil: (work) => args.context.cloudflare.ctx.waitUntil(work),
  });
