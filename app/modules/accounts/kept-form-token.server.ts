import { createHash, randomBytes } from "node:crypto";
import { SHORT } from "~/domain/retention/policies";
import { cookieFrom, hostCookie } from "./host-cookie.server";
import { hashToken } from "./session-token.server";

/** What a browser holds of a form that came when its session was over: the key to it, for an hour, and where it belongs. */
export const KEPT_COOKIE = "__Host-form";

const COOKIE = /^([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{22})$/;

export interface KeptToken {
  /** 32 random bytes: opens the form, and is stored nowhere but in the browser. */
  readonly token: string;
  /** What the database knows the form by. */
  readonly id: string;
  /** Of the form's path: other pages need not ask the database. */
  readonly place: string;
}

const placeOf = (path: string): string =>
  createHash("sha256").update(`kept form:${path}`).digest("base64url").slice(0, 22);

export function newKeptToken(path: string): KeptToken {
  const token = randomBytes(32).toString("base64url");
  return { token, id: hashToken(token), place: placeOf(path) };
}

/** The kept form of a request's cookies, or null. */
export function keptTokenFrom(cookieHeader: string | null): KeptToken | null {
  const [, token, place] = COOKIE.exec(cookieFrom(cookieHeader, KEPT_COOKIE) ?? "") ?? [];
  return token && place ? { token, id: hashToken(token), place } : null;
}

/** Whether the form belongs at this path. */
export const belongsAt = (kept: KeptToken, path: string): boolean => kept.place === placeOf(path);

export const keptCookie = ({ token, place }: KeptToken): string =>
  hostCookie(KEPT_COOKIE, `${token}.${place}`, SHORT.keptForms / 1000);

export const clearedKeptCookie = (): string => hostCookie(KEPT_COOKIE, "", 0);
