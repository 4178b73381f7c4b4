import type { Account, AccountDb } from "@db/unscoped/account-db";
import { RECENT_MS } from "~/domain/accounts/password-age";
import { checkOwnPassword, type PasswordCheck } from "./check-password.server";
import type { SessionContext } from "./sessions.server";

/** Whether a sensitive step asks for the password again. */
export const needsPassword = (session: Pick<Account["session"], "passwordAt">, now: number): boolean =>
  now - session.passwordAt > RECENT_MS;

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
