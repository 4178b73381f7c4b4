import { timingSafeEqual } from "node:crypto";

/** Makes the signature of a text, 43 characters of base64url. */
type Sign = (text: string) => string;

const SIGNED = /^(.+)\.([A-Za-z0-9_-]{43})$/;

/** `text.signature`: so that a made-up cookie costs no database request. */
export const signed = (text: string, sign: Sign): string => `${text}.${sign(text)}`;

/** The text of `text.signature`, or null where it was not signed here. */
export function readSigned(value: string | null, sign: Sign): string | null {
  const [, text = "", signature = ""] = SIGNED.exec(value ?? "") ?? [];
  // The texts are compared: decoded, four spellings of a signature's last character would be the same bytes.
  return text && timingSafeEqual(Buffer.from(sign(text)), Buffer.from(signature)) ? text : null;
}

/** The first value that a Cookie header has for a name, or null. */
export function cookieFrom(header: string | null, name: string): string | null {
  for (const part of (header ?? "").split(";")) {
    const [found, value] = part.trim().split("=", 2);
    if (found === name && value) return value;
  }
  return null;
}

/**
 * A Set-Cookie header for this host alone, closed to scripts; `name` begins with `__Host-` (RFC 6265bis, 4.1.3.2). `maxAge` in seconds;
 * without it the cookie ends with the browser, and with 0 at once.
 */
export const hostCookie = (name: `__Host-${string}`, value: string, maxAge?: number): string =>
  `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax${maxAge === undefined ? "" : `; Max-Age=${maxAge}`}`;
