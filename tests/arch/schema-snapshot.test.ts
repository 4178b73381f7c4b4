import { checkSchema } from "@db/check/schema-rules";
import { readSnapshot, type SchemaObject, snapshotText } from "@db/check/snapshot";
import { describe, expect, it } from "vitest";
import { inRoot } from "../../scripts/lib/paths.mjs";
import { sql } from "../support/sql";

// Without the tables of SQLite, of the server and of the migrator, and without those that a full-text index makes for itself.
const rows =
  await sql(`SELECT m.type, m.name, m.sql FROM sqlite_master m LEFT JOIN pragma_table_list l ON l.name = m.name AND l.schema = 'main'
  WHERE m.sql IS NOT NULL AND coalesce(l.type, '') <> 'shadow' AND m.name NOT GLOB 'sqlite_*' AND m.name NOT GLOB 'libsql_*'
    AND m.name NOT GLOB '_litestream*' AND m.name <> '__drizzle_migrations'`);
const objects: SchemaObject[] = rows.map(({ type, name, sql: text }) => ({
  type: String(type),
  name: String(name),
  sql: String(text),
}));

describe("db/schema.sql", () => {
  // After a new migration: npx vitest run --project database tests/arch/schema-snapshot.test.ts -u
  it("is what the migrations make", async () => {
    await expect(snapshotText(objects)).toMatchFileSnapshot(inRoot("db", "schema.sql"));
  });

  it("is read back as it was made", () => {
    const byName = (a: SchemaObject, b: SchemaObject) => (a.name < b.name ? -1 : 1);
    expect(readSnapshot().sort(byName)).toEqual([...objects].sort(byName));
  });

  it("finds a column that no migration added", () => {
    const altered = objects.map((object) =>
      object.name === "tenants"
        ? { ...object, sql: object.sql.replace(/\) STRICT$/, ", spare TEXT) STRICT") }
        : object,
    );
    expect(checkSchema(readSnapshot(), objects)).toEqual([]);
    expect(checkSchema(readSnapshot(), altered).map(({ ids, message }) => [ids.name, message])).toEqual([
      ["tenants", "is not as the migrations wrote it"],
    ]);
  });
});
