import type { AccountDb } from "@db/unscoped/account-db";
import { passwordGiven } from "@db/unscoped/profile";
import { type Confirmation, confirmPassword } from "./confirm-password.server";
import type { SessionContext } from "./sessions.server";

/**
 * Asks for the password again ahead of a sensitive step of a business, and notes in the session that it was given: good for the
 * next 15 minutes (security.md 6).
 */
export async function reauthenticate(
  context: SessionContext,
  db: AccountDb,
  given: string,
): Promise<Confirmation> {
  const account = await db.account();
  const confirmed = await confirmPassword(context, db, account, given);
  if (confirmed.kind === "right") {
    const { bucket } = confirmed.password;
    await db.write((tx) => [...passwordGiven(tx, account, bucket)]);
  }
  return confirmed;
}
