import { findTaxRate } from "@db/queries/tenants";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Page } from "~/components/page";
import { needsExemptionReason } from "~/domain/invoices/tax-category";
import { parseTaxRateId, taxRateId } from "~/domain/invoices/tax-rate-key";
import { withNotice } from "~/http/forms/notice";
import { respondToForm } from "~/http/forms/respond";
import { formWithErrors, notFound, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { titled, useT } from "~/i18n/language";
import { ReasonForm } from "~/modules/tax-rates/reason-form";
import { addReason } from "~/modules/tax-rates/save-reason.server";
import { reasonSchema } from "~/modules/tax-rates/tax-rate-schemas";

export const meta = titled("taxRates.reasons.new");

export const loader = tenantLoader(async ({ db, context, tenant, params }) => {
  const key = parseTaxRateId(params.rate ?? "");
  const found = key ? findTaxRate(db, key.category, key.ratePpm) : undefined;
  const [, rate] = await Promise.all([db.require("business:write"), found]);
  if (!rate || !needsExemptionReason(rate.category)) throw notFound();
  return {
    back: `/o/${tenant}/settings/tax-rates/${taxRateId(rate)}`,
    formKey: context.newId(),
    category: rate.category,
    name: rate.name,
    version: String(rate.version),
  };
});

export const action = tenantAction(async ({ parse, db, tenant, params }) => {
  const rate = parseTaxRateId(params.rate ?? "");
  const form = await parse(reasonSchema(rate?.category ?? "E"));
  if (!form.ok) return formWithErrors(form.result, form.status);
  if (!rate || !needsExemptionReason(rate.category)) {
    await db.require("business:write");
    throw notFound();
  }
  const { version, ...words } = form.value;
  const added = await addReason(db, { rate, version, words });
  return respondToForm(added, form, (id) =>
    withNotice(`/o/${tenant}/settings/tax-rates/${id}`, "reason-added"),
  );
});

export default function NewReason() {
  const t = useT();
  const { back, formKey, category, name, version } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page title={t("taxRates.reasons.new")} back={{ to: back, label: name }} width="form">
      <ReasonForm
        formKey={formKey}
        category={category}
        values={{ version }}
        submitLabel={t("taxRates.reasons.add")}
        lastResult={answer?.result}
        cancelTo={back}
      />
    </Page>
  );
}
