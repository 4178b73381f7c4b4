import { data, redirect, redirectDocument } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Alert } from "~/components/alert";
import { Button } from "~/components/button";
import { CheckboxField, TextField } from "~/components/field";
import { ConformForm } from "~/components/form";
import { FormKey } from "~/components/form-key";
import { Page } from "~/components/page";
import { PublicShell } from "~/components/public-shell";
import { TextLink } from "~/components/text-link";
import { useSchemaForm } from "~/components/use-schema-form";
import { parseForm } from "~/http/forms/parse-form";
import { openAction, openLoader } from "~/http/guards/open.server";
import { answerHeaders, loginsUsedUp, waitFor } from "~/http/guards/password-limits";
import { guessing } from "~/http/monitoring/pseudonyms";
import { settingCookies } from "~/http/pipeline/cookies";
import { redirectPath } from "~/http/pipeline/redirect-path";
import { titled, useT } from "~/i18n/language";
import { message } from "~/i18n/message";
import { logIn } from "~/modules/accounts/authenticator.server";
import { deviceFrom } from "~/modules/accounts/device-token.server";
import { hasKeptForm } from "~/modules/accounts/kept-form.server";
import { LoginSchema } from "~/modules/accounts/schemas";
import { signedIn } from "~/modules/accounts/sessions.server";
import { limits } from "~/shared/limits";

export const meta = titled("accounts.logIn.title");

export const loader = openLoader(async ({ context, request }) => {
  const redirectTo = redirectPath(new URL(request.url).searchParams.get("redirectTo"));
  const [who, hasForm] = await Promise.all([signedIn(context), hasKeptForm(context)]);
  // A kept form is in the page itself, which a script does not ask for.
  if (who) throw hasForm ? redirectDocument(redirectTo) : redirect(redirectTo);
  return { formKey: context.newId(), redirectTo, hasForm };
});

export const headers = answerHeaders;

export const action = openAction(async ({ request, context }) => {
  const form = await parseForm(request, LoginSchema);
  if (!form.ok) return data({ result: form.result }, { status: form.status });
  const limited = await loginsUsedUp(context, form, form.value.email);
  if (limited) return limited;
  const { redirectTo, ...credentials } = form.value;
  const device = deviceFrom(request.headers.get("Cookie"), context.config.sessionSecret);
  const outcome = await logIn(context, credentials, device);
  const user = outcome.kind === "signed-in" ? outcome.userId : undefined;
  context.log("login", { outcome: outcome.kind, user, ...guessing(context, credentials.email) });
  switch (outcome.kind) {
    case "signed-in": {
      const headers = settingCookies(outcome.cookies);
      if (outcome.keptAt) return redirectDocument(outcome.keptAt, { headers });
      return redirect(redirectPath(redirectTo), { headers });
    }
    case "wait":
      return waitFor(outcome.seconds, form);
    case "wrong": {
      return data({ result: form.reply({ form: [message("accounts.logIn.wrong")] }) }, { status: 422 });
    }
  }
});

export default function LogIn() {
  const t = useT();
  const { formKey, redirectTo, hasForm } = useLoaderData<typeof loader>();
  const [form, fields] = useSchemaForm(LoginSchema, {
    lastResult: useActionData<typeof action>()?.result,
    defaultValue: { redirectTo },
  });
  return (
    <PublicShell brand="Gapless" nav={<TextLink to="/register">{t("accounts.logIn.create")}</TextLink>}>
      <Page title={t("accounts.logIn.title")}>
        {hasForm ? (
          <Alert title={t("accounts.logIn.wasLoggedOut")}>{t("accounts.logIn.isKept")}</Alert>
        ) : null}
        <ConformForm form={form} errorTitle={t("accounts.logIn.notYet")} isThrowaway>
          <FormKey value={formKey} />
          <input type="hidden" name={fields.redirectTo.name} value={redirectTo} />
          <TextField
            field={fields.email}
            label={t("accounts.logIn.email")}
            type="email"
            autoComplete="username"
            maxLength={limits.email}
          />
          <TextField
            field={fields.password}
            label={t("accounts.logIn.password")}
            type="password"
            autoComplete="current-password"
            maxLength={limits.passwordMax}
          />
          <CheckboxField field={fields.remember} label={t("accounts.logIn.remember")} />
          <Button type="submit">{t("accounts.logIn.button")}</Button>
        </ConformForm>
      </Page>
    </PublicShell>
  );
}
