import type { SubmissionResult } from "@conform-to/react";
import { findTaxRate } from "@db/queries/tenants";
import { data } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Alert } from "~/components/alert";
import { Page } from "~/components/page";
import { firstTaxRates } from "~/domain/tenants/first-settings";
import { localeOf } from "~/domain/tenants/locale";
import { withNotice } from "~/http/forms/notice";
import { respondToForm } from "~/http/forms/respond";
import { formWithErrors, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { titled, useSay, useT } from "~/i18n/language";
import { message } from "~/i18n/message";
import { IntentButtons } from "~/modules/tax-rates/intent-buttons";
import { addTaxRate } from "~/modules/tax-rates/save-tax-rate.server";
import { NewTaxRateForm } from "~/modules/tax-rates/tax-rate-form";
import { type TaxRateRow, taxRateRow } from "~/modules/tax-rates/tax-rate-rows";
import { newTaxRateSchema } from "~/modules/tax-rates/tax-rate-schemas";
import { countryDefaults } from "~/shared/countries";

export const meta = titled("taxRates.new");

export const loader = tenantLoader(async ({ db, context, tenant }) => {
  const { tenant: business } = await db.require("business:write");
  const example = firstTaxRates(business.country).find(({ ratePpm }) => ratePpm > 0)?.name;
  return {
    locale: localeOf(business),
    example: example ?? `${countryDefaults(business.country).taxName} 8.25%`,
    formKey: context.newId(),
    base: `/o/${tenant}/settings/tax-rates`,
  };
});

export const action = tenantAction(async ({ parseNumbers, db, context, tenant }) => {
  const form = await parseNumbers(newTaxRateSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  const { category, rate: ratePpm, writtenIn: _, ...content } = form.value;
  const key = { category, ratePpm };
  const added = await addTaxRate(db, { key, content });
  if (added.ok || added.error !== "tax-rate") {
    return respondToForm(added, form, () => withNotice(`/o/${tenant}/settings/tax-rates`, "tax-rate-added"));
  }
  const [access, known] = await Promise.all([db.access(), findTaxRate(db, category, ratePpm)]);
  const archived = known?.archivedAt ? taxRateRow(known, localeOf(access.tenant), context.newId()) : null;
  const words = archived
    ? message("taxRates.known.archived")
    : known
      ? message("taxRates.known.inUse", { name: known.name })
      : message("taxRates.known.unnamed");
  const result = form.reply({ fields: { [ratePpm > 0 ? "rate" : "category"]: [words] } });
  return data({ result, archived }, { status: 422 });
});

function BringBack({ base, rate }: { base: string; rate: TaxRateRow }) {
  const [t, say] = [useT(), useSay()];
  return (
    <Alert
      tone="warning"
      title={t("taxRates.known.title", { name: rate.name })}
      actions={
        <IntentButtons
          action={`${base}?index`}
          formKey={rate.formKey ?? ""}
          about={{ rate: rate.id, version: rate.version }}
          name={rate.name}
          buttons={[{ intent: "restore", label: t("taxRates.buttons.restore") }]}
        />
      }
    >
      {t("taxRates.known.text", { category: say(rate.category), rate: rate.rate })}
    </Alert>
  );
}

export default function NewTaxRate() {
  const t = useT();
  const { formKey, base, locale, example } = useLoaderData<typeof loader>();
  const answer: { result: SubmissionResult<string[]>; archived?: TaxRateRow | null } | undefined =
    useActionData<typeof action>();
  return (
    <Page title={t("taxRates.new")} back={{ to: base, label: t("taxRates.title") }} width="form">
      {answer?.archived ? <BringBack base={base} rate={answer.archived} /> : null}
      <NewTaxRateForm
        formKey={formKey}
        lastResult={answer?.result}
        cancelTo={base}
        locale={locale}
        example={example}
      />
    </Page>
  );
}
