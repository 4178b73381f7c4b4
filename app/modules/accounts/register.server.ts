import { DatabaseError } from "@db/client.server";
import { insertRegistration } from "@db/unscoped/registration";
import { firstSeries, firstTaxRates } from "~/modules/tenants/first-settings";
import { countryDefaults } from "~/shared/countries";
import type { TenantId } from "~/shared/ids-brands";
import { err, ok, type Result } from "~/shared/result";
import { openSession } from "./authenticator.server";
import { checkPassword } from "./check-password.server";
import { type Device, deviceCookie, newDevice } from "./device-token.server";
import { clearedKeptCookie } from "./kept-form-token.server";
import { hashPassword } from "./password.server";
import { refusedPassword } from "./refused-password.server";
import type { Registration } from "./schemas";
import { newSession, type SessionContext } from "./sessions.server";

export interface Registered {
  readonly tenantId: string;
  /** Set-Cookie of the session that registering opens, and of the device that is known from now on. */
  readonly cookies: readonly string[];
}

export type RegistrationRefusal =
  | { readonly field: "email" | "password"; readonly message: string }
  | { readonly wait: number };

const TAKEN: RegistrationRefusal = {
  field: "email",
  message: "There is an account with this e-mail address. Log in instead, or use another address.",
};

/** The form's key is the user's id, and the tenant's: so the same form sent twice makes one account. */
export async function register(
  context: SessionContext & { readonly requestId: string },
  form: Registration,
  key: string,
  device: Device | null,
): Promise<Result<Registered, RegistrationRefusal>> {
  const { now, db, newId } = context;
  const about = { email: form.email, name: form.name, businesses: [form.businessName] };
  const weak = refusedPassword(form.password, about);
  if (weak) return err({ field: "password", message: weak });
  const tenantId = key as TenantId;
  const defaults = countryDefaults(form.country);
  const stamps = { createdAt: now, updatedAt: now };
  const session = newSession(context, key, false);
  const known = device ?? newDevice(context.config.sessionSecret);
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
      deviceHash: known.hash,
      ...(context.keptForm ? { keptForm: context.keptForm.id } : {}),
    });
    const forgotten = context.keptForm ? [clearedKeptCookie()] : [];
    return ok({ tenantId, cookies: [session.cookie, deviceCookie(known), ...forgotten] });
  } catch (error) {
    if (
      !(error instanceof DatabaseError) ||
      (error.fault.kind !== "constraint" && error.fault.kind !== "unclear")
    )
      throw error;
    return again(context, form, key, device);
  }
}

/**
 * The form came twice, or its reply was lost: whoever knows the password of the account it made is let in. That is a guess at a
 * password like any other, so it is counted like one.
 */
async function again(
  context: SessionContext,
  form: Registration,
  key: string,
  device: Device | null,
): Promise<Result<Registered, RegistrationRefusal>> {
  const check = await checkPassword(context, form, device);
  if (check.kind === "wait") return err({ wait: check.seconds });
  if (check.kind === "wrong" || check.password.userId !== key) return err(TAKEN);
  const opened = await openSession(context, check.password, { remember: false, device });
  return opened.kind === "signed-in" ? ok({ tenantId: key, cookies: opened.cookies }) : err(TAKEN);
}
