import type { MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Card } from "~/components/card";
import { ConflictForm } from "~/components/conflict-form";
import { leastInWords, tooFew } from "~/domain/retention/years";
import { CONFLICT_FIELD, choiceName } from "~/http/forms/conflict";
import { withNotice } from "~/http/forms/notice";
import { respondToEdit } from "~/http/forms/respond";
import { formWithErrors, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { readYears, saveYears } from "~/modules/retention/save-years.server";
import { YearsSchema, yearsLabels } from "~/modules/retention/schemas";
import { YearsForm } from "~/modules/retention/years-form";
import { SettingsPage } from "~/modules/tenants/settings-page";

export const meta: MetaFunction = () => [{ title: "Retention · Settings · Gapless" }];

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
          submitLabel="Save years"
        />
      ) : (
        <Card
          title="How long invoices are kept"
          description="Issued invoices, and the activity of their time, are deleted by themselves when the time is over. You can make the time longer, never shorter. Drafts that nobody changed go after two years."
        >
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
