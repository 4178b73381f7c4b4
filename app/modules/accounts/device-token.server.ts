import { randomBytes } from "node:crypto";
import { cookieFrom, hostCookie, readSigned, signed } from "./host-cookie.server";
import { keyedHash } from "./keyed-hash.server";
import { hashToken } from "./session-token.server";

/** Tells a browser that somebody logged in with before; it opens nothing, it only has a count of wrong passwords of its own. */
export const DEVICE_COOKIE = "__Host-device";

const YEAR_SECONDS = 365 * 86_400;
const RANDOM = /^[A-Za-z0-9_-]{43}$/;

export interface Device {
  readonly token: string;
  /** What the database stores of it. */
  readonly hash: string;
}

const signWith = (secret: string) => (random: string) => keyedHash(secret, "device", random);

const deviceOf = (token: string): Device => ({ token, hash: hashToken(token) });

export const newDevice = (secret: string): Device =>
  deviceOf(signed(randomBytes(32).toString("base64url"), signWith(secret)));

/** The device of a request's cookies; null without a cookie that was signed here. */
export function deviceFrom(cookieHeader: string | null, secret: string): Device | null {
  const token = cookieFrom(cookieHeader, DEVICE_COOKIE);
  const random = readSigned(token, signWith(secret));
  return token && random && RANDOM.test(random) ? deviceOf(token) : null;
}

/** Outlives the session, or a stranger could lock out whoever logs out. */
export const deviceCookie = ({ token }: Device): string => hostCookie(DEVICE_COOKIE, token, YEAR_SECONDS);
