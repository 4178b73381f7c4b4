import { readFileSync } from "node:fs";
import { type Violation, violationsOf } from "./violation";

export interface SchemaObject {
  readonly type: string;
  readonly name: string;
  /** As SQLite keeps it; null for an index that it made by itself. */
  readonly sql: string | null;
}

const CREATE = /^CREATE\s+(?:UNIQUE\s+)?(TABLE|INDEX|TRIGGER|VIEW)\s+(?:IF NOT EXISTS\s+)?["`]?(\w+)/i;
const DROP = /^DROP\s+(?:TABLE|INDEX|TRIGGER|VIEW)\s+(?:IF EXISTS\s+)?["`]?(\w+)/i;
const RENAME = /^ALTER\s+TABLE\s+["`]?(\w+)["`]?\s+RENAME\s+TO\s+["`]?(\w+)/i;
const ALTER = /^ALTER\s+TABLE\s+["`]?(\w+)/i;
/** What an index or trigger belongs to, and goes with. */
const OWNER = /^CREATE\s+(?:UNIQUE\s+)?(?:INDEX|TRIGGER)[^(]*?\sON\s+["`]?(\w+)/i;

const squeezed = (sql: string) => sql.replace(/\s+/g, " ").trim().replace(/ ?;$/, "");

/** What there is after these migrations; `sql` is null where an ALTER TABLE rewrote it. */
export function expectedSchema(migrations: readonly string[]): Map<string, SchemaObject> {
  const objects = new Map<string, SchemaObject>();
  for (const statement of migrations.flatMap((text) => text.split("--> statement-breakpoint"))) {
    const sql = squeezed(statement.replace(/^(?:\s*--[^\n]*\n)+/, ""));
    const [, type, name] = CREATE.exec(sql) ?? [];
    const [, dropped] = DROP.exec(sql) ?? [];
    const [, from, to] = RENAME.exec(sql) ?? [];
    const [, altered] = ALTER.exec(sql) ?? [];
    if (type && name) objects.set(name, { type: type.toLowerCase(), name, sql });
    else if (dropped) {
      objects.delete(dropped);
      for (const object of [...objects.values()])
        if (OWNER.exec(object.sql ?? "")?.[1] === dropped) objects.delete(object.name);
    } else if (from && to) {
      objects.delete(from);
      objects.set(to, { type: "table", name: to, sql: null });
    } else if (altered) objects.set(altered, { type: "table", name: altered, sql: null });
  }
  return objects;
}

/** Every table, index, trigger and view of the migrations is there as written; nothing else acts on the rows. */
export function checkSchema(
  expected: ReadonlyMap<string, SchemaObject>,
  actual: readonly SchemaObject[],
): Violation[] {
  const found: Violation[] = [];
  const byName = new Map(actual.map((object) => [object.name, object]));
  for (const { type, name, sql } of expected.values()) {
    const violation = violationsOf("sqlite_master", { type, name });
    const there = byName.get(name);
    if (there?.type !== type) found.push(violation("database", "is missing"));
    else if (sql !== null && squeezed(there.sql ?? "") !== sql)
      found.push(violation("database", "is not as the migrations wrote it"));
  }
  for (const { type, name } of actual)
    if (type === "trigger" && !expected.has(name))
      found.push(violationsOf("sqlite_master", { type, name })("database", "comes from no migration"));
  return found;
}

/** The migrations of db/migrations, in their order. */
export function readMigrations(): string[] {
  const folder = new URL("../migrations/", import.meta.url);
  const journal = JSON.parse(readFileSync(new URL("meta/_journal.json", folder), "utf8")) as {
    entries: { tag: string }[];
  };
  return journal.entries.map(({ tag }) => readFileSync(new URL(`${tag}.sql`, folder), "utf8"));
}
