import type { ParsedForm } from "~/http/forms/parse-form";
import { askForPassword } from "~/http/forms/respond";
import { logCheck } from "~/http/monitoring/guess-log";
import type { RequestContext } from "~/http/pipeline/request-context";
import { message } from "~/i18n/message";
import { reauthenticate } from "~/modules/accounts/reauthenticate.server";
import { accountDb } from "./account.server";
import { loginsUsedUp, waitFor } from "./password-limits";
import { formWithErrors } from "./tenant.server";

type Read = Extract<ParsedForm<unknown>, { ok: true }>;

/** The same where the batch itself asks (Write.password): only what was typed is looked at ahead of it. */
export const passwordIfTyped = async (context: RequestContext, form: Read, given: string) =>
  given === "" ? null : passwordAgain(context, form, given);

/** The form again where the password has to be given once more and was not, or was wrong; null: go on. */
export async function passwordAgain(context: RequestContext, form: Read, given: string) {
  const limited = given === "" ? null : await loginsUsedUp(context, form);
  if (limited) return limited;
  const db = accountDb({ context });
  const confirmed = await reauthenticate(context, db, given);
  logCheck(context, db, confirmed);
  if (confirmed.kind === "wait") return waitFor(confirmed.seconds, form);
  if (confirmed.kind === "missing") return askForPassword(form);
  if (confirmed.kind === "wrong")
    return formWithErrors(form.reply({ fields: { currentPassword: [message("accounts.password.wrong")] } }));
  return null;
}
