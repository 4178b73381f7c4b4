import type { AccountDb } from "@db/unscoped/account-db";
import { updateProfile } from "@db/unscoped/profile";
import { type Confirmation, confirmPassword } from "./confirm-password.server";
import type { Profile } from "./schemas";
import type { SessionContext } from "./sessions.server";

export type ProfileOutcome =
  | { readonly kind: "saved" | "stale" | "taken" }
  | Exclude<Confirmation, { kind: "right" | "recent" }>;

/** Saves the person's name and e-mail address; another address asks for the password, unless it was just given. */
export async function changeProfile(
  context: SessionContext & { readonly requestId: string },
  db: AccountDb,
  { name, email, version, currentPassword }: Profile,
): Promise<ProfileOutcome> {
  const account = await db.account();
  const address = email.toLowerCase();
  const same = address === account.user.email.toLowerCase();
  const confirmed: Confirmation = same
    ? { kind: "recent" }
    : await confirmPassword(context, db, account, currentPassword);
  if (confirmed.kind !== "recent" && confirmed.kind !== "right") return confirmed;
  const bucket = confirmed.kind === "right" ? confirmed.password.bucket : null;
  const { now, requestId } = context;
  const change = { name, email: address, version, bucket, now, requestId };
  const saved = await updateProfile(db, account, change);
  if (saved.ok) return { kind: "saved" };
  if (saved.error === "constraint") return { kind: "taken" };
  // The same form sent twice: the first has stored what the second wants.
  const { user } = await db.account();
  const done = user.version === version + 1 && user.name === name && user.email === address;
  return { kind: done ? "saved" : "stale" };
}
