import type { Database } from "@db/client.server";
import type { ExportRow } from "@db/queries/export";
import type { ExportTable } from "@db/queries/export-tables";
import { type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";

export type Statement = BatchItem<"sqlite">;

/** Values of one statement: SQLite takes 32,766 at most, and a request should stay well below a megabyte. */
const VALUES = 2_000;
/** Statements of one request. */
const STATEMENTS = 60;

/** Sends statements in order, many at a time; the rest with `end`. */
export class Sender {
  #waiting: Statement[] = [];

  constructor(private readonly db: Database) {}

  get build(): Database["build"] {
    return this.db.build;
  }

  async send(...statements: readonly Statement[]): Promise<void> {
    this.#waiting.push(...statements);
    if (this.#waiting.length >= STATEMENTS) await this.end();
  }

  async end(): Promise<void> {
    const [first, ...rest] = this.#waiting;
    this.#waiting = [];
    if (first) await this.db.write([first, ...rest]);
  }
}

/** The statement that stores these rows of one table. */
export function insertRows(
  build: Database["build"],
  table: ExportTable,
  rows: readonly ExportRow[],
): Statement {
  const columns = table.columns.map(({ name }) => sql.identifier(name));
  const values = rows.map(
    (row): SQL =>
      sql`(${sql.join(
        table.columns.map(({ name }) => sql`${row[name] ?? null}`),
        sql`, `,
      )})`,
  );
  return build.run(
    sql`INSERT INTO ${sql.identifier(table.name)} (${sql.join(columns, sql`, `)}) VALUES ${sql.join(values, sql`, `)}`,
  );
}

/** Stores the rows of a table, each as `change` leaves it, or not at all where that is null; how many. */
export async function storeRows(
  sender: Sender,
  table: ExportTable,
  rows: AsyncIterable<ExportRow>,
  change: (row: ExportRow) => ExportRow | null,
): Promise<number> {
  const together = Math.max(1, Math.floor(VALUES / table.columns.length));
  let stored = 0;
  let page: ExportRow[] = [];
  for await (const row of rows) {
    const changed = change(row);
    if (!changed) continue;
    page.push(changed);
    stored += 1;
    if (page.length < together) continue;
    await sender.send(insertRows(sender.build, table, page));
    page = [];
  }
  if (page.length > 0) await sender.send(insertRows(sender.build, table, page));
  return stored;
}
