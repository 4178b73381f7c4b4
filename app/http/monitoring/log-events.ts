/** Who guesses at whom, as keyed hashes (pseudonyms.ts): never an address. */
interface Guessing {
  account: string;
  network: string;
}

/** What each event says. Ids, numbers and words of ours: never what a person typed. docs/running.md explains each field. */
export interface LogEvents {
  request: {
    method: string;
    /** The route's id, not the address; "none" where no route has it. */
    route: string;
    status: number;
    /** Until the answer began. */
    ms: number;
    tenant?: string | undefined;
    user?: string | undefined;
    roundTrips: number;
    dbMs: number;
    retries: number;
    /** What became of the latest read of the copies; left out where there are none. */
    replica?: "unused" | "used" | "behind" | "away" | "resting" | undefined;
    /** Which of TURSO_REPLICA_URLS, from 1. */
    copy?: number | undefined;
    /** How many of the business's events it lacked. */
    behind?: number | undefined;
    /** What asking it cost, milliseconds. */
    copyMs?: number | undefined;
    /** Of the answer's body, before it is compressed. */
    bytes: number;
  };
  login: { outcome: "signed-in" | "wrong" | "wait"; user?: string | undefined } & Guessing;
  logout: { user?: string | undefined };
  register: { outcome: "created" | "refused" | "wait"; tenant?: string | undefined } & Guessing;
  "password-change": { outcome: "changed" | "wait" | "weak" | "wrong"; user?: string | undefined } & Guessing;
  /** The password that was asked for again, ahead of a sensitive step. */
  "password-check": { outcome: "right" | "wait" | "wrong"; user?: string | undefined } & Guessing;
  /** Another e-mail address for an account, which tells whether there is one with it. */
  "address-change": { outcome: "saved" | "taken" | "wait"; user?: string | undefined } & Guessing;
  /** A request or a write that was turned away, and the word for it. */
  refusal: { reason: string; tenant?: string | undefined; user?: string | undefined };
  /** A limiter said no, or could not be asked. */
  limit: {
    limiter: "address" | "user" | "login" | "report";
    verdict: "limited" | "unguarded";
    user?: string | undefined;
    account?: string | undefined;
    network: string;
  };
  /** Something of a business or an account was changed. */
  change: {
    action: string;
    entity: string;
    id: string;
    repeated: boolean;
    tenant?: string | undefined;
    user?: string | undefined;
  };
  /** Work behind the response has ended. */
  job: { job: string; ok: boolean; ms: number; tenant?: string | undefined };
}

export type LogEvent = keyof LogEvents;

/** Writes one event of a request. */
export type Log = <E extends LogEvent>(event: E, fields: LogEvents[E]) => void;
