import type { Account, AccountDb } from "@db/unscoped/account-db";
import { checkOwnPassword, type PasswordCheck } from "./check-password.server";
import type { SessionContext } from "./sessions.server";

/** How long a password that was given is good for (security.md 6). */
const RECENT_MS = 15 * 60_000;

/** A password that was given before this instant has to be given again ahead of a sensitive step. */
export const passwordSince = (now: number): number => now - RECENT_MS;

/** Whether a sensitive step asks for the password again. */
export const needsPassword = (session: Pick<Account["session"], "passwordAt">, now: number): boolean =>
  session.passwordAt < passwordSince(now);

/** `recent`: it was given a moment ago and is not asked for. `missing`: it has to be, and was not. */
export type Confirmation = PasswordCheck | { readonly kind: "recent" } | { readonly kind: "missing" };

/** Re-authentication for a sensitive step: a new address, an export of everything. */
export async function confirmPassword(
  context: SessionContext,
  db: AccountDb,
  account: Account,
  given: string,
): Promise<Confirmation> {
  if (!needsPassword(account.session, context.now)) return { kind: "recent" };
  return given === "" ? { kind: "missing" } : checkOwnPassword(context, db, account, given);
}
