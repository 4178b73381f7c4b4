import { generateKeyPairSync, sign } from "node:crypto";
import { writeFileSync } from "node:fs";

const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");

/**
 * A key of this run's own and a token signed with it, as Turso's are: EdDSA, may read and write.
 * @param keyFile where the public key goes, for sqld
 * @returns for TURSO_AUTH_TOKEN
 */
export function makeToken(keyFile: string): string {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  writeFileSync(keyFile, publicKey.export({ type: "spki", format: "pem" }));
  const now = Math.floor(Date.now() / 1000);
  const content = `${encoded({ alg: "EdDSA", typ: "JWT" })}.${encoded({ a: "rw", iat: now, exp: now + 86_400 })}`;
  return `${content}.${sign(null, Buffer.from(content), privateKey).toString("base64url")}`;
}
