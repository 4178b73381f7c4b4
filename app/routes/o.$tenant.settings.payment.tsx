import { readTenant } from "@db/queries/tenants";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Card } from "~/components/card";
import { may } from "~/domain/accounts/permissions";
import { localeOf } from "~/domain/tenants/locale";
import { FormOrConflict } from "~/http/forms/form-or-conflict";
import { withNotice } from "~/http/forms/notice";
import { respondToEdit } from "~/http/forms/respond";
import { passwordIfTyped } from "~/http/guards/password-again";
import { answerHeaders } from "~/http/guards/password-limits";
import { formWithErrors, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { titled, useT } from "~/i18n/language";
import { needsPassword } from "~/modules/accounts/confirm-password.server";
import { PaymentForm } from "~/modules/tenants/payment-form";
import { saveSettings } from "~/modules/tenants/save-settings.server";
import { PaymentSchema } from "~/modules/tenants/schemas";
import { SettingFacts } from "~/modules/tenants/setting-facts";
import { paymentLabels } from "~/modules/tenants/setting-labels";
import { paymentValues, storedSettings } from "~/modules/tenants/setting-values";
import { SettingsPage } from "~/modules/tenants/settings-page";
import { respellTerms } from "~/modules/terms/terms-values";

export const meta = titled("tenants.payment.title", "tenants.settings");
export const headers = answerHeaders;

export const loader = tenantLoader(async ({ db, context, tenant }) => {
  const access = await db.require("business:read");
  return {
    base: `/o/${tenant}/settings`,
    formKey: may(access.role, "business:write") ? context.newId() : null,
    asksPassword: needsPassword(access.session, context.now),
    values: paymentValues(access.tenant),
  };
});

export const action = tenantAction(async ({ parse, db, context, tenant }) => {
  const form = await parse(PaymentSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  const { version, currentPassword, ...content } = form.value;
  const refused = await passwordIfTyped(context, form, currentPassword);
  if (refused) return refused;
  const saved = await saveSettings(db, { version, content });
  return respondToEdit(saved, form, {
    to: () => withNotice(`/o/${tenant}/settings/payment`, "settings-saved"),
    stored: async () => {
      const now = await readTenant(db);
      const settings = storedSettings(now, paymentValues);
      return now && settings && { ...settings, typed: respellTerms(form.typed, localeOf(now)) };
    },
    labels: paymentLabels,
  });
});

export default function PaymentSettings() {
  const { base, formKey, asksPassword, values } = useLoaderData<typeof loader>();
  const t = useT();
  const answer = useActionData<typeof action>();
  return (
    <SettingsPage base={base}>
      {formKey ? (
        <FormOrConflict
          conflict={answer?.conflict}
          formKey={formKey}
          cancelTo={`${base}/payment`}
          submitLabel={t("tenants.payment.button")}
        >
          <PaymentForm
            key={values.version}
            formKey={formKey}
            values={values}
            asksPassword={asksPassword}
            lastResult={answer?.result}
          />
        </FormOrConflict>
      ) : (
        <Card title={t("tenants.payment.title")}>
          <SettingFacts labels={paymentLabels} values={values} />
        </Card>
      )}
    </SettingsPage>
  );
}
