import { useActionData, useLoaderData } from "@remix-run/react";
import { Card } from "~/components/card";
import { ConflictForm } from "~/components/conflict-form";
import { CONFLICT_FIELD, choiceName } from "~/http/forms/conflict";
import { withNotice } from "~/http/forms/notice";
import { respondToEdit } from "~/http/forms/respond";
import { formWithErrors, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { titled, useT } from "~/i18n/language";
import { readYears, saveYears } from "~/modules/retention/save-years.server";
import { YearsSchema, yearsLabels } from "~/modules/retention/schemas";
import { YearsForm } from "~/modules/retention/years-form";
import { leastInWords, tooFew } from "~/modules/retention/years-words";
import { SettingsPage } from "~/modules/tenants/settings-page";

export const meta = titled("tenants.sections.retention", "tenants.settings");

export const loader = tenantLoader(async ({ db, context, tenant }) => {
  const inForce = await readYears(db);
  return {
    base: `/o/${tenant}/settings`,
    formKey: context.newId(),
    values: { years: String(inForce.years), version: String(inForce.version) },
    hint: leastInWords(inForce),
  };
});

export const action = tenantAction(async ({ parse, db, tenant }) => {
  const form = await parse(YearsSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  const { years, version } = form.value;
  const inForce = await readYears(db);
  const wrong = tooFew(years, inForce);
  if (wrong) return formWithErrors(form.reply({ fields: { years: [wrong] } }));
  const change = { version, before: inForce.years, years };
  const saved = await saveYears(db, change);
  const to = () => withNotice(`/o/${tenant}/settings/retention`, "retention-saved");
  const stored = async () => {
    const now = await readYears(db);
    return { version: now.version, entries: { years: String(now.years) } };
  };
  return respondToEdit(saved, form, to, stored, yearsLabels);
});

export default function Retention() {
  const { base, formKey, values, hint } = useLoaderData<typeof loader>();
  const t = useT();
  const answer = useActionData<typeof action>();
  return (
    <SettingsPage base={base}>
      {answer?.conflict ? (
        <ConflictForm
          conflict={answer.conflict}
          formKey={formKey}
          fieldName={CONFLICT_FIELD}
          choiceName={choiceName}
          cancelTo={`${base}/retention`}
          submitLabel={t("retention.button")}
        />
      ) : (
        <Card title={t("retention.title")} description={t("retention.description")}>
          <YearsForm
            key={values.version}
            formKey={formKey}
            values={values}
            hint={hint}
            lastResult={answer?.result}
          />
        </Card>
      )}
    </SettingsPage>
  );
}
