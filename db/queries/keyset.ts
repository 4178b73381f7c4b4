import { asc, desc, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import type { Cursor } from "~/shared/pagination";

export interface Keyset {
  /** What the list is sorted by, the most important first. */
  readonly sort: readonly (SQLiteColumn | SQL)[];
  readonly id: SQLiteColumn;
  readonly descending: boolean;
}

/**
 * WHERE and ORDER BY of a keyset page: a row-value comparison, so that an index on (tenant_id, …sort, id) answers it at any depth for the
 * same cost. The id breaks ties. A cursor of another order, as an earlier build wrote it, leads to the list's start.
 */
export function keyset(
  { sort, id, descending }: Keyset,
  cursor: Cursor | null,
): { after: SQL | undefined; orderBy: SQL[] } {
  const backwards = cursor?.towards === "previous";
  const down = descending !== backwards;
  const order = down ? desc : asc;
  const columns = [...sort, id];
  const orderBy = columns.map((column) => order(column));
  if (!cursor || cursor.values.length !== sort.length) return { after: undefined, orderBy };
  const here = sql.join(
    [...columns].map((column) => sql`${column}`),
    sql`, `,
  );
  const there = sql.join(
    [...cursor.values, cursor.id].map((value) => sql`${value}`),
    sql`, `,
  );
  return { after: down ? sql`(${here}) < (${there})` : sql`(${here}) > (${there})`, orderBy };
}
