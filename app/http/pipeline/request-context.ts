import type { Database } from "@db/client.server";
import type { Copies } from "@db/copies";
import type { Log } from "~/http/monitoring/log-events";
import type { Language } from "~/i18n/catalogues.server";
import type { KeptToken } from "~/modules/accounts/kept-form-token.server";
import type { NearPasses } from "~/modules/accounts/near-passes.server";
import type { SignedSession } from "~/modules/accounts/session-token.server";
import type { Config } from "./env";
import type { Verdict } from "./rate-limit";
import type { Trace } from "./trace";

/** What one request carries. Everything that changes from request to request is here, never in a module. */
export type RequestContext = {
  readonly config: Config;
  readonly db: Database;
  /** What may be nearer than `db`, and behind; undefined where no copy is set. `passes`: undefined where the primary proves each page. */
  readonly near: { readonly copies: Copies; readonly passes: NearPasses | undefined } | undefined;
  readonly requestId: string;
  /** Writes an event of this request to the log. */
  readonly log: Log;
  readonly trace: Trace;
  /** Milliseconds UTC; the one clock of the request. */
  readonly now: number;
  readonly nonce: string;
  /** The language of the answer: the account's as soon as its session is proven, until then what the browser asks for. */
  readonly language: () => Language;
  /** Says where the language of the account can be looked up: null or undefined until it is known. */
  readonly languageFrom: (account: () => string | null | undefined) => void;
  /** What was asked for: path and query, as a page has them. The request that an action gets has lost `?index`. */
  readonly address: string;
  /** Whether a script asked for the data of a page: behind an action no loader runs then. */
  readonly forScript: boolean;
  readonly session: SignedSession | null;
  /** What the browser holds of a form that came when its session was over. */
  readonly keptForm: KeptToken | null;
  readonly client: {
    readonly address: string;
    readonly userAgent: string | null;
    readonly country: string | null;
  };
  /** Whether this address may have another password hashed. */
  readonly limitLogin: () => Promise<Verdict>;
  /** A new time-ordered id. */
  readonly newId: () => string;
  /** Work that goes on after the response; its end is logged by the job's name, and its failure reported. */
  readonly background: (job: string, work: Promise<unknown>) => void;
  readonly waitUntil: (work: Promise<unknown>) => void;
  /** Notes that the database knows of no live session of this cookie. */
  readonly sessionIsOver: () => void;
};

declare module "@remix-run/cloudflare" {
  interface AppLoadContext extends RequestContext {}
}
