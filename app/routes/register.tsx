import { data, redirect } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Button } from "~/components/button";
import { CheckboxField, SelectField, TextField } from "~/components/field";
import { ConformForm } from "~/components/form";
import { FormKey } from "~/components/form-key";
import { Page } from "~/components/page";
import { PublicShell } from "~/components/public-shell";
import { TextLink } from "~/components/text-link";
import { useSchemaForm } from "~/components/use-schema-form";
import { provinces } from "~/domain/tenants/canada";
import { parseForm } from "~/http/forms/parse-form";
import { openAction, openLoader } from "~/http/guards/open.server";
import { answerHeaders, loginsUsedUp, waitFor } from "~/http/guards/password-limits";
import { guessing } from "~/http/monitoring/pseudonyms";
import { settingCookies } from "~/http/pipeline/cookies";
import { titled, useT } from "~/i18n/language";
import { deviceFrom } from "~/modules/accounts/device-token.server";
import { register } from "~/modules/accounts/register.server";
import { RegisterSchema } from "~/modules/accounts/schemas";
import { signedIn } from "~/modules/accounts/sessions.server";
import { countries, countryDefaults, isCountry } from "~/shared/countries";
import { currencyCodes, currencyName } from "~/shared/currency";
import { limits } from "~/shared/limits";

export const meta = titled("accounts.register.title");

export const loader = openLoader(async ({ context }) => {
  if (await signedIn(context)) throw redirect("/");
  const { country } = context.client;
  const known = country && isCountry(country) ? country : null;
  return {
    formKey: context.newId(),
    country: known,
    currency: known ? countryDefaults(known).currency : null,
  };
});

export const headers = answerHeaders;

export const action = openAction(async ({ request, context }) => {
  const form = await parseForm(request, RegisterSchema);
  if (!form.ok) return data({ result: form.result }, { status: form.status });
  const about = guessing(context, form.value.email);
  const limited = await loginsUsedUp(context, form, form.value.email);
  if (limited) return limited;
  const device = deviceFrom(request.headers.get("Cookie"), context.config.sessionSecret);
  const registered = await register(context, form.value, form.idempotencyKey.key, device);
  if (registered.ok) {
    const { kind, tenantId, cookies } = registered.value;
    if (kind === "created") context.log("register", { outcome: "created", tenant: tenantId, ...about });
    else context.log("login", { outcome: "signed-in", user: registered.value.userId, ...about });
    return redirect(`/o/${tenantId}`, { headers: settingCookies(cookies) });
  }
  const refused = registered.error;
  context.log("register", { outcome: "wait" in refused ? "wait" : "refused", ...about });
  if ("wait" in refused) return waitFor(refused.wait, form);
  return data({ result: form.reply({ fields: { [refused.field]: [refused.message] } }) }, { status: 422 });
});

export default function Register() {
  const t = useT();
  const { formKey, country, currency } = useLoaderData<typeof loader>();
  const [form, fields] = useSchemaForm(RegisterSchema, {
    lastResult: useActionData<typeof action>()?.result,
    defaultValue: { country: country ?? "", currency: currency ?? "" },
  });
  return (
    <PublicShell brand="Gapless" nav={<TextLink to="/login">{t("accounts.logIn.title")}</TextLink>}>
      <Page title={t("accounts.register.title")} description={t("accounts.register.description")}>
        <ConformForm form={form} errorTitle={t("accounts.register.notYet")}>
          <FormKey value={formKey} />
          <TextField
            field={fields.name}
            label={t("accounts.register.name")}
            autoComplete="name"
            maxLength={limits.personName}
          />
          <TextField
            field={fields.email}
            label={t("accounts.register.email")}
            type="email"
            autoComplete="username"
            maxLength={limits.email}
          />
          <TextField
            field={fields.businessName}
            label={t("accounts.register.businessName")}
            autoComplete="organization"
            maxLength={limits.businessName}
          />
          <SelectField
            field={fields.country}
            label={t("accounts.register.country")}
            placeholder={t("accounts.register.chooseCountry")}
            autoComplete="country"
            options={countries.map(({ code, name }) => ({ value: code, label: name }))}
          />
          {fields.country.value === "CA" ? (
            <SelectField
              field={fields.region}
              label={t("accounts.register.province")}
              placeholder={t("accounts.register.chooseProvince")}
              required
              options={Object.entries(provinces).map(([value, { name }]) => ({ value, label: name }))}
            />
          ) : null}
          <SelectField
            field={fields.currency}
            label={t("accounts.register.currency")}
            placeholder={t("accounts.register.chooseCurrency")}
            options={currencyCodes.map((code) => ({ value: code, label: `${code} – ${currencyName(code)}` }))}
          />
          <CheckboxField
            field={fields.chargesNoTax}
            label={t("accounts.register.chargesNoTax")}
            hint={t("accounts.register.chargesNoTaxHint")}
          />
          <TextField
            field={fields.password}
            label={t("accounts.register.password")}
            type="password"
            autoComplete="new-password"
            hint={t("accounts.password.newHint", { least: limits.passwordMin })}
            minLength={limits.passwordMin}
            maxLength={limits.passwordMax}
          />
          <Button type="submit">{t("accounts.register.button")}</Button>
        </ConformForm>
      </Page>
    </PublicShell>
  );
}
