import type { Account, AccountDb } from "@db/unscoped/account-db";
import { guessAtEmail } from "@db/unscoped/login-attempts";
import { guessAtOwnPassword } from "@db/unscoped/profile";
import type { Device } from "./device-token.server";
import { keyedHash } from "./keyed-hash.server";
import { DUMMY_HASH, verifyPassword } from "./password.server";
import type { SessionContext } from "./sessions.server";

/** What a given password is worth. `wait`: nothing was hashed, and nothing will be for so many seconds. */
export type PasswordCheck =
  | { readonly kind: "right"; readonly password: CheckedPassword }
  | { readonly kind: "wrong" }
  | { readonly kind: "wait"; readonly seconds: number };

/** A password that was right, and what the batch that acts on it needs: it clears the count and proves that nobody changed it since. */
export interface CheckedPassword {
  readonly userId: string;
  /** The hash that it was right for. */
  readonly hash: string;
  /** Ours grew since it was made: hash it again. */
  readonly outdated: boolean;
  /** Where the guess was counted as wrong before it was known to be right. */
  readonly bucket: string;
}

type Context = Pick<SessionContext, "db" | "now" | "config">;

/** Where a guess at an address is counted: by its form, or a stranger who registers with an address would use up its owner's guesses. */
type Form = "login" | "register";

function bucketsOf(secret: string, form: Form, address: string, device: Device | null) {
  if (form === "login")
    return {
      stranger: keyedHash(secret, "guess-address", address),
      device: keyedHash(secret, "guess-device", `${device?.hash}:${address}`),
    };
  const bucket = keyedHash(secret, "guess-register", address);
  return { stranger: bucket, device: bucket };
}

/**
 * Whether the password belongs to the address. The guess is counted first, then hashed: an unknown address costs as much as a
 * wrong password, in the database and here. A device that its user logged in with before is counted apart from all strangers.
 */
export async function checkPassword(
  { db, now, config }: Context,
  given: { readonly email: string; readonly password: string },
  device: Device | null,
  form: Form = "login",
): Promise<PasswordCheck> {
  const address = given.email.toLowerCase();
  const { guess, user } = await guessAtEmail(db, {
    email: given.email,
    buckets: bucketsOf(config.sessionSecret, form, address, device),
    deviceHash: device?.hash ?? null,
    now,
  });
  if (guess.kind === "wait") return guess;
  const { valid, outdated } = await verifyPassword(given.password, user?.passwordHash ?? DUMMY_HASH);
  if (!user || !valid) return { kind: "wrong" };
  const { bucket } = guess;
  return { kind: "right", password: { userId: user.id, hash: user.passwordHash, outdated, bucket } };
}

/** Where the guesses of somebody at their own password are counted. */
export const ownGuessBucket = (
  { sessionSecret }: { readonly sessionSecret: string },
  userId: string,
): string => keyedHash(sessionSecret, "guess-user", userId);

/** Whether it is the password of whoever is signed in. Counted apart from logging in: a stolen session guesses no quicker. */
export async function checkOwnPassword(
  { config }: Pick<Context, "config">,
  db: AccountDb,
  { user }: Account,
  password: string,
): Promise<PasswordCheck> {
  const bucket = ownGuessBucket(config, user.id);
  const { guess, passwordHash } = await guessAtOwnPassword(db, bucket);
  if (guess.kind === "wait") return guess;
  const { valid, outdated } = await verifyPassword(password, passwordHash);
  if (!valid) return { kind: "wrong" };
  return { kind: "right", password: { userId: user.id, hash: passwordHash, outdated, bucket } };
}
