import { type CivilDate, daysAt, todayIn } from "~/shared/dates";
import type { TenantDb } from "../tenant-db";

/**
 * Reads what depends on the tenant's today in one round trip: which day that is, is known only with the answer, so the read is
 * asked for each of the two or three days that are today somewhere, and the right one is kept.
 */
export async function asOfToday<T>(db: TenantDb, read: (today: CivilDate) => Promise<T>): Promise<T> {
  const days = daysAt(db.now);
  const [access, ...results] = await Promise.all([db.access(), ...days.map(read)]);
  const result = results[days.indexOf(todayIn(access.tenant.timeZone, db.now))];
  if (result === undefined)
    throw new Error(`it is no day of ${days.join(", ")} in ${access.tenant.timeZone}`);
  return result;
}
