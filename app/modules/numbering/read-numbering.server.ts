import { listNext, listSeries } from "@db/queries/series";
import type { Access, TenantDb } from "@db/tenant-db";
import type { Permission } from "~/domain/accounts/permissions";
import { type NextNumber, nextNumber } from "~/domain/numbering/next-number";
import { type NumberPattern, readPattern } from "~/domain/numbering/pattern";
import { type CivilDate, todayIn } from "~/shared/dates";

/** A pattern that the database holds. Throws for one that our own parser would never have let in. */
function storedPattern(text: string): NumberPattern {
  const parsed = readPattern(text);
  if (!parsed.ok) throw new Error(`A series has a broken pattern: ${parsed.error}`);
  return parsed.value;
}

export interface Numbering {
  readonly access: Access;
  readonly today: CivilDate;
  readonly series: Awaited<ReturnType<typeof listSeries>>;
  readonly active: Awaited<ReturnType<typeof listSeries>>[number];
  /** Where the active series stands today. */
  readonly current: NextNumber;
  /** Where any pattern stands today. */
  readonly at: (pattern: NumberPattern) => NextNumber;
}

/** How the business numbers its invoices, as of today there: one round trip. */
export async function readNumbering(db: TenantDb, permission: Permission): Promise<Numbering> {
  const [access, series, given] = await Promise.all([db.require(permission), listSeries(db), listNext(db)]);
  const active = series.find(({ isActive }) => isActive);
  if (!active) throw new Error("The business has no active number series.");
  const today = todayIn(access.tenant.timeZone, db.now);
  const at = (pattern: NumberPattern) => nextNumber(pattern, today, series, given);
  return { access, today, series, active, current: at(storedPattern(active.pattern)), at };
}
