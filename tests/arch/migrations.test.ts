import { describe, expect, it } from "vitest";
import { allMigrationProblems, migrationProblems } from "../../scripts/lib/migrations.mjs";

const of = (...statements: string[]): string[] =>
  migrationProblems(statements.join("\n--> statement-breakpoint\n"), "0009.sql");

describe("a migration", () => {
  it("of ours is safe while the old code runs, or says why", () => {
    expect(allMigrationProblems()).toEqual([]);
  });

  it.each([
    ["DROP TABLE clients;", "drops a table"],
    ["ALTER TABLE clients DROP COLUMN phone;", "drops a column"],
    ["ALTER TABLE clients\n  RENAME COLUMN phone TO telephone;", "renames"],
    ["alter table clients rename to customers;", "renames"],
    ["ALTER TABLE clients ADD COLUMN kind TEXT NOT NULL;", "adds a column that old code does not fill"],
    ["UPDATE clients SET phone = NULL;", "rewrites rows"],
    ["WITH old AS (SELECT 1) UPDATE clients SET phone = NULL;", "rewrites rows"],
    ["DELETE FROM clients;", "deletes rows"],
    ["INSERT OR REPLACE INTO clients SELECT * FROM other;", "replaces rows"],
    ["PRAGMA foreign_keys = OFF;", "switches a protection off"],
    ["DROP TRIGGER invoices_freeze;", "drops what guarded"],
  ])("may not: %s", (sql, what) => {
    expect(of("CREATE TABLE a (b TEXT) STRICT;", sql)).toEqual([
      expect.stringContaining(`0009.sql:3 ${what}`),
    ]);
    expect(of(`-- safe-with-old-code: nothing reads it since 0.3.0\n${sql}`)).toEqual([]);
  });

  it("needs a reason, not only the marker", () => {
    expect(of("-- safe-with-old-code:\nDROP TABLE clients;")).toHaveLength(1);
  });

  it("answers for each statement by itself", () => {
    const marked = "-- safe-with-old-code: nothing reads it since 0.3.0\nDROP TABLE a;";
    expect(of(marked, "DROP TABLE b;")).toHaveLength(1);
  });

  it.each([
    "DROP INDEX clients_by_name;",
    "ALTER TABLE clients ADD COLUMN phone TEXT;",
    "ALTER TABLE clients ADD COLUMN kind TEXT NOT NULL DEFAULT 'person';",
    "-- DROP TABLE clients would be wrong\nCREATE INDEX a ON clients (name);",
    "INSERT INTO notes (text) VALUES ('UPDATE or DROP TABLE x');",
    "CREATE TRIGGER a AFTER INSERT ON b BEGIN UPDATE c SET d = 1; DELETE FROM e; END;",
    "CREATE TABLE a (b TEXT REFERENCES c (d) ON DELETE CASCADE ON UPDATE CASCADE) STRICT;",
  ])("may: %s", (sql) => {
    expect(of(sql)).toEqual([]);
  });

  it("may make a trigger anew", () => {
    expect(of("DROP TRIGGER a;", "CREATE TRIGGER a AFTER INSERT ON b BEGIN SELECT 1; END;")).toEqual([]);
  });
});
