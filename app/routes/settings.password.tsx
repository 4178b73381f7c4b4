import { redirect } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { withNotice } from "~/http/forms/notice";
import { parseForm } from "~/http/forms/parse-form";
import { accountAction, accountLoader } from "~/http/guards/account.server";
import { answerHeaders, loginsUsedUp, waitFor } from "~/http/guards/password-limits";
import { formWithErrors } from "~/http/guards/tenant.server";
import { guessing } from "~/http/monitoring/pseudonyms";
import { settingCookies } from "~/http/pipeline/cookies";
import { titled } from "~/i18n/language";
import { message } from "~/i18n/message";
import { changePassword } from "~/modules/accounts/change-password.server";
import { deviceFrom } from "~/modules/accounts/device-token.server";
import { PasswordForm } from "~/modules/accounts/password-form";
import { PasswordSchema } from "~/modules/accounts/schemas";

export const meta = titled("accounts.password.title", "accounts.title");
export const headers = answerHeaders;

export const loader = accountLoader(async ({ db, context }) => {
  const { user } = await db.account();
  return { formKey: context.newId(), email: user.email };
});

export const action = accountAction(async ({ request, db, context }) => {
  const form = await parseForm(request, PasswordSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  const limited = await loginsUsedUp(context, form);
  if (limited) return limited;
  const device = deviceFrom(request.headers.get("Cookie"), context.config.sessionSecret);
  const changed = await changePassword(context, db, form.value, device);
  if (db.proven) {
    const { id: user, email } = db.proven.user;
    context.log("password-change", { outcome: changed.kind, user, ...guessing(context, email) });
  }
  switch (changed.kind) {
    case "changed":
      return redirect(withNotice("/settings/password", "password-changed"), {
        headers: settingCookies(changed.cookies),
      });
    case "wait":
      return waitFor(changed.seconds, form);
    case "weak":
      return formWithErrors(form.reply({ fields: { password: [changed.message] } }));
    case "wrong":
      return formWithErrors(
        form.reply({ fields: { currentPassword: [message("accounts.password.wrong")] } }),
      );
  }
});

export default function Password() {
  const { formKey, email } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return <PasswordForm formKey={formKey} email={email} lastResult={answer?.result} />;
}
