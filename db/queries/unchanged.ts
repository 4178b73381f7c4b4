import { type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { TenantId } from "~/shared/ids-brands";
import type { GuardReason } from "../guard";

type Versioned = SQLiteTable & { tenantId: SQLiteColumn; id: SQLiteColumn; version: SQLiteColumn };

/** The guards of every edit (rule 6): the row is there, and it is still the version that the person saw. */
export function unchanged(
  table: Versioned,
  tenantId: TenantId,
  id: string,
  version: number,
): { reason: GuardReason; holds: SQL }[] {
  const row = sql`SELECT 1 FROM ${table} WHERE ${table.tenantId} = ${tenantId} AND ${table.id} = ${id}`;
  return [
    { reason: "not-found", holds: sql`EXISTS (${row})` },
    { reason: "stale", holds: sql`EXISTS (${row} AND ${table.version} = ${version})` },
  ];
}
