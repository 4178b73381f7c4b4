import type { SchemaObject } from "./snapshot";
import { type Violation, violationsOf } from "./violation";

/** As a database may hold it: `sql` is null for an index that SQLite made by itself. */
export interface StoredObject extends Omit<SchemaObject, "sql"> {
  readonly sql: string | null;
}

const squeezed = (sql: string | null) => (sql ?? "").replace(/\s+/g, " ").trim();

/** Every table, index, trigger and view of the snapshot is there as written; nothing else acts on the rows. */
export function checkSchema(expected: readonly SchemaObject[], actual: readonly StoredObject[]): Violation[] {
  const found: Violation[] = [];
  const byName = new Map(actual.map((object) => [object.name, object]));
  for (const { type, name, sql } of expected) {
    const violation = violationsOf("sqlite_master", { type, name });
    const there = byName.get(name);
    if (there?.type !== type) found.push(violation("database", "is missing"));
    else if (squeezed(there.sql) !== squeezed(sql))
      found.push(violation("database", "is not as the migrations wrote it"));
  }
  const known = new Set(expected.map(({ name }) => name));
  for (const { type, name } of actual)
    if (type === "trigger" && !known.has(name))
      found.push(violationsOf("sqlite_master", { type, name })("database", "comes from no migration"));
  return found;
}
