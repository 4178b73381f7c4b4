import { DatabaseError } from "@db/client.server";
import { insertRegistration } from "@db/unscoped/registration";
import { firstSeries, firstTaxRates } from "~/domain/tenants/first-settings";
import { message } from "~/i18n/message";
import { countryDefaults } from "~/shared/countries";
import { newId as idOf } from "~/shared/ids";
import type { TenantId } from "~/shared/ids-brands";
import { err, ok, type Result } from "~/shared/result";
import { openSession } from "./authenticator.server";
import { checkPassword } from "./check-password.server";
import { type Device, deviceCookie, newDevice } from "./device-token.server";
import { clearedKeptCookie } from "./kept-form-token.server";
import { keyedHash } from "./keyed-hash.server";
import { hashPassword } from "./password.server";
import { refusedPassword } from "./refused-password.server";
import type { Registration } from "./schemas";
import { newSession, type SessionContext } from "./sessions.server";

export interface Registered {
  readonly userId: string;
  /** `signed-in`: the account was there already, made by this very form; whoever knows its password was let in. */
  readonly kind: "created" | "signed-in";
  readonly tenantId: string;
  /** Set-Cookie of the session that registering opens, and of the device that is known from now on. */
  readonly cookies: readonly string[];
}

export type RegistrationRefusal =
  | { readonly field: "email" | "password"; readonly message: string }
  | { readonly wait: number };

const TAKEN: RegistrationRefusal = {
  field: "email",
  message: message("accounts.register.taken"),
};

/**
 * What the account of a form is known by: the same for the same form, so that it makes one account however often it is sent. Keyed with the server's
 * secret, since whoever could choose an id could choose the system's or another's (docs/decisions/029).
 */
function idsOf(
  { config }: Pick<SessionContext, "config">,
  key: string,
): { userId: string; tenantId: string } {
  const derived = (purpose: "register-user" | "register-tenant") => {
    const bytes = Buffer.from(keyedHash(config.sessionSecret, purpose, key), "base64url");
    return idOf(bytes.readUIntBE(0, 6), (length) => bytes.subarray(6, 6 + length));
  };
  return { userId: derived("register-user"), tenantId: derived("register-tenant") };
}

/** Stores a person and their business, and lets them in. `key`: the form's one-time key; the same form sent twice makes one account. */
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
  const ids = idsOf(context, key);
  const { userId } = ids;
  const tenantId = ids.tenantId as TenantId;
  const defaults = countryDefaults(form.country);
  const stamps = { createdAt: now, updatedAt: now };
  const session = newSession(context, userId, false);
  const known = device ?? newDevice(context.config.sessionSecret);
  try {
    await insertRegistration(db, {
      user: {
        id: userId,
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
        chargesTax: !form.chargesNoTax,
        region: form.country === "CA" ? form.region : null,
        email: form.email,
        ...stamps,
      },
      membership: { tenantId, userId, role: "owner", ...stamps },
      taxRates: firstTaxRates(form.country, {
        chargesTax: !form.chargesNoTax,
        region: form.region,
      }).map((rate) => ({
        tenantId,
        ...rate,
        ...stamps,
      })),
      series: { tenantId, id: newId(), ...firstSeries(), isActive: true, ...stamps },
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
        requestId: context.requestId,
      },
      session: session.row,
      deviceHash: known.hash,
      ...(context.keptForm ? { keptForm: context.keptForm.id } : {}),
    });
    const forgotten = context.keptForm ? [clearedKeptCookie()] : [];
    const cookies = [session.cookie, deviceCookie(known), ...forgotten];
    return ok({ kind: "created", userId, tenantId, cookies });
  } catch (error) {
    if (
      !(error instanceof DatabaseError) ||
      (error.fault.kind !== "constraint" && error.fault.kind !== "unclear")
    )
      throw error;
    return again(context, form, ids, device);
  }
}

/**
 * The form came twice, or its reply was lost: whoever knows the password of the account it made is let in. That is a guess at a
 * password, so it is counted like one, but apart from those at the log-in: a stranger may register with any address.
 */
async function again(
  context: SessionContext,
  form: Registration,
  ids: { readonly userId: string; readonly tenantId: string },
  device: Device | null,
): Promise<Result<Registered, RegistrationRefusal>> {
  const check = await checkPassword(context, form, device, "register");
  if (check.kind === "wait") return err({ wait: check.seconds });
  if (check.kind === "wrong" || check.password.userId !== ids.userId) return err(TAKEN);
  const opened = await openSession(context, check.password, { remember: false, device });
  return opened.kind === "signed-in" ? ok({ ...opened, ...ids }) : err(TAKEN);
}
