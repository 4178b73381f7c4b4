import { createHash, createHmac, randomBytes } from "node:crypto";
import { cookieFrom, hostCookie, readSigned, signed } from "./host-cookie.server";

export const SESSION_COOKIE = "__Host-session";

/** A token that was signed here: it tells whose it is before the database is asked, not that the session is still alive. */
export interface SignedSession {
  readonly userId: string;
  readonly tokenHash: string;
}

const SIGNED_TEXT = /^([0-9A-HJKMNP-TV-Z]{26})\.[A-Za-z0-9_-]{43}$/;

const signWith = (secret: string) => (text: string) =>
  createHmac("sha256", secret).update(text).digest("base64url");

/** The database stores this, never the token. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("base64url");

/** `userId.random.signature`, with 32 random bytes. */
export const newSessionToken = (userId: string, secret: string): string =>
  signed(`${userId}.${randomBytes(32).toString("base64url")}`, signWith(secret));

export function readSessionToken(token: string | null, secret: string): SignedSession | null {
  const [, userId] = SIGNED_TEXT.exec(readSigned(token, signWith(secret)) ?? "") ?? [];
  return userId && token ? { userId, tokenHash: hashToken(token) } : null;
}

export const sessionTokenFrom = (cookieHeader: string | null): string | null =>
  cookieFrom(cookieHeader, SESSION_COOKIE);

/** A cookie for the session; without `maxAge` (seconds) it ends with the browser. */
export const sessionCookie = (token: string, maxAge?: number): string =>
  hostCookie(SESSION_COOKIE, token, maxAge);

export const clearedSessionCookie = (): string => sessionCookie("", 0);
