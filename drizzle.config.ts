import { defineConfig } from "drizzle-kit";

/**
 * For `npx drizzle-kit studio`, which shows a database's rows in the browser. Migrations are written by hand: drizzle-kit knows no STRICT,
 * no WITHOUT ROWID, no triggers and no views, which is where most of the rules live. tests/arch/schema.test.ts holds db/schema to what the
 * migrations make, and tests/arch/schema-snapshot.test.ts keeps that in db/schema.sql.
 */
export default defineConfig({
  dialect: "turso",
  schema: "./db/schema/*.ts",
  out: "./db/migrations",
  dbCredentials: {
    url: process.env.TURSO_DATABASE_URL ?? "http://127.0.0.1:8080",
    authToken: process.env.TURSO_AUTH_TOKEN ?? "",
  },
});
