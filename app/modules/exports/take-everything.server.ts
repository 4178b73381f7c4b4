import type { Access, TenantDb } from "@db/tenant-db";
import { everythingDownloaded } from "./downloaded";

/**
 * Writes into the trail that everything is taken along, before the first byte of it is given. Null, and nothing written: the password has to
 * be given again, since the last time was before `passwordSince` (milliseconds UTC).
 */
export async function takeEverything(db: TenantDb, passwordSince: number): Promise<Access | null> {
  const taken = await db.disclose({
    permission: "business:export",
    passwordSince,
    audit: everythingDownloaded,
    rows: () => [],
  });
  return taken.ok ? taken.value.access : null;
}
