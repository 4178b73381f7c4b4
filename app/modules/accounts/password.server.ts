import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** OWASP's scrypt parameters for 16 MiB (ASVS 5.0 11.4.2); a stored hash names its own, so they can grow. */
const CURRENT = { ln: 14, r: 8, p: 5 } as const;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
const FORMAT = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

const unpadded = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");

function derive(
  password: string,
  salt: Buffer,
  { ln, r, p }: { ln: number; r: number; p: number },
): Promise<Buffer> {
  const options = { N: 2 ** ln, r, p, maxmem: 256 * 2 ** ln * r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** `$scrypt$ln=14,r=8,p=5$salt$hash`, about 200 ms and 16 MiB: limit the callers first. */
export async function hashPassword(
  password: string,
  salt: Buffer = randomBytes(SALT_BYTES),
): Promise<string> {
  const key = await derive(password, salt, CURRENT);
  return `$scrypt$ln=${CURRENT.ln},r=${CURRENT.r},p=${CURRENT.p}$${unpadded(salt)}$${unpadded(key)}`;
}

/** Verifies with the stored parameters. `outdated`: hash it again, ours grew since. */
export async function verifyPassword(
  password: string,
  stored: string,
): Promise<{ valid: boolean; outdated: boolean }> {
  const match = FORMAT.exec(stored);
  if (!match) return { valid: false, outdated: false };
  const [, ln, r, p, salt = "", hash = ""] = match;
  const parameters = { ln: Number(ln), r: Number(r), p: Number(p) };
  const key = await derive(password, Buffer.from(salt, "base64"), parameters);
  const valid = timingSafeEqual(key, Buffer.from(hash, "base64"));
  const outdated = parameters.ln < CURRENT.ln || parameters.r < CURRENT.r || parameters.p < CURRENT.p;
  return { valid, outdated: valid && outdated };
}

/** A hash nobody's password has, so that an unknown e-mail costs as much as a wrong password (security.md 3). */
export const DUMMY_HASH = `$scrypt$ln=${CURRENT.ln},r=${CURRENT.r},p=${CURRENT.p}$${"A".repeat(22)}$${"A".repeat(42)}E`;
