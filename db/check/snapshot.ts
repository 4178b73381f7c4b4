import { readFileSync } from "node:fs";

/** A table, index, trigger or view, as SQLite's catalogue (sqlite_master) keeps it. */
export interface SchemaObject {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}

const HEADER = `-- What all migrations together make: written by sqld, never by hand. tests/arch/schema-snapshot.test.ts holds it to the migrations,
-- and says how to write it anew; \`npm run check:data\` holds databases to it.`;
const BREAK = "\n--> statement-breakpoint\n";
const CREATE =
  /^CREATE\s+(?:UNIQUE\s+|VIRTUAL\s+)?(TABLE|INDEX|TRIGGER|VIEW)\s+(?:IF NOT EXISTS\s+)?["`]?(\w+)/i;
const KINDS = ["table", "index", "view", "trigger"];

/** The text of db/schema.sql for these objects, in an order that does not depend on when each was made. */
export function snapshotText(objects: readonly SchemaObject[]): string {
  const order = ({ type, name }: SchemaObject) => `${KINDS.indexOf(type)} ${name}`;
  const sorted = [...objects].sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return `${[HEADER, ...sorted.map(({ sql }) => `${sql};`)].join(BREAK)}\n`;
}

/** The objects of such a text. Throws for a statement that makes nothing. */
export function parseSnapshot(text: string): SchemaObject[] {
  const [, ...statements] = text.split(BREAK);
  return statements.map((statement) => {
    const sql = statement.trim().replace(/;$/, "");
    const [, type, name] = CREATE.exec(sql) ?? [];
    if (!type || !name)
      throw new Error(`db/schema.sql has a statement that makes nothing: ${sql.slice(0, 60)}`);
    return { type: type.toLowerCase(), name, sql };
  });
}

/** The schema that this version of the program expects of a database. */
export const readSnapshot = (): SchemaObject[] =>
  parseSnapshot(readFileSync(new URL("../schema.sql", import.meta.url), "utf8"));
