import { openDatabase } from "@db/client.server";
import { insertRegistration } from "@db/unscoped/registration";
import { inject } from "vitest";
import type { Role } from "~/domain/accounts/permissions";
import { firstSeries, firstTaxRates } from "~/domain/tenants/first-settings";
import type { Env } from "~/http/pipeline/env";
import { newSession } from "~/modules/accounts/sessions.server";
import { countryDefaults } from "~/shared/countries";
import type { TenantId } from "~/shared/ids-brands";
import { patient } from "./patient";
import { sql } from "./sql";
import { freshId } from "./visitor";

export interface PersonDetails {
  readonly name?: string;
  readonly email?: string;
  readonly businessName?: string;
  readonly country?: string;
  readonly currency?: string;
  readonly chargesTax?: boolean;
  readonly region?: string;
}

/** Stores what register() stores, with PASSWORD's ready-made hash; tests/integration/accounts.test.ts compares the two. */
export async function openAccount(env: Env, now: number, details: PersonDetails) {
  const db = openDatabase(patient(env.TURSO_DATABASE_URL));
  const userId = freshId();
  const tenantId = freshId() as TenantId;
  const {
    country = "DE",
    name = "Ada Example",
    email = `${userId.toLowerCase()}@example.com`,
    businessName = "Example & Co",
    chargesTax = true,
    region,
  } = details;
  const { locale, timeZone, currency } = countryDefaults(country);
  const stamps = { createdAt: now, updatedAt: now };
  const context = {
    db,
    now,
    session: null,
    keptForm: null,
    config: { sessionSecret: env.SESSION_SECRET },
    client: { address: "127.0.0.1", userAgent: null, country: null },
    newId: freshId,
    background: () => {},
  };
  const session = newSession(context, userId, false);
  await insertRegistration(db, {
    user: { id: userId, email, name, passwordHash: inject("passwordHash"), ...stamps },
    tenant: {
      id: tenantId,
      name: businessName,
      country,
      currency: details.currency ?? currency,
      locale,
      timeZone,
      chargesTax,
      region: region ?? null,
      email,
      ...stamps,
    },
    membership: { tenantId, userId, role: "owner", ...stamps },
    taxRates: firstTaxRates(country, { chargesTax, region }).map((rate) => ({
      tenantId,
      ...rate,
      ...stamps,
    })),
    series: { tenantId, id: freshId(), ...firstSeries(), isActive: true, ...stamps },
    event: {
      tenantId,
      seq: 1,
      at: now,
      actorId: userId,
      action: "tenant.created",
      entity: "tenant",
      entityId: tenantId,
      entityVersion: 1,
      changes: "{}",
      requestId: freshId(),
    },
    session: session.row,
  });
  const token = session.cookie.slice(session.cookie.indexOf("=") + 1, session.cookie.indexOf(";"));
  return { userId, tenantId: tenantId as string, email, token };
}

/** Makes somebody a member of another's business. */
export async function addMember(
  business: { tenantId: string },
  member: { userId: string },
  role: Role,
): Promise<void> {
  await sql(
    "INSERT INTO memberships (tenant_id, user_id, role, created_at, updated_at) VALUES (?, ?, ?, 1, 1)",
    [business.tenantId, member.userId, role],
  );
}
