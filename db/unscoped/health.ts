import { sql } from "drizzle-orm";
import type { Database } from "../client.server";

/** Answers when the database does. */
export async function ping(db: Database): Promise<void> {
  await db.read([db.build.all(sql`SELECT 1`)]);
}
