import { Buffer } from "node:buffer";

/** What a kept form is bound to: none of it can be another's, nor be changed, without the seal being broken. */
export interface Bound {
  readonly id: string;
  readonly userId: string;
  readonly sessionHash: string;
  readonly path: string;
  /** Milliseconds UTC. */
  readonly createdAt: number;
}

export interface Sealed {
  readonly nonce: Uint8Array;
  readonly sealed: Uint8Array;
}

const encoder = new TextEncoder();

/** AES-256 by HKDF-SHA-256 from the browser's token; without this installation's secret the token alone opens nothing. */
async function keyOf(token: string, secret: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey("raw", encoder.encode(token), "HKDF", false, ["deriveKey"]);
  const how = {
    name: "HKDF",
    hash: "SHA-256",
    salt: encoder.encode(secret),
    info: encoder.encode("kept form"),
  };
  return crypto.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
}

const boundTo = ({ id, userId, sessionHash, path, createdAt }: Bound): Uint8Array<ArrayBuffer> =>
  encoder.encode(JSON.stringify([id, userId, sessionHash, path, createdAt]));

/** Encrypts a form's fields (application/x-www-form-urlencoded) by AES-GCM. */
export async function seal(fields: string, bound: Bound, token: string, secret: string): Promise<Sealed> {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: "AES-GCM", iv: nonce, additionalData: boundTo(bound) };
  const sealed = await crypto.subtle.encrypt(how, await keyOf(token, secret), encoder.encode(fields));
  return { nonce, sealed: new Uint8Array(sealed) };
}

/** The fields again; null where anything is not as it was sealed. */
export async function unseal(
  { nonce, sealed }: Sealed,
  bound: Bound,
  token: string,
  secret: string,
): Promise<string | null> {
  const how = { name: "AES-GCM", iv: Buffer.from(nonce), additionalData: boundTo(bound) };
  try {
    const fields = await crypto.subtle.decrypt(how, await keyOf(token, secret), Buffer.from(sealed));
    return new TextDecoder().decode(fields);
  } catch {
    return null;
  }
}
