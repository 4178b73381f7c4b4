import { randomBytes, timingSafeEqual } from "node:crypto";
import { keyedHash } from "./keyed-hash.server";
import { hashToken } from "./session-token.server";

/** Tells a browser that somebody logged in with before; it opens nothing, it only has a count of wrong passwords of its own. */
export const DEVICE_COOKIE = "__Host-device";

const YEAR_SECONDS = 365 * 86_400;
const TOKEN = /^([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{43})$/;

export interface Device {
  readonly token: string;
  /** What the database stores of it. */
  readonly hash: string;
}

const deviceOf = (token: string): Device => ({ token, hash: hashToken(token) });

export function newDevice(secret: string): Device {
  const random = randomBytes(32).toString("base64url");
  return deviceOf(`${random}.${keyedHash(secret, "device", random)}`);
}

/** The device of a request's cookies; null without a cookie that was signed here. */
export function deviceFrom(cookieHeader: string | null, secret: string): Device | null {
  for (const part of (cookieHeader ?? "").split(";")) {
    const [name, value = ""] = part.trim().split("=", 2);
    if (name !== DEVICE_COOKIE) continue;
    const [, random = "", signature = ""] = TOKEN.exec(value) ?? [];
    if (!random) return null;
    const genuine = timingSafeEqual(Buffer.from(keyedHash(secret, "device", random)), Buffer.from(signature));
    return genuine ? deviceOf(value) : null;
  }
  return null;
}

/** Outlives the session, or a stranger could lock out whoever logs out. */
export const deviceCookie = ({ token }: Device): string =>
  `${DEVICE_COOKIE}=${token}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${YEAR_SECONDS}`;
