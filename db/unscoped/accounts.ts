import { eq } from "drizzle-orm";
import type { Database } from "../client.server";
import { users } from "../schema/accounts";

/** The one row that a log-in needs, or null. */
export async function findUserByEmail(db: Database, email: string) {
  const [rows] = await db.read([
    db.build
      .select({ id: users.id, email: users.email, passwordHash: users.passwordHash })
      .from(users)
      .where(eq(users.email, email)),
  ]);
  return rows[0] ?? null;
}

/** Stores a stronger hash of the same password. */
export const updatePasswordHash = (db: Database, userId: string, passwordHash: string) =>
  db.build.update(users).set({ passwordHash }).where(eq(users.id, userId));
