import { soleBusinesses } from "@db/unscoped/erase-user";
import { redirect } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Alert } from "~/components/alert";
import { Card } from "~/components/card";
import { LinkButton } from "~/components/link-button";
import { parseForm } from "~/http/forms/parse-form";
import { accountAction, accountLoader } from "~/http/guards/account.server";
import { passwordAgain } from "~/http/guards/password-again";
import { answerHeaders } from "~/http/guards/password-limits";
import { formWithErrors } from "~/http/guards/tenant.server";
import { titled, useT } from "~/i18n/language";
import { message } from "~/i18n/message";
import { ownGuessBucket } from "~/modules/accounts/check-password.server";
import { needsPassword } from "~/modules/accounts/confirm-password.server";
import { clearedSessionCookie } from "~/modules/accounts/session-token.server";
import { eraseAccount } from "~/modules/erasure/erase-account.server";
import { EraseForm } from "~/modules/erasure/erase-form";
import { EraseSchema } from "~/modules/erasure/schemas";

export const meta = titled("accounts.data.title", "accounts.title");
export const headers = answerHeaders;

export const loader = accountLoader(async ({ db, context }) => {
  const [{ session }, { rows }] = await Promise.all([db.account(), soleBusinesses(db)]);
  return {
    formKey: context.newId(),
    asksPassword: needsPassword(session, context.now),
    owned: rows.map(({ id, name }) => ({ id, name })),
  };
});

export const action = accountAction(async ({ request, db, context }) => {
  const form = await parseForm(request, EraseSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  const { user } = await db.account();
  const refused = await passwordAgain(context, form, form.value.currentPassword);
  if (refused) return refused;
  const bucket = ownGuessBucket(context.config, user.id);
  if (!(await eraseAccount(db, bucket)))
    return formWithErrors(form.reply({ form: [message("accounts.data.owned")] }), 409);
  return redirect("/", { headers: { "Set-Cookie": clearedSessionCookie() } });
});

export default function YourData() {
  const { formKey, asksPassword, owned } = useLoaderData<typeof loader>();
  const t = useT();
  const answer = useActionData<typeof action>();
  return (
    <>
      <Card title={t("accounts.data.stored")} description={t("accounts.data.storedText")}>
        <LinkButton to="/settings/data.json" reloadDocument download icon="download">
          {t("accounts.data.download")}
        </LinkButton>
      </Card>
      <Card title={t("accounts.data.delete")} description={t("accounts.data.deleteText")}>
        <div className="stack">
          {owned.length > 0 ? (
            <Alert tone="warning" title={t("accounts.data.notYet")}>
              {t("accounts.data.ownedWhich", { businesses: owned.map(({ name }) => name).join(", ") })}
            </Alert>
          ) : null}
          <EraseForm
            formKey={formKey}
            asksPassword={asksPassword}
            meant={t("accounts.data.meant")}
            button={t("accounts.data.button")}
            cancelTo="/settings"
            lastResult={answer?.result}
          />
        </div>
      </Card>
    </>
  );
}
