import { sql } from "drizzle-orm";
import type { Database } from "../client.server";
import { SEARCH_FILLED } from "../schema/search";

export { SEARCH_FILLED };

/** Whether every entry of the search has its text, for good. */
export async function searchFilled(db: Database): Promise<boolean> {
  const [rows] = await db.read([db.build.all(sql`SELECT 1 FROM operations WHERE name = ${SEARCH_FILLED}`)]);
  return rows.length > 0;
}

/** What an entry is about, and what of it is kept for the search. */
const COLUMNS = { client: "text", invoice: "text, sequence, gross, net, due" } as const;
export type Searched = keyof typeof COLUMNS;
export const SEARCHED: readonly Searched[] = ["client", "invoice"];

/**
 * Gives the next entries behind `after` that have no text what they are found by (docs/decisions/039). No version rises and no event is
 * written. The last entry that was looked at, and how many there were; null at the end.
 */
export async function fillSearch(
  db: Database,
  what: Searched,
  after: number,
  limit: number,
): Promise<{ readonly last: number; readonly filled: number } | null> {
  const { build } = db;
  const [rows, entries] = [sql.raw(`${what}_search_rows`), sql.raw(`${what}_entries`)];
  const [columns, id] = [sql.raw(COLUMNS[what]), sql.raw(`${what}_id`)];
  const next = sql`(SELECT id FROM ${rows} WHERE id > ${after} AND text IS NULL ORDER BY id LIMIT ${limit})`;
  const [[found]] = await db.read([
    build.all<{ last: number | null; filled: number }>(
      sql`SELECT max(id) AS last, count(*) AS filled FROM (SELECT id FROM ${next})`,
    ),
  ]);
  if (!found || found.last === null) return null;
  await db.write([
    build.run(sql`UPDATE ${rows} SET (${columns}) = (SELECT ${columns} FROM ${entries} AS e
      WHERE e.tenant_id = ${rows}.tenant_id AND e.${id} = ${rows}.${id}) WHERE id > ${after} AND id <= ${found.last} AND text IS NULL`),
  ]);
  return { last: found.last, filled: found.filled };
}
