import { readTenant } from "@db/queries/tenants";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Card } from "~/components/card";
import { ConflictForm } from "~/components/conflict-form";
import { may } from "~/domain/accounts/permissions";
import { CONFLICT_FIELD, choiceName } from "~/http/forms/conflict";
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
  const to = () => withNotice(`/o/${tenant}/settings/payment`, "settings-saved");
  return respondToEdit(
    saved,
    form,
    to,
    async () => storedSettings(await readTenant(db), paymentValues),
    paymentLabels,
  );
});

export default function PaymentSettings() {
  const { base, formKey, asksPassword, values } = useLoaderData<typeof loader>();
  const t = useT();
  const answer = useActionData<typeof action>();
  return (
    <SettingsPage base={base}>
      {formKey && answer?.conflict ? (
        <ConflictForm
          conflict={answer.conflict}
          formKey={formKey}
          fieldName={CONFLICT_FIELD}
          choiceName={choiceName}
          cancelTo={`${base}/payment`}
          submitLabel={t("tenants.payment.button")}
        />
      ) : formKey ? (
        <PaymentForm
          key={values.version}
          formKey={formKey}
          values={values}
          asksPassword={asksPassword}
          lastResult={answer?.result}
        />
      ) : (
        <Card title={t("tenants.payment.title")}>
          <SettingFacts labels={paymentLabels} values={values} />
        </Card>
      )}
    </SettingsPage>
  );
}
