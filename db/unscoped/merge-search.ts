import { sql } from "drizzle-orm";
import type { Database } from "../client.server";

/** The full-text indexes: the parts of words, and the words of before (docs/decisions/039). */
export const INDEXES = ["client_grams", "invoice_grams", "client_search", "invoice_search"] as const;

/**
 * Merges a bit of an index, at most so many pages: once all of it is one, what was deleted is in no page of it any more. Whether there
 * was anything to merge.
 */
export async function mergeSearch(
  db: Database,
  index: (typeof INDEXES)[number],
  pages: number,
): Promise<boolean> {
  const { build } = db;
  const name = sql.raw(index);
  // The record of the index's structure, which every merge changes.
  const structure = build.all<{ hex: string }>(
    sql`SELECT hex(block) AS hex FROM ${sql.raw(`${index}_data`)} WHERE id = 10`,
  );
  const [[before], , [after]] = await db.write([
    structure,
    build.run(sql`INSERT INTO ${name} (${name}, rank) VALUES ('merge', ${-pages})`),
    structure,
  ]);
  return before?.hex !== after?.hex;
}
