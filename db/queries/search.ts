import { eq, type SQL, sql } from "drizzle-orm";
import type { TenantId } from "~/shared/ids-brands";
import { limits } from "~/shared/limits";
import { searchSpaces } from "../schema/search";
import type { TenantDb } from "../tenant-db";

/** The first rowid of a tenant's search entries; its last is 2^28 − 1 after it (0004). */
const spaceOf = (tenantId: TenantId): SQL =>
  sql`(SELECT ${searchSpaces.number} << 28 FROM ${searchSpaces} WHERE ${eq(searchSpaces.tenantId, tenantId)})`;

type Index = "invoice_search" | "client_search";

/** Entries of one tenant that match: FTS5 seeks into the tenant's stretch of each word's list and reads no other's. */
const entries = (table: Index, match: string, tenantId: TenantId, most: number): SQL => {
  const name = sql.raw(table);
  const space = spaceOf(tenantId);
  return sql`(SELECT ${name}.rowid AS entry FROM ${name}
    WHERE ${name} MATCH ${match} AND ${name}.rowid BETWEEN ${space} AND ${space} + 268435455 ORDER BY ${name}.rowid DESC LIMIT ${most})`;
};

/**
 * The entries that were written last, at most `limits.found`, so that what a search costs has an end, whatever it is sorted and filtered by: as a table `found`
 * with a column `entry`.
 */
export const latestFound = (table: Index, match: string, tenantId: TenantId): SQL =>
  sql`${entries(table, match, tenantId, limits.found)} AS found`;

/** Whether more match than are looked through; false where nothing is searched for. */
export async function isCut(db: TenantDb, table: Index, match: string | null): Promise<boolean> {
  if (match === null) return false;
  const [row] = await db.read((build, tenantId) =>
    build.all<{ n: number }>(
      sql`SELECT count(*) AS n FROM ${entries(table, match, tenantId, limits.found + 1)}`,
    ),
  );
  return Number(row?.n) > limits.found;
}
