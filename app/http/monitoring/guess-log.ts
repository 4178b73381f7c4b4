import type { Account, AccountDb } from "@db/unscoped/account-db";
import type { RequestContext } from "~/http/pipeline/request-context";
import type { ProfileOutcome } from "~/modules/accounts/change-profile.server";
import type { Confirmation } from "~/modules/accounts/confirm-password.server";
import { guessing } from "./pseudonyms";

type Context = Pick<RequestContext, "config" | "client" | "log">;

/** Says in the log that a password was given again, and what it was worth. */
export function logCheck(context: Context, { proven }: AccountDb, { kind }: Confirmation): void {
  if (kind === "recent" || kind === "missing" || !proven) return;
  const { id: user, email } = proven.user;
  context.log("password-check", { outcome: kind, user, ...guessing(context, email) });
}

/** Says in the log what became of another e-mail address, or of the password that it was asked for. `account`: as it was before. */
export function logAddress(context: Context, { user }: Account, { kind }: ProfileOutcome): void {
  const about = { user: user.id, ...guessing(context, user.email) };
  if (kind === "wrong" || kind === "wait") context.log("password-check", { outcome: kind, ...about });
  if (kind === "addresses") context.log("address-change", { outcome: "wait", ...about });
  if (kind === "saved" || kind === "taken") context.log("address-change", { outcome: kind, ...about });
}
