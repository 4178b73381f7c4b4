import type { AccountDb } from "@db/unscoped/account-db";
import { endOtherSessions, endOwnSession, listBusinesses, listSessions } from "@db/unscoped/profile";
import type { EndSession } from "./schemas";

/** The person and their businesses, oldest membership first. */
export async function ownBusinesses(db: AccountDb) {
  const { account, rows } = await listBusinesses(db);
  return { user: account.user, businesses: rows };
}

/** Where the person is logged in, and which of these sessions asks. */
export async function ownSessions(db: AccountDb) {
  const { account, rows } = await listSessions(db);
  return { sessions: rows, thisId: account.session.id };
}

/**
 * Ends one of the person's sessions, or all but the one that asks. A session that is over already, or somebody else's, is no
 * error and ends nothing.
 */
export async function endSessions(db: AccountDb, wanted: EndSession): Promise<void> {
  if (wanted.intent === "end") await endOwnSession(db, wanted.session);
  else await endOtherSessions(db, await db.account());
}
