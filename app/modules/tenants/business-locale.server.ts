import type { TenantDb } from "@db/tenant-db";
import { localeOf } from "~/domain/tenants/locale";
import type { LocaleTag } from "~/shared/locales";

/** The locale that a business writes in, for a form that does not say its own. */
export const businessLocale = (db: TenantDb) => async (): Promise<LocaleTag> =>
  localeOf((await db.access()).tenant);
