import { readTenant } from "@db/queries/tenants";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Card } from "~/components/card";
import { ConflictForm } from "~/components/conflict-form";
import { may } from "~/domain/accounts/permissions";
import { CONFLICT_FIELD, choiceName } from "~/http/forms/conflict";
import { withNotice } from "~/http/forms/notice";
import { respondToEdit } from "~/http/forms/respond";
import { formWithErrors, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { titled, useT } from "~/i18n/language";
import { FormatsForm } from "~/modules/tenants/formats-form";
import { saveSettings } from "~/modules/tenants/save-settings.server";
import { FormatsSchema } from "~/modules/tenants/schemas";
import { SettingFacts } from "~/modules/tenants/setting-facts";
import { formatsLabels } from "~/modules/tenants/setting-labels";
import { formatsValues, storedSettings } from "~/modules/tenants/setting-values";
import { SettingsPage } from "~/modules/tenants/settings-page";
import { zonesWith } from "~/modules/tenants/time-zone-groups";

export const meta = titled("tenants.formats.title", "tenants.settings");

export const loader = tenantLoader(async ({ db, context, tenant }) => {
  const access = await db.require("business:read");
  return {
    base: `/o/${tenant}/settings`,
    formKey: may(access.role, "business:write") ? context.newId() : null,
    values: formatsValues(access.tenant),
    zones: zonesWith(access.tenant.timeZone),
  };
});

export const action = tenantAction(async ({ parse, db, tenant }) => {
  const form = await parse(FormatsSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  const { version, ...content } = form.value;
  const saved = await saveSettings(db, { version, content });
  const to = () => withNotice(`/o/${tenant}/settings/formats`, "settings-saved");
  return respondToEdit(
    saved,
    form,
    to,
    async () => storedSettings(await readTenant(db), formatsValues),
    formatsLabels,
  );
});

export default function FormatsSettings() {
  const { base, formKey, values, zones } = useLoaderData<typeof loader>();
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
          cancelTo={`${base}/formats`}
          submitLabel={t("tenants.formats.button")}
        />
      ) : formKey ? (
        <FormatsForm
          key={values.version}
          formKey={formKey}
          values={values}
          lastResult={answer?.result}
          zones={zones}
        />
      ) : (
        <Card title={t("tenants.formats.title")}>
          <SettingFacts labels={formatsLabels} values={values} />
        </Card>
      )}
    </SettingsPage>
  );
}
