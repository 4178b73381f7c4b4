import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import journal from "@db/migrations/meta/_journal.json";
import type { Client } from "@libsql/client/http";
import { inRoot } from "../../scripts/lib/paths.mjs";

/** Applies the migrations ahead of this one to an empty database, and notes them as drizzle does. */
export async function migrateBefore(client: Client, tag: string): Promise<void> {
  await client.execute(
    "CREATE TABLE __drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)",
  );
  for (const entry of journal.entries) {
    if (entry.tag === tag) return;
    const text = readFileSync(inRoot("db", "migrations", `${entry.tag}.sql`), "utf8");
    await client.migrate(text.split("--> statement-breakpoint"));
    await client.execute({
      sql: "INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)",
      args: [createHash("sha256").update(text).digest("hex"), BigInt(entry.when)],
    });
  }
  throw new Error(`there is no migration ${tag}`);
}
