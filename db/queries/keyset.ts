import { asc, desc, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Cursor } from "~/shared/pagination";

export interface Keyset {
  readonly sort: SQLiteColumn;
  readonly id: SQLiteColumn;
  readonly descending: boolean;
}

/**
 * WHERE and ORDER BY of a keyset page: a row-value comparison, so that an index on (tenant_id, sort, id) answers it
 * at any depth for the same cost. The id breaks ties.
 */
export function keyset(
  { sort, id, descending }: Keyset,
  cursor: Cursor | null,
): { after: SQL | undefined; orderBy: SQL[] } {
  const backwards = cursor?.towards === "previous";
  const down = descending !== backwards;
  const order = down ? desc : asc;
  const after = cursor
    ? down
      ? sql`(${sort}, ${id}) < (${cursor.value}, ${cursor.id})`
      : sql`(${sort}, ${id}) > (${cursor.value}, ${cursor.id})`
    : undefined;
  return { after, orderBy: [order(sort), order(id)] };
}
