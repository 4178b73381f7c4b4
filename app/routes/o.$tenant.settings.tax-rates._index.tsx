import { listTaxRates } from "@db/queries/tenants";
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from "@remix-run/react";
import { Card } from "~/components/card";
import { FormProblems } from "~/components/form-problems";
import { LinkButton } from "~/components/link-button";
import { may } from "~/domain/accounts/permissions";
import { localeOf } from "~/domain/tenants/locale";
import { type Notice, withNotice } from "~/http/forms/notice";
import { respondToForm } from "~/http/forms/respond";
import { formWithErrors, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { titled, useT } from "~/i18n/language";
import { message } from "~/i18n/message";
import { archiveTaxRate, makeDefault } from "~/modules/tax-rates/save-tax-rate.server";
import type { TaxRateIntent } from "~/modules/tax-rates/tax-rate-buttons";
import { taxRateRow } from "~/modules/tax-rates/tax-rate-rows";
import { TaxRateIntentSchema } from "~/modules/tax-rates/tax-rate-schemas";
import { TaxRateTable } from "~/modules/tax-rates/tax-rate-table";
import { SettingsPage } from "~/modules/tenants/settings-page";

export const meta = titled("taxRates.title", "tenants.settings");

export const loader = tenantLoader(async ({ db, context, tenant }) => {
  const [access, rates] = await Promise.all([db.require("business:read"), listTaxRates(db)]);
  const mayWrite = may(access.role, "business:write");
  // Each row is a form of its own, so each has its own key.
  const rows = rates.map((rate) =>
    taxRateRow(rate, localeOf(access.tenant), mayWrite ? context.newId() : null),
  );
  return {
    base: `/o/${tenant}/settings`,
    mayWrite,
    inUse: rows.filter(({ isArchived }) => !isArchived),
    archived: rows.filter(({ isArchived }) => isArchived),
  };
});

/** A refusal is mostly about what somebody else did: the page then has to show it. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  (actionStatus ?? 0) >= 400 || defaultShouldRevalidate;

const DONE: Record<TaxRateIntent, Notice> = {
  default: "tax-rate-saved",
  archive: "tax-rate-archived",
  restore: "tax-rate-restored",
};

export const action = tenantAction(async ({ parse, db, tenant }) => {
  const form = await parse(TaxRateIntentSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  const { intent, rate, version } = form.value;
  const saved =
    intent === "default"
      ? await makeDefault(db, {
          key: rate,
          version,
          previous: (await listTaxRates(db)).find(({ isDefault }) => isDefault),
        })
      : await archiveTaxRate(db, { key: rate, version, archived: intent === "archive" });
  if (!saved.ok && saved.error === "stale")
    return formWithErrors(form.reply({ form: [message("taxRates.stale")] }), 409);
  return respondToForm(saved, form, () => withNotice(`/o/${tenant}/settings/tax-rates`, DONE[intent]));
});

export default function TaxRates() {
  const { base, mayWrite, inUse, archived } = useLoaderData<typeof loader>();
  const t = useT();
  const result = useActionData<typeof action>()?.result;
  const here = `${base}/tax-rates`;
  const add = mayWrite ? (
    <LinkButton to={`${here}/new`} variant="primary" icon="plus">
      {t("taxRates.new")}
    </LinkButton>
  ) : null;
  return (
    <SettingsPage base={base}>
      <FormProblems result={result} />
      <Card title={t("taxRates.title")} description={t("taxRates.description")} actions={add} flush>
        <TaxRateTable base={here} caption={t("taxRates.inUse")} rows={inUse} />
      </Card>
      {archived.length > 0 ? (
        <Card title={t("taxRates.archived")} description={t("taxRates.archivedText")} flush>
          <TaxRateTable base={here} caption={t("taxRates.archived")} rows={archived} />
        </Card>
      ) : null}
    </SettingsPage>
  );
}
