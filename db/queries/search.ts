import { eq, type SQL, sql } from "drizzle-orm";
import type { TenantId } from "~/shared/ids-brands";
import { searchSpaces } from "../schema/search";

/** The first rowid of a tenant's search entries; its last is 2^28 − 1 after it (0004). */
export const spaceOf = (tenantId: TenantId): SQL =>
  sql`(SELECT ${searchSpaces.number} << 28 FROM ${searchSpaces} WHERE ${eq(searchSpaces.tenantId, tenantId)})`;

/** Entries of one tenant that match: FTS5 seeks into the tenant's stretch of each word's list and reads no other's. */
export const found = (table: "invoice_search" | "client_search", match: string, space: SQL): SQL => {
  const name = sql.raw(table);
  return sql`${name} MATCH ${match} AND ${name}.rowid BETWEEN ${space} AND ${space} + 268435455`;
};
