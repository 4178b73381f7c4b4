import { createHash } from "node:crypto";
import { type Name, type SQL, sql } from "drizzle-orm";
import type { Admin } from "../admin";
import { readCatalogue, type Table } from "./catalogue";
import { BREAKPOINT, endLine } from "./format";

/** Rows asked for at once, and rows of one INSERT. */
const PAGE = 2_000;
const ROWS = 100;

/** Tables whose rows no backup has: promised to be gone within an hour, and of no use without the browser's key. */
const WITHOUT_ROWS = new Set(["kept_forms"]);

const name = (text: string): Name => sql.identifier(text);

/** A value as SQL, on one line whatever it contains: SQLite's own spelling, with line breaks taken out of the text. */
const literal = (column: string): SQL =>
  sql`replace(replace(quote(${name(column)}), char(10), ''' || char(10) || '''), char(13), ''' || char(13) || ''')`;

/** The rows of a table as the values of an INSERT, a page at a time, by its key. */
async function* valuePages(db: Admin, { name: table, columns, key }: Table): AsyncGenerator<string[]> {
  const row = sql`'(' || ${sql.join(columns.map(literal), sql` || ',' || `)} || ')'`;
  const keys = sql.join(key.map(name), sql`, `);
  let after: readonly unknown[] | null = null;
  for (;;) {
    const behind: SQL = after
      ? sql`WHERE (${keys}) > (${sql.join(
          after.map((value) => sql`${typeof value === "number" ? BigInt(value) : value}`),
          sql`, `,
        )})`
      : sql``;
    const [page]: [Record<string, unknown>[]] = await db.read([
      db.build.all<Record<string, unknown>>(
        sql`SELECT ${row} AS "values", ${keys} FROM ${name(table)} ${behind} ORDER BY ${keys} LIMIT ${PAGE}`,
      ),
    ]);
    yield page.map((found) => String(found.values));
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = key.map((column) => last[column]);
  }
}

/**
 * The whole database as SQL text, in pieces: tables, rows, then indexes, full-text indexes, views and triggers. The same moment of
 * all of it, since `db` is a snapshot. sqlite3 reads it as it is; the last line proves that it is whole.
 */
export async function* dump(db: Admin): AsyncGenerator<string> {
  const { tables, before, after } = await readCatalogue(db);
  const hash = createHash("sha256");
  let rows = 0;
  const say = (text: string): string => {
    hash.update(text);
    return text;
  };
  const statement = (text: string): string => say(`${text};\n${BREAKPOINT}\n`);
  yield say("PRAGMA foreign_keys = OFF;\n");
  for (const each of before) yield statement(each);
  for (const table of tables) {
    if (WITHOUT_ROWS.has(table.name)) continue;
    const into = `INSERT INTO "${table.name}" (${table.columns.map((column) => `"${column}"`).join(", ")}) VALUES`;
    for await (const page of valuePages(db, table)) {
      rows += page.length;
      for (let at = 0; at < page.length; at += ROWS)
        yield statement(`${into}\n${page.slice(at, at + ROWS).join(",\n")}`);
    }
  }
  for (const each of after) yield statement(each);
  yield endLine({ tables: tables.length, rows, sha256: hash.digest("hex") });
}
