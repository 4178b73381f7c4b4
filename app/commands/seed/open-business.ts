import type { Database } from "@db/client.server";
import { listTaxRates } from "@db/queries/tenants";
import { TenantDb } from "@db/tenant-db";
import { endSession, insertSession } from "@db/unscoped/sessions";
import * as v from "valibot";
import { taxCategories } from "~/domain/invoices/tax-category";
import { register } from "~/modules/accounts/register.server";
import { RegisterSchema } from "~/modules/accounts/schemas";
import { hashToken, sessionTokenFrom } from "~/modules/accounts/session-token.server";
import { newSession } from "~/modules/accounts/sessions.server";
import { addTaxRate } from "~/modules/tax-rates/save-tax-rate.server";
import { NewTaxRateSchema } from "~/modules/tax-rates/tax-rate-schemas";
import { saveSettings } from "~/modules/tenants/save-settings.server";
import { BusinessSchema, PaymentSchema } from "~/modules/tenants/schemas";
import { formatPercent, type Ppm } from "~/shared/decimal";
import { newId } from "~/shared/ids";
import type { DemoBusiness } from "./businesses";
import { done, keyOf } from "./history";
import type { Random } from "./random";
import { vectorTaxKeys } from "./vector-forms";

export interface OpenBusiness {
  readonly timeZone: string;
  /** The scoped handle of a request of the owner's at that time. */
  readonly dbAt: (now: number) => TenantDb;
  /** Ends the owner's session. */
  readonly close: () => Promise<void>;
}

const MINUTE = 60_000;

/** The same each time, or the demo's ids would not be: it signs cookies that nobody gets. */
const SEED_SECRET = "signs the cookies that the demo throws away";

/** Registers a demo owner at `opened`, by the form's own schema and use case, and fills in the business's settings. */
export async function openBusiness(
  database: Database,
  business: DemoBusiness,
  opened: number,
  until: number,
  random: Random,
): Promise<OpenBusiness> {
  const context = {
    db: database,
    now: opened,
    session: null,
    keptForm: null,
    config: { sessionSecret: SEED_SECRET },
    client: { address: "127.0.0.1", userAgent: null, country: null },
    newId: () => newId(opened, random.bytes),
    background: () => {},
    requestId: newId(opened, random.bytes),
  };
  const { email, password, owner: name, name: businessName, country, currency } = business;
  const form = v.parse(RegisterSchema, { email, password, name, businessName, country, currency });
  const registered = await register(context, form, newId(opened, random.bytes), null);
  if (!registered.ok)
    throw new Error(`${email} could not be registered: ${JSON.stringify(registered.error)}`);
  const { userId, tenantId, cookies } = registered.value;
  await endSession(database, hashToken(sessionTokenFrom(cookies.join("; ")) ?? ""));

  // No session lives as long as this story: the seed's own does, and ends with it.
  const { row } = newSession(context, userId, false);
  await database.write([insertSession(database, { ...row, idleExpiresAt: until, expiresAt: until })]);
  const dbAt = (now: number) =>
    new TenantDb(database, {
      tokenHash: row.tokenHash,
      tenant: tenantId,
      now,
      requestId: newId(now, random.bytes),
    });
  await fillIn(business, dbAt, opened + MINUTE, random);
  const { tenant } = await dbAt(opened).access();
  const close = async () => {
    await endSession(database, row.tokenHash);
  };
  return { timeZone: tenant.timeZone, dbAt, close };
}

async function fillIn(
  { settings, payment }: DemoBusiness,
  dbAt: (now: number) => TenantDb,
  at: number,
  random: Random,
): Promise<void> {
  const keyed = (when: number, said: unknown) => dbAt(when).keyedBy(keyOf(when, said, random));
  const { version: first, ...details } = v.parse(BusinessSchema, { ...settings, version: "1" });
  await done("settings", saveSettings(keyed(at, details), { version: first, content: details }));
  const {
    version: second,
    currentPassword: _,
    ...terms
  } = v.parse(PaymentSchema, { ...payment, version: "2" });
  const then = at + MINUTE;
  await done("payment", saveSettings(keyed(then, terms), { version: second, content: terms }));
  const known = await listTaxRates(dbAt(then));
  for (const rate of wantedTaxRates()) {
    if (known.some((row) => row.category === rate.category && row.ratePpm === rate.ratePpm)) continue;
    const { name, exemptionReason } = rate;
    const percent = formatPercent(rate.ratePpm as Ppm);
    const {
      rate: ratePpm,
      category,
      ...content
    } = v.parse(NewTaxRateSchema, {
      name,
      category: rate.category,
      rate: percent,
      exemptionReason,
    });
    await done(name, addTaxRate(keyed(then, rate), { key: { category, ratePpm }, content }));
  }
}

/** One rate of each category, and all that the official examples use. */
function wantedTaxRates() {
  const standard = vectorTaxKeys()
    .filter(({ category }) => category === "S")
    .map((key) => ({ ...key, name: `VAT ${formatPercent(key.ratePpm as Ppm)}%`, exemptionReason: "" }));
  const others = taxCategories
    .filter(({ code }) => code !== "S")
    .map(({ code, name, exemptionReason, exemptionText }) => ({
      category: code,
      ratePpm: 0,
      name,
      exemptionReason: exemptionReason === "required" ? (exemptionText ?? name) : "",
    }));
  return [...standard, ...others];
}
