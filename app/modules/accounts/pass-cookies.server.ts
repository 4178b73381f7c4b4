import { Buffer } from "node:buffer";
import { randomBytes } from "node:crypto";
import type { Pass } from "@db/pass";
import * as v from "valibot";
import { roles } from "~/domain/accounts/permissions";
import { hostCookie } from "./host-cookie.server";
import { keyedHash } from "./keyed-hash.server";

/** Which passes of this browser count: a new value ends all that there are. */
const ROUND_COOKIE = "__Host-near";
const PASS_COOKIE = /^__Host-near-([\w-]{10})-[\w-]{10}$/;
const ROUND = /^[\w-]{16}$/;
/** A browser has one for each place of a business's trail that it was shown lately. What is more is nobody's browser. */
const MOST = 64;

/** What a pass is bound to: of another session, another business or another round it is not one. */
export interface Binding {
  readonly tokenHash: string;
  readonly tenant: string;
  readonly round: string;
}

/** What a browser sent along. */
export interface PassCookies {
  readonly round: string;
  readonly passes: readonly { readonly name: `__Host-${string}`; readonly value: string }[];
}

export function passCookiesFrom(header: string | null): PassCookies {
  let round = "";
  const passes: { name: `__Host-${string}`; value: string }[] = [];
  for (const part of (header ?? "").split(";")) {
    const [name = "", value = ""] = part.trim().split("=", 2);
    if (name === ROUND_COOKIE && ROUND.test(value)) round = value;
    else if (PASS_COOKIE.test(name) && passes.length < MOST)
      passes.push({ name: name as `__Host-${string}`, value });
  }
  return { round, passes };
}

const short = (secret: string, text: string): string => keyedHash(secret, "pass", text).slice(0, 10);

/** Whether a cookie's name is one of that business's. */
export const isPassOf = (name: string, tenant: string, secret: string): boolean =>
  PASS_COOKIE.exec(name)?.[1] === short(secret, tenant);

/**
 * The name has the position in it, so that answers which overtake each other leave two cookies and not the older one. It tells neither
 * position nor business.
 */
export const passName = (tenant: string, { position }: Pass, secret: string): `__Host-near-${string}` =>
  `__Host-near-${short(secret, tenant)}-${short(secret, `${tenant}:${position.seq}:${position.people}`)}`;

/** The cookie outlives its pass: what the browser was shown counts for as long as another pass may that does not know of it. */
export const passCookie = (name: `__Host-${string}`, sealed: string, nearSeconds: number): string =>
  hostCookie(name, sealed, nearSeconds + 5);

/** Ends every pass of this browser, also one that is in an answer still on its way, or with another isolate. */
export const newRoundCookie = (nearSeconds: number): string =>
  hostCookie(ROUND_COOKIE, randomBytes(12).toString("base64url"), nearSeconds + 5);

export const clearedPassCookie = (name: `__Host-${string}`): string => hostCookie(name, "", 0);

const encoder = new TextEncoder();
const keys = new Map<string, Promise<CryptoKey>>();

/** AES-256 by HKDF-SHA-256 from this installation's secret. */
function keyOf(secret: string): Promise<CryptoKey> {
  const made =
    keys.get(secret) ??
    crypto.subtle
      .importKey("raw", encoder.encode(secret), "HKDF", false, ["deriveKey"])
      .then((material) =>
        crypto.subtle.deriveKey(
          { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: encoder.encode("pass") },
          material,
          { name: "AES-GCM", length: 256 },
          false,
          ["encrypt", "decrypt"],
        ),
      );
  keys.set(secret, made);
  return made;
}

const NONCE_BYTES = 12;
const boundTo = ({ tokenHash, tenant, round }: Binding): Uint8Array<ArrayBuffer> =>
  encoder.encode(JSON.stringify([tokenHash, tenant, round]));

const whole = v.pipe(v.number(), v.safeInteger());
const PassSchema = v.strictTuple([
  v.string(),
  v.picklist(roles),
  v.strictTuple([whole, v.boolean(), whole]),
  v.strictTuple([whole, whole]),
  whole,
]);

/** Closes a pass by AES-GCM: nobody reads, changes or makes one, and nobody else's counts. base64url. */
export async function sealPass(pass: Pass, binding: Binding, secret: string): Promise<string> {
  const { userId, role, session, position, provenAt } = pass;
  const { seenAt, remembered, passwordAt } = session;
  const fields = [
    userId,
    role,
    [seenAt, remembered, passwordAt],
    [position.seq, position.people],
    provenAt,
  ] satisfies v.InferInput<typeof PassSchema>;
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: boundTo(binding) },
    await keyOf(secret),
    encoder.encode(JSON.stringify(fields)),
  );
  return Buffer.concat([iv, new Uint8Array(sealed)]).toString("base64url");
}

/** The pass; null where it was not closed here, for this session, business and round. */
export async function openPass(sealed: string, binding: Binding, secret: string): Promise<Pass | null> {
  const bytes = Buffer.from(sealed, "base64url");
  try {
    const fields = await crypto.subtle.decrypt(
      { name: "AES-GCM", iv: bytes.subarray(0, NONCE_BYTES), additionalData: boundTo(binding) },
      await keyOf(secret),
      bytes.subarray(NONCE_BYTES),
    );
    const [userId, role, session, position, provenAt] = v.parse(
      PassSchema,
      JSON.parse(new TextDecoder().decode(fields)),
    );
    const [seenAt, remembered, passwordAt] = session;
    const [seq, people] = position;
    return { userId, role, session: { seenAt, remembered, passwordAt }, position: { seq, people }, provenAt };
  } catch {
    return null;
  }
}
