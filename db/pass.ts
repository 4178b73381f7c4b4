import type { Role } from "~/domain/accounts/permissions";
import type { Copies } from "./copies";
import type { Position } from "./position";

/** What of a session a page needs to know. */
export interface SessionState {
  readonly seenAt: number;
  readonly remembered: boolean;
  readonly passwordAt: number;
}

/** What the primary last proved for a session and a business. For a while the nearest copy alone may answer whoever has one. */
export interface Pass {
  readonly userId: string;
  readonly role: Role;
  readonly session: SessionState;
  /** The latest that the session may have seen: no copy that is behind it may answer. */
  readonly position: Position;
  /** When the primary was asked, milliseconds UTC. */
  readonly provenAt: number;
}

/** Where the passes of one session for one business are found and left (docs/decisions/050). */
export interface Passes {
  /** The newest that still holds; undefined: the primary is to be asked. */
  readonly current: () => Promise<Pass | undefined>;
  /** The primary said this. */
  readonly proved: (pass: Pass) => void;
  /** The primary said no. */
  readonly denied: () => void;
  /** The answer shows what a copy had at this position. */
  readonly shown: (position: Position) => void;
  /** Asks the primary behind the response, one question at a time. */
  readonly renew: (ask: () => Promise<unknown>) => void;
}

/** What is nearer than the primary. */
export interface Near {
  readonly copies: Copies;
  /** Undefined: the primary proves each page (NEAR_SECONDS is 0). */
  readonly passes: Passes | undefined;
}
