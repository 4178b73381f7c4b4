import { createClient, type InStatement } from "@libsql/client/http";
import { readMigrationFiles } from "drizzle-orm/migrator";

/** Where drizzle notes what was applied, as its own migrator has it. */
const NOTES =
  "CREATE TABLE IF NOT EXISTS __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)";

/**
 * Applies what is missing of db/migrations, forward only. Each file is a transaction of its own: drizzle's migrator takes all that is
 * missing for one, and nobody could write until the last of it was done. Usage: TURSO_DATABASE_URL=… tsx db/migrate.ts
 */
export async function migrateDatabase(url: string, authToken?: string): Promise<void> {
  const client = createClient({ url, ...(authToken ? { authToken } : {}) });
  try {
    await client.execute(NOTES);
    const { rows } = await client.execute("SELECT max(created_at) AS last FROM __drizzle_migrations");
    const last = Number(rows[0]?.last ?? 0);
    const { pathname } = new URL("./migrations", import.meta.url);
    for (const { sql, hash, folderMillis } of readMigrationFiles({ migrationsFolder: pathname })) {
      if (folderMillis <= last) continue;
      const note: InStatement = {
        sql: "INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)",
        args: [hash, folderMillis],
      };
      await client.migrate([...sql, note]);
    }
  } finally {
    client.close();
  }
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].replaceAll("\\", "/"))) {
  const url = process.env.TURSO_DATABASE_URL;
  if (!url) throw new Error("Set TURSO_DATABASE_URL to the database to migrate.");
  await migrateDatabase(url, process.env.TURSO_AUTH_TOKEN);
  console.log("Migrations applied.");
}
