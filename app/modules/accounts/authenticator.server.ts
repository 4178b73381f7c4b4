import { DatabaseError } from "@db/client.server";
import { signIn } from "@db/unscoped/accounts";
import { Authenticator } from "remix-auth";
import { FormStrategy } from "remix-auth-form";
import { type CheckedPassword, checkPassword, type PasswordCheck } from "./check-password.server";
import { type Device, deviceCookie, newDevice } from "./device-token.server";
import { clearedKeptCookie } from "./kept-form-token.server";
import { hashPassword } from "./password.server";
import { newSession, type SessionContext } from "./sessions.server";

/** How logging in ended. A second step between password and session would be a kind of its own here, in place of `signed-in`. */
export type LoginOutcome =
  | {
      readonly kind: "signed-in";
      readonly userId: string;
      readonly cookies: readonly string[];
      /** Where the form belongs that was kept for this person; null: there is none. */
      readonly keptAt: string | null;
    }
  /** The same for every wrong pair. */
  | { readonly kind: "wrong" }
  | { readonly kind: "wait"; readonly seconds: number };

export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly remember: boolean;
}

class NotLetIn extends Error {
  constructor(readonly check: Exclude<PasswordCheck, { kind: "right" }>) {
    super(check.kind);
  }
}

/** remix-auth verifies; session, rotation and redirects are ours. The strategy is made per request: it holds the request's database. */
function authenticator(context: SessionContext, device: Device | null): Authenticator<CheckedPassword> {
  const strategy = new FormStrategy<CheckedPassword>(async ({ form }) => {
    const email = String(form.get("email") ?? "").trim();
    const password = String(form.get("password") ?? "");
    const check = await checkPassword(context, { email, password }, device);
    if (check.kind !== "right") throw new NotLetIn(check);
    return check.password;
  });
  return new Authenticator<CheckedPassword>().use(strategy, "password");
}

/** Signs in with what the form says; `device` is what the browser was known by. */
export async function logIn(
  context: SessionContext,
  credentials: Credentials,
  device: Device | null,
): Promise<LoginOutcome> {
  const form = new FormData();
  form.set("email", credentials.email);
  form.set("password", credentials.password);
  const request = new Request("https://gapless.invalid/login", { method: "POST", body: form });
  try {
    const checked = await authenticator(context, device).authenticate("password", request);
    const rehash = checked.outdated ? await hashPassword(credentials.password) : null;
    return await openSession(context, checked, { remember: credentials.remember, device, rehash });
  } catch (error) {
    if (error instanceof NotLetIn) return error.check;
    throw error;
  }
}

interface Opening {
  readonly remember: boolean;
  readonly device: Device | null;
  readonly rehash?: string | null;
}

/** A new session for a password that was right, in place of the one that the browser had; the device is known from now on. */
export async function openSession(
  context: SessionContext,
  { userId, hash, bucket }: CheckedPassword,
  { remember, device, rehash = null }: Opening,
): Promise<LoginOutcome> {
  const session = newSession(context, userId, remember);
  const known = device ?? newDevice(context.config.sessionSecret);
  const { keptForm } = context;
  let keptAt: string | null;
  try {
    keptAt = await signIn(context.db, {
      userId,
      passwordHash: hash,
      rehash,
      bucket,
      session: session.row,
      previous: context.session?.tokenHash ?? null,
      deviceHash: known.hash,
      keptForm: keptForm?.id ?? null,
    });
  } catch (error) {
    // Changed while it was being hashed: it is not the password any more.
    if (error instanceof DatabaseError && error.fault.kind === "guard") return { kind: "wrong" };
    throw error;
  }
  const forgotten = keptForm && keptAt === null ? [clearedKeptCookie()] : [];
  return { kind: "signed-in", userId, cookies: [session.cookie, deviceCookie(known), ...forgotten], keptAt };
}
