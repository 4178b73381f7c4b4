import { findTaxRate } from "@db/queries/tenants";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Page } from "~/components/page";
import { parseTaxRateId } from "~/domain/invoices/tax-rate-key";
import { localeOf } from "~/domain/tenants/locale";
import { FormOrConflict } from "~/http/forms/form-or-conflict";
import { withNotice } from "~/http/forms/notice";
import { respondToEdit } from "~/http/forms/respond";
import { formWithErrors, notFound, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { titled, useSay, useT } from "~/i18n/language";
import { EditTaxRateForm } from "~/modules/tax-rates/edit-tax-rate-form";
import { ReasonTable } from "~/modules/tax-rates/reason-table";
import { saveTaxRate } from "~/modules/tax-rates/save-tax-rate.server";
import { reasonRows, taxRateRow } from "~/modules/tax-rates/tax-rate-rows";
import { editTaxRateSchema } from "~/modules/tax-rates/tax-rate-schemas";
import { taxRateLabels } from "~/modules/tenants/setting-labels";

export const meta = titled<typeof loader>((t, data) =>
  data ? t("taxRates.edit.titleOf", { name: data.values.name }) : t("taxRates.edit.title"),
);

export const loader = tenantLoader(async ({ db, context, tenant, params }) => {
  const key = parseTaxRateId(params.rate ?? "");
  const found = key ? findTaxRate(db, key.category, key.ratePpm) : undefined;
  const [access, rate] = await Promise.all([db.require("business:write"), found]);
  if (!rate) throw notFound();
  const row = taxRateRow(rate, localeOf(access.tenant), context.newId());
  return {
    base: `/o/${tenant}/settings/tax-rates`,
    formKey: context.newId(),
    category: rate.category,
    values: {
      name: rate.name,
      exemptionReason: rate.exemptionReason,
      exemptionCode: rate.exemptionCode,
      version: String(rate.version),
    },
    categoryName: row.category,
    rate: row.rate,
    id: row.id,
    reasons: reasonRows(rate, context.newId),
  };
});

export const action = tenantAction(async ({ parse, db, tenant, params }) => {
  const key = parseTaxRateId(params.rate ?? "");
  const form = await parse(editTaxRateSchema(key?.category ?? "S"));
  if (!form.ok) return formWithErrors(form.result, form.status);
  const [, before] = await Promise.all([
    db.require("business:write"),
    key ? findTaxRate(db, key.category, key.ratePpm) : undefined,
  ]);
  if (!before) throw notFound();
  const { version, ...content } = form.value;
  const saved = await saveTaxRate(db, { before, version, content });
  const stored = async () => {
    const rate = await findTaxRate(db, before.category, before.ratePpm);
    if (!rate) return null;
    const { name, exemptionReason, exemptionCode } = rate;
    return { version: rate.version, values: { name, exemptionReason, exemptionCode } };
  };
  return respondToEdit(saved, form, {
    to: () => withNotice(`/o/${tenant}/settings/tax-rates`, "tax-rate-saved"),
    stored,
    labels: taxRateLabels,
  });
});

export default function EditTaxRate() {
  const [t, say] = [useT(), useSay()];
  const { base, formKey, category, values, categoryName, rate, id, reasons } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page
      title={t("taxRates.edit.titleOf", { name: values.name })}
      description={t("taxRates.edit.about", { category: say(categoryName), rate })}
      back={{ to: base, label: t("taxRates.title") }}
      width="form"
    >
      <FormOrConflict
        conflict={answer?.conflict}
        formKey={formKey}
        cancelTo={base}
        submitLabel={t("taxRates.form.save")}
      >
        <EditTaxRateForm
          key={values.version}
          formKey={formKey}
          category={category}
          values={values}
          lastResult={answer?.result}
          cancelTo={base}
        />
      </FormOrConflict>
      {reasons.length > 0 && !answer?.conflict ? (
        <ReasonTable list={base} rate={{ id, version: values.version }} rows={reasons} />
      ) : null}
    </Page>
  );
}
