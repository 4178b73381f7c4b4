import { DatabaseError } from "@db/client.server";
import { findUserByEmail } from "@db/unscoped/accounts";
import { insertRegistration } from "@db/unscoped/registration";
import { insertSession } from "@db/unscoped/sessions";
import { firstSeries, firstTaxRates } from "~/modules/tenants/first-settings";
import { countryDefaults } from "~/shared/countries";
import type { TenantId } from "~/shared/ids-brands";
import { err, ok, type Result } from "~/shared/result";
import { hashPassword, verifyPassword } from "./password.server";
import type { Registration } from "./schemas";
import { newSession, type SessionContext } from "./sessions.server";

export interface Registered {
  readonly tenantId: string;
  /** Set-Cookie of the session that registering opens. */
  readonly cookie: string;
}

/** The form's key is the user's id, and the tenant's: so the same form sent twice makes one account. */
export async function register(
  context: SessionContext & { readonly requestId: string },
  form: Registration,
  key: string,
): Promise<Result<Registered, "email-taken">> {
  const { now, db, newId } = context;
  const tenantId = key as TenantId;
  const defaults = countryDefaults(form.country);
  const stamps = { createdAt: now, updatedAt: now };
  const session = newSession(context, key, false);
  try {
    await insertRegistration(db, {
      user: {
        id: key,
        email: form.email.toLowerCase(),
        name: form.name,
        passwordHash: await hashPassword(form.password),
        ...stamps,
      },
      tenant: {
        id: tenantId,
        name: form.businessName,
        country: form.country,
        currency: form.currency,
        locale: defaults.locale,
        timeZone: defaults.timeZone,
        email: form.email,
        ...stamps,
      },
      membership: { tenantId, userId: key, role: "owner", ...stamps },
      taxRates: firstTaxRates(form.country).map((rate) => ({ tenantId, ...rate, ...stamps })),
      series: { tenantId, id: newId(), ...firstSeries(), isActive: true, ...stamps },
      event: {
        tenantId,
        seq: 1,
        at: now,
        actorId: key,
        action: "tenant.created",
        entity: "tenant",
        entityId: tenantId,
        entityVersion: 1,
        changes: "{}",
        requestId: context.requestId,
      },
      session: session.row,
    });
    return ok({ tenantId, cookie: session.cookie });
  } catch (error) {
    if (
      !(error instanceof DatabaseError) ||
      (error.fault.kind !== "constraint" && error.fault.kind !== "unclear")
    )
      throw error;
    return again(context, form, key);
  }
}

/** The form came twice, or its reply was lost: whoever knows the password of the account it made is let in. */
async function again(
  context: SessionContext,
  form: Registration,
  key: string,
): Promise<Result<Registered, "email-taken">> {
  const user = await findUserByEmail(context.db, form.email);
  if (user?.id !== key || !(await verifyPassword(form.password, user.passwordHash)).valid)
    return err("email-taken");
  const session = newSession(context, key, false);
  await context.db.write([insertSession(context.db, session.row)]);
  return ok({ tenantId: key, cookie: session.cookie });
}
