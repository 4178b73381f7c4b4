import { DatabaseError } from "@db/client.server";
import { signIn } from "@db/unscoped/accounts";
import { Strategy } from "remix-auth/strategy";
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

/**
 * remix-auth's way in, by a form that was read and checked already: a second one (a passkey, say) is another Strategy beside it. How the
 * check ended is a value, also where nobody is let in. Authenticator, which only finds a strategy by its name, would copy the request,
 * whose body is used up.
 */
class PasswordStrategy extends Strategy<PasswordCheck, Credentials> {
  override readonly name = "password";

  constructor(
    private readonly credentials: Credentials,
    verify: Strategy.VerifyFunction<PasswordCheck, Credentials>,
  ) {
    super(verify);
  }

  override authenticate(): Promise<PasswordCheck> {
    return this.verify(this.credentials);
  }
}

/**
 * Signs in with what the form says; `device` is what the browser was known by. The strategy verifies; session, rotation and redirects are
 * ours. The strategy is made per request: it holds the request's database.
 */
export async function logIn(
  context: SessionContext,
  credentials: Credentials,
  device: Device | null,
): Promise<LoginOutcome> {
  const strategy = new PasswordStrategy(credentials, (given) => checkPassword(context, given, device));
  const check = await strategy.authenticate();
  if (check.kind !== "right") return check;
  const rehash = check.password.outdated ? await hashPassword(credentials.password) : null;
  return await openSession(context, check.password, { remember: credentials.remember, device, rehash });
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
