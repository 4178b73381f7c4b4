import type { Database } from "@db/client.server";
import { findUserByEmail, updatePasswordHash } from "@db/unscoped/accounts";
import { insertSession } from "@db/unscoped/sessions";
import { Authenticator } from "remix-auth";
import { FormStrategy } from "remix-auth-form";
import { err, ok, type Result } from "~/shared/result";
import { DUMMY_HASH, hashPassword, verifyPassword } from "./password.server";
import { newSession, type SessionContext } from "./sessions.server";

class WrongPassword extends Error {}

/** remix-auth verifies; session, rotation and redirects are ours. The strategy is made per request: it holds the request's database. */
function authenticator(db: Database): Authenticator<{ id: string; rehash: string | null }> {
  const strategy = new FormStrategy<{ id: string; rehash: string | null }>(async ({ form }) => {
    const email = String(form.get("email") ?? "").trim();
    const password = String(form.get("password") ?? "");
    const user = await findUserByEmail(db, email);
    // An unknown address costs the same as a wrong password.
    const { valid, outdated } = await verifyPassword(password, user?.passwordHash ?? DUMMY_HASH);
    if (!user || !valid) throw new WrongPassword();
    return { id: user.id, rehash: outdated ? await hashPassword(password) : null };
  });
  return new Authenticator<{ id: string; rehash: string | null }>().use(strategy, "password");
}

/** Signs in with what the form says. The new session's cookie, or one answer for every wrong pair. */
export async function logIn(
  context: SessionContext,
  credentials: { email: string; password: string; remember: boolean },
): Promise<Result<{ cookie: string }, "wrong-credentials">> {
  const { db } = context;
  const form = new FormData();
  form.set("email", credentials.email);
  form.set("password", credentials.password);
  const request = new Request("https://gapless.invalid/login", { method: "POST", body: form });
  try {
    const user = await authenticator(db).authenticate("password", request);
    const session = newSession(context, user.id, credentials.remember);
    const rehash = user.rehash ? [updatePasswordHash(db, user.id, user.rehash)] : [];
    await db.write([insertSession(db, session.row), ...rehash]);
    return ok({ cookie: session.cookie });
  } catch (error) {
    if (error instanceof WrongPassword) return err("wrong-credentials");
    throw error;
  }
}
