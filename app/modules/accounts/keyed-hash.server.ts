import { createHmac } from "node:crypto";

/** What a keyed hash is for: the same text hashed for two purposes has nothing in common. */
type Purpose =
  | "device"
  | "guess-address"
  | "guess-device"
  | "guess-user"
  | "register-user"
  | "register-tenant"
  | "guess-register"
  | "change-address"
  | "pass"
  | "log-account"
  | "log-network";

/** base64url(HMAC-SHA-256), 43 characters. It says nothing of the text to whoever reads the database without the secret. */
export const keyedHash = (secret: string, purpose: Purpose, text: string): string =>
  createHmac("sha256", secret).update(`${purpose}:${text}`).digest("base64url");
