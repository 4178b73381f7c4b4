import type { Database } from "@db/client.server";
import { endSession, findSignedIn, type NewSession, touchSession } from "@db/unscoped/sessions";
import { clearedKeptCookie, type KeptToken } from "./kept-form-token.server";
import {
  clearedSessionCookie,
  hashToken,
  newSessionToken,
  type SignedSession,
  sessionCookie,
} from "./session-token.server";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Idle and absolute life of a session (security.md 5): 2 h and 24 h, or 7 and 30 days when remembered. */
const LIFE = {
  brief: { idle: 2 * HOUR, absolute: DAY },
  remembered: { idle: 7 * DAY, absolute: 30 * DAY },
} as const;

/** How often a session in use is written to. */
const TOUCH_EVERY = 5 * 60_000;

/** What of the request a session needs; RequestContext has it all. */
export interface SessionContext {
  readonly db: Database;
  readonly now: number;
  readonly session: SignedSession | null;
  /** What the browser holds of a form that came too late. */
  readonly keptForm: KeptToken | null;
  readonly config: { readonly sessionSecret: string };
  readonly client: {
    readonly address: string;
    readonly userAgent: string | null;
    readonly country: string | null;
  };
  readonly newId: () => string;
  readonly background: (job: string, work: Promise<unknown>) => void;
}

/** A request whose session may turn out to be over. */
interface Asking extends SessionContext {
  /** To be told where the database knows of no live session of the cookie: it is not limited as somebody's any more. */
  readonly sessionIsOver: () => void;
}

/** A new session with its row and cookie; the caller stores the row in the batch that signs the person in. */
export function newSession(
  context: SessionContext,
  userId: string,
  remembered: boolean,
): { row: NewSession; cookie: string } {
  const token = newSessionToken(userId, context.config.sessionSecret);
  const life = remembered ? LIFE.remembered : LIFE.brief;
  const { now, client } = context;
  const row: NewSession = {
    tokenHash: hashToken(token),
    id: context.newId(),
    userId,
    remembered,
    createdAt: now,
    seenAt: now,
    idleExpiresAt: now + life.idle,
    expiresAt: now + life.absolute,
    passwordAt: now,
    userAgent: client.userAgent,
    ipAddress: client.address.slice(0, 45),
    country: client.country,
  };
  return { row, cookie: sessionCookie(token, remembered ? life.absolute / 1000 : undefined) };
}

/** The person behind the request's session and their businesses, or null. */
export async function signedIn(context: Asking) {
  if (!context.session) return null;
  const person = await findSignedIn(context.db, context.session.tokenHash, context.now);
  if (!person) context.sessionIsOver();
  return person;
}

/** Keeps a session that is in use alive: after the response, and not with every request. */
export function touch(
  context: SessionContext,
  { seenAt, remembered }: { seenAt: number; remembered: boolean },
): void {
  const { session, now, db } = context;
  if (!session || now - seenAt < TOUCH_EVERY) return;
  const idle = remembered ? LIFE.remembered.idle : LIFE.brief.idle;
  context.background("session.touch", touchSession(db, session.tokenHash, now, now + idle));
}

/** Ends the session and forgets the form that was kept for it; the cookies that say so. */
export async function signOut({ db, session, keptForm, sessionIsOver }: Asking): Promise<string[]> {
  const ended = await endSession(db, session?.tokenHash ?? null, keptForm?.id ?? null);
  if (session && !ended) sessionIsOver();
  return [clearedSessionCookie(), ...(keptForm ? [clearedKeptCookie()] : [])];
}
