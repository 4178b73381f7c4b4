import { eq, type SQL, sql } from "drizzle-orm";
import type { TenantId } from "~/shared/ids-brands";
import { limits } from "~/shared/limits";
import { searchSpaces } from "../schema/search";

/** The first rowid of a tenant's search entries; its last is 2^28 − 1 after it (0004). */
const spaceOf = (tenantId: TenantId): SQL =>
  sql`(SELECT ${searchSpaces.number} << 28 FROM ${searchSpaces} WHERE ${eq(searchSpaces.tenantId, tenantId)})`;

/**
 * Entries of one tenant that match, as a table `found` with `entry` and `matches`: how many match, or one more than `limits.found` for any
 * number above. Only the latest written are in it, at most `limits.found`: so what a search costs has an end, whatever it is
 * sorted and filtered by. FTS5 seeks into the tenant's stretch of each word's list and reads no other's.
 */
export const latestFound = (
  table: "invoice_search" | "client_search",
  match: string,
  tenantId: TenantId,
): SQL => {
  const name = sql.raw(table);
  const space = spaceOf(tenantId);
  return sql`(SELECT entry, count(*) OVER () AS matches FROM (SELECT ${name}.rowid AS entry FROM ${name}
      WHERE ${name} MATCH ${match} AND ${name}.rowid BETWEEN ${space} AND ${space} + 268435455
      ORDER BY ${name}.rowid DESC LIMIT ${limits.found + 1})
    ORDER BY entry DESC LIMIT ${limits.found}) AS found`;
};

/** The column `matches` of rows that a search may have found. */
export const matchesOf = (match: string | null): SQL<number> =>
  match === null ? sql`0` : sql`found.matches`;

/** Whether more match than were looked through. A page without rows does not know. */
export const isTruncated = ([row]: readonly { readonly matches: number }[]): boolean =>
  Number(row?.matches) > limits.found;
