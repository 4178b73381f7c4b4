import type { AccountDb } from "@db/unscoped/account-db";
import { listBusinesses, updatePassword } from "@db/unscoped/profile";
import { checkOwnPassword } from "./check-password.server";
import { type Device, deviceCookie, newDevice } from "./device-token.server";
import { hashPassword } from "./password.server";
import { refusedPassword } from "./refused-password.server";
import type { NewPassword } from "./schemas";
import { newSession, type SessionContext } from "./sessions.server";

export type PasswordOutcome =
  | { readonly kind: "changed"; readonly userId: string; readonly cookies: readonly string[] }
  | { readonly kind: "weak"; readonly message: string }
  | { readonly kind: "wrong" }
  | { readonly kind: "wait"; readonly seconds: number };

/**
 * Changes the password for whoever knows the old one: always asked for (ASVS 5.0 6.2.3), however recent. Every session ends,
 * and the browser that asked gets a new one.
 */
export async function changePassword(
  context: SessionContext,
  db: AccountDb,
  form: NewPassword,
  device: Device | null,
): Promise<PasswordOutcome> {
  const { account, rows: businesses } = await listBusinesses(db);
  const { id, name, email } = account.user;
  const weak = refusedPassword(form.password, { email, name, businesses: businesses.map((b) => b.name) });
  if (weak) return { kind: "weak", message: weak };
  const check = await checkOwnPassword(context, db, account, form.currentPassword);
  if (check.kind !== "right") return check;
  const session = newSession(context, id, account.session.remembered);
  const known = device ?? newDevice(context.config.sessionSecret);
  const changed = await updatePassword(db, account, {
    before: check.password.hash,
    after: await hashPassword(form.password),
    bucket: check.password.bucket,
    session: session.row,
    deviceHash: known.hash,
  });
  // Changed elsewhere while it was being hashed.
  if (!changed.ok) return { kind: "wrong" };
  return { kind: "changed", userId: id, cookies: [session.cookie, deviceCookie(known)] };
}
