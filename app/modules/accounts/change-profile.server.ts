import type { Account, AccountDb } from "@db/unscoped/account-db";
import { countAddressChange, updateProfile } from "@db/unscoped/profile";
import { type Confirmation, confirmPassword } from "./confirm-password.server";
import { keyedHash } from "./keyed-hash.server";
import type { Profile } from "./schemas";
import type { SessionContext } from "./sessions.server";

export type ProfileOutcome =
  | { readonly kind: "saved" | "stale" | "taken" }
  /** Another address was tried too often: nothing is told for so many seconds. */
  | { readonly kind: "addresses"; readonly seconds: number }
  | Exclude<Confirmation, { kind: "right" | "recent" }>;

/** Whether the profile is to get another e-mail address. */
export const isAnotherAddress = ({ user }: Account, { email }: Pick<Profile, "email">): boolean =>
  email.toLowerCase() !== user.email.toLowerCase();

/**
 * Saves the person's name and e-mail address. Another address asks for the password, unless it was just given, and is counted like a guess at
 * one: the answer tells whether somebody has it. A day without any forgets the count; a right one does not.
 */
export async function changeProfile(
  context: SessionContext,
  db: AccountDb,
  account: Account,
  { name, email, version, currentPassword }: Profile,
): Promise<ProfileOutcome> {
  const address = email.toLowerCase();
  const isAnother = isAnotherAddress(account, { email });
  const confirmed: Confirmation = isAnother
    ? await confirmPassword(context, db, account, currentPassword)
    : { kind: "recent" };
  if (confirmed.kind !== "recent" && confirmed.kind !== "right") return confirmed;
  if (isAnother) {
    const counted = keyedHash(context.config.sessionSecret, "change-address", account.user.id);
    const guess = await countAddressChange(db, counted);
    if (guess.kind === "wait") return { kind: "addresses", seconds: guess.seconds };
  }
  const bucket = confirmed.kind === "right" ? confirmed.password.bucket : null;
  const saved = await updateProfile(db, account, { name, email: address, version, bucket });
  if (saved.ok) return { kind: "saved" };
  if (saved.error === "constraint") return { kind: "taken" };
  // The same form sent twice: the first has stored what the second wants.
  const { user } = await db.account();
  const done = user.version === version + 1 && user.name === name && user.email === address;
  return { kind: done ? "saved" : "stale" };
}
