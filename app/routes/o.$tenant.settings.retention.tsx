import { findChoice } from "@db/queries/erase-business";
import type { MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Card } from "~/components/card";
import { withNotice } from "~/http/notice";
import { parseForm } from "~/http/parse-form";
import { submitted } from "~/http/submitted";
import { formAgain, tenantAction, tenantLoader } from "~/http/tenant.server";
import { chooseYears } from "~/modules/erasure/business.server";
import { policyOf } from "~/modules/retention/policies";
import { YearsSchema } from "~/modules/retention/schemas";
import { YearsForm } from "~/modules/retention/years-form";
import { SettingsPage } from "~/modules/tenants/settings-page";

export const meta: MetaFunction = () => [{ title: "Retention · Settings · Gapless" }];

export const loader = tenantLoader(async ({ db, context, tenant }) => {
  const [access, chosen] = await Promise.all([db.require("business:erase"), findChoice(db)]);
  const policy = policyOf(access.tenant.country);
  return {
    base: `/o/${tenant}/settings`,
    formKey: context.newId(),
    years: String(Math.max(policy.years, chosen ?? 0)),
    hint: `At least ${policy.years}, counted from the end of the year (${policy.source}).`,
  };
});

export const action = tenantAction(async ({ request, db, context, tenant }) => {
  const form = await parseForm(request, YearsSchema);
  if (!form.ok) return formAgain(form.result, form.status);
  const [access, chosen] = await Promise.all([db.require("business:erase"), findChoice(db)]);
  const policy = policyOf(access.tenant.country);
  const { years } = form.value;
  if (years < policy.years)
    return formAgain(form.reply({ fields: { years: [`The law asks for ${policy.years} years or more.`] } }));
  const before = Math.max(policy.years, chosen ?? 0);
  const saved = await chooseYears(db, tenant, { before, years, now: context.now }, form.once);
  return submitted(saved, form, () => withNotice(`/o/${tenant}/settings/retention`, "retention-saved"));
});

export default function Retention() {
  const { base, formKey, years, hint } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <SettingsPage base={base}>
      <Card
        title="How long invoices are kept"
        description="Issued invoices, and the activity of their time, are deleted by themselves when the time is over. Drafts that nobody changed go after two years."
      >
        <YearsForm key={years} formKey={formKey} years={years} hint={hint} lastResult={answer?.result} />
      </Card>
    </SettingsPage>
  );
}
