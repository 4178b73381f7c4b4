import { createClient } from "@libsql/client/http";
import { drizzle } from "drizzle-orm/libsql/http";
import { migrate } from "drizzle-orm/libsql/migrator";

/** Applies what is missing of db/migrations, forward only. Usage: TURSO_DATABASE_URL=… tsx db/migrate.ts */
export async function migrateDatabase(url: string, authToken?: string): Promise<void> {
  const client = createClient({ url, ...(authToken ? { authToken } : {}) });
  try {
    await migrate(drizzle({ client }), {
      migrationsFolder: new URL("./migrations", import.meta.url).pathname,
    });
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
