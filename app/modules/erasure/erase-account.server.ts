import type { AccountDb } from "@db/unscoped/account-db";
import { eraseUser } from "@db/unscoped/erase-user";

/** What the trail calls somebody who was erased; tells two of them apart, and nobody who they were. */
export const pseudonymOf = (userId: string): string => `Former user ${userId.slice(-4)}`;

/** Erases whoever is signed in. False, and nothing done, while a business would be left without an owner. */
export async function eraseAccount(db: AccountDb, bucket: string): Promise<boolean> {
  const { user } = await db.account();
  const erased = await eraseUser(db, user.id, { pseudonym: pseudonymOf(user.id), bucket });
  return erased.ok;
}
