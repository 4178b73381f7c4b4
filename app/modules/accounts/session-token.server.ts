import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

export const SESSION_COOKIE = "__Host-session";

/** A token that was signed here: it tells whose it is before the database is asked, not that the session is still alive. */
export interface SignedSession {
  readonly userId: string;
  readonly tokenHash: string;
}

const TOKEN = /^([0-9A-HJKMNP-TV-Z]{26})\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{43})$/;

const sign = (text: string, secret: string): string =>
  createHmac("sha256", secret).update(text).digest("base64url");

/** The database stores this, never the token. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("base64url");

/** `userId.random.signature`: 32 random bytes, and a signature so that a made-up cookie costs no database request. */
export function newSessionToken(userId: string, secret: string): string {
  const body = `${userId}.${randomBytes(32).toString("base64url")}`;
  return `${body}.${sign(body, secret)}`;
}

export function readSessionToken(token: string | null, secret: string): SignedSession | null {
  const match = TOKEN.exec(token ?? "");
  if (!match || !token) return null;
  const [, userId = "", random = "", signature = ""] = match;
  // The texts are compared: decoded, four spellings of a signature's last character would be the same bytes.
  const genuine = timingSafeEqual(Buffer.from(sign(`${userId}.${random}`, secret)), Buffer.from(signature));
  return genuine ? { userId, tokenHash: hashToken(token) } : null;
}

export function sessionTokenFrom(cookieHeader: string | null): string | null {
  for (const part of (cookieHeader ?? "").split(";")) {
    const [name, value] = part.trim().split("=", 2);
    if (name === SESSION_COOKIE && value) return value;
  }
  return null;
}

/** A cookie for the session; without `maxAge` (seconds) it ends with the browser. */
export const sessionCookie = (token: string, maxAge?: number): string =>
  `${SESSION_COOKIE}=${token}; Path=/; Secure; HttpOnly; SameSite=Lax${maxAge === undefined ? "" : `; Max-Age=${maxAge}`}`;

export const clearedSessionCookie = (): string => sessionCookie("", 0);
