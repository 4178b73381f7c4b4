import { findTaxRate } from "@db/queries/tenants";
import type { TenantDb } from "@db/tenant-db";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Page } from "~/components/page";
import { parseTaxRateId, taxRateId } from "~/domain/invoices/tax-rate-key";
import { FormOrConflict } from "~/http/forms/form-or-conflict";
import { withNotice } from "~/http/forms/notice";
import { respondToEdit } from "~/http/forms/respond";
import { formWithErrors, notFound, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { titled, useT } from "~/i18n/language";
import { ReasonForm } from "~/modules/tax-rates/reason-form";
import { saveReason } from "~/modules/tax-rates/save-reason.server";
import { reasonSchema } from "~/modules/tax-rates/tax-rate-schemas";
import { reasonLabels } from "~/modules/tenants/setting-labels";

export const meta = titled("taxRates.reasons.edit");

interface Address {
  readonly rate?: string;
  readonly reason?: string;
}

/** One of a rate's other reasons, by the numbers of the address. The default is edited with its rate. */
async function findReason(db: TenantDb, { rate: id = "", reason: nr = "" }: Address) {
  const key = parseTaxRateId(id);
  const rate = key ? await findTaxRate(db, key.category, key.ratePpm) : undefined;
  const reason = rate?.otherReasons.find(({ exemptionNr }) => String(exemptionNr) === nr);
  return rate && reason ? { rate, reason } : null;
}

export const loader = tenantLoader(async ({ db, context, tenant, params }) => {
  const [, found] = await Promise.all([db.require("business:write"), findReason(db, params)]);
  if (!found) throw notFound();
  const { rate, reason } = found;
  return {
    back: `/o/${tenant}/settings/tax-rates/${taxRateId(rate)}`,
    formKey: context.newId(),
    category: rate.category,
    name: rate.name,
    values: {
      exemptionReason: reason.exemptionReason,
      exemptionCode: reason.exemptionCode,
      version: String(rate.version),
    },
  };
});

export const action = tenantAction(async ({ parse, db, tenant, params }) => {
  const form = await parse(reasonSchema(parseTaxRateId(params.rate ?? "")?.category ?? "E"));
  if (!form.ok) return formWithErrors(form.result, form.status);
  const [, found] = await Promise.all([db.require("business:write"), findReason(db, params)]);
  if (!found) throw notFound();
  const { version, ...words } = form.value;
  const saved = await saveReason(db, { rate: found.rate, version, before: found.reason, words });
  const stored = async () => {
    const now = await findReason(db, params);
    if (!now) return null;
    const { exemptionReason, exemptionCode } = now.reason;
    return { version: now.rate.version, values: { exemptionReason, exemptionCode } };
  };
  return respondToEdit(saved, form, {
    to: (id) => withNotice(`/o/${tenant}/settings/tax-rates/${id}`, "reason-saved"),
    stored,
    labels: reasonLabels,
  });
});

export default function EditReason() {
  const t = useT();
  const { back, formKey, category, name, values } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page title={t("taxRates.reasons.edit")} back={{ to: back, label: name }} width="form">
      <FormOrConflict
        conflict={answer?.conflict}
        formKey={formKey}
        cancelTo={back}
        submitLabel={t("taxRates.reasons.save")}
      >
        <ReasonForm
          key={values.version}
          formKey={formKey}
          category={category}
          values={values}
          submitLabel={t("taxRates.reasons.save")}
          lastResult={answer?.result}
          cancelTo={back}
        />
      </FormOrConflict>
    </Page>
  );
}
