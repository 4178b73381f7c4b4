import type { Access, TenantDb } from "@db/tenant-db";
import { everythingDownloaded } from "./downloaded";

/**
 * Writes into the trail that everything is taken along, before the first byte of it is given. Null, and nothing written: the password has to
 * be given again.
 */
export async function takeEverything(db: TenantDb): Promise<Access | null> {
  const taken = await db.disclose({
    permission: "business:export",
    password: true,
    audit: everythingDownloaded,
    rows: () => [],
  });
  return taken.ok ? taken.value.access : null;
}
