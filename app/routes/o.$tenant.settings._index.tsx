import { readTenant } from "@db/queries/tenants";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Card } from "~/components/card";
import { may } from "~/domain/accounts/permissions";
import { FormOrConflict } from "~/http/forms/form-or-conflict";
import { withNotice } from "~/http/forms/notice";
import { respondToEdit } from "~/http/forms/respond";
import { formWithErrors, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { titled, useT } from "~/i18n/language";
import { BusinessForm } from "~/modules/tenants/business-form";
import { saveSettings } from "~/modules/tenants/save-settings.server";
import { BusinessSchema } from "~/modules/tenants/schemas";
import { SettingFacts } from "~/modules/tenants/setting-facts";
import { businessLabelsIn } from "~/modules/tenants/setting-labels";
import { businessValues, storedSettings } from "~/modules/tenants/setting-values";
import { SettingsPage } from "~/modules/tenants/settings-page";

export const meta = titled("tenants.business.title", "tenants.settings");

export const loader = tenantLoader(async ({ db, context, tenant }) => {
  const access = await db.require("business:read");
  return {
    base: `/o/${tenant}/settings`,
    formKey: may(access.role, "business:write") ? context.newId() : null,
    values: businessValues(access.tenant),
  };
});

export const action = tenantAction(async ({ parse, db, tenant }) => {
  const form = await parse(BusinessSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  const { version, ...content } = form.value;
  const saved = await saveSettings(db, { version, content });
  return respondToEdit(saved, form, {
    to: () => withNotice(`/o/${tenant}/settings`, "settings-saved"),
    stored: async () => storedSettings(await readTenant(db), businessValues),
    labels: businessLabelsIn(content.country),
  });
});

export default function BusinessSettings() {
  const { base, formKey, values } = useLoaderData<typeof loader>();
  const t = useT();
  const answer = useActionData<typeof action>();
  return (
    <SettingsPage base={base}>
      {formKey ? (
        <FormOrConflict
          conflict={answer?.conflict}
          formKey={formKey}
          cancelTo={base}
          submitLabel={t("tenants.business.button")}
        >
          <BusinessForm key={values.version} formKey={formKey} values={values} lastResult={answer?.result} />
        </FormOrConflict>
      ) : (
        <Card title={t("tenants.business.title")}>
          <SettingFacts labels={businessLabelsIn(values.country ?? "")} values={values} />
        </Card>
      )}
    </SettingsPage>
  );
}
