import {
  type ExemptionReason,
  findTaxRate,
  listTaxRates,
  type TaxRateWithReasons,
} from "@db/queries/tenants";
import type { TenantDb } from "@db/tenant-db";
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from "@remix-run/react";
import type * as v from "valibot";
import { Card } from "~/components/card";
import { FormProblems } from "~/components/form-problems";
import { LinkButton } from "~/components/link-button";
import { may } from "~/domain/accounts/permissions";
import { taxRateId } from "~/domain/invoices/tax-rate-key";
import { provinceOf, provinces } from "~/domain/tenants/canada";
import { fittingRates } from "~/domain/tenants/first-settings";
import { localeOf } from "~/domain/tenants/locale";
import { type Notice, withNotice } from "~/http/forms/notice";
import { respondToForm } from "~/http/forms/respond";
import { formWithErrors, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { titled, useT } from "~/i18n/language";
import { message } from "~/i18n/message";
import { AdoptRates } from "~/modules/tax-rates/adopt-rates";
import { archiveReason, makeReasonDefault } from "~/modules/tax-rates/save-reason.server";
import { adoptTaxRates, archiveTaxRate, makeDefault } from "~/modules/tax-rates/save-tax-rate.server";
import { taxRateRow } from "~/modules/tax-rates/tax-rate-rows";
import {
  type RateIntent,
  type ReasonIntent,
  TaxRateIntentSchema,
} from "~/modules/tax-rates/tax-rate-schemas";
import { TaxRateTable } from "~/modules/tax-rates/tax-rate-table";
import { SettingsPage } from "~/modules/tenants/settings-page";
import { err } from "~/shared/result";

export const meta = titled("taxRates.title", "tenants.settings");

/** The province of a business in Canada that charges tax. */
const provinceName = ({
  country,
  region,
  chargesTax,
}: {
  country: string;
  region: string | null;
  chargesTax: boolean;
}): string | null => {
  const code = country === "CA" && chargesTax ? provinceOf(region) : null;
  return (code && provinces[code]?.name) ?? null;
};

export const loader = tenantLoader(async ({ db, context, tenant }) => {
  const [access, rates] = await Promise.all([db.require("business:read"), listTaxRates(db)]);
  const mayWrite = may(access.role, "business:write");
  // Each row is a form of its own, so each has its own key.
  const rows = rates.map((rate) =>
    taxRateRow(rate, localeOf(access.tenant), mayWrite ? context.newId() : null),
  );
  const fitting = mayWrite ? fittingRates(access.tenant, rates) : null;
  const first = fitting?.find(({ isDefault }) => isDefault);
  return {
    base: `/o/${tenant}/settings`,
    mayWrite,
    adopt: first
      ? {
          formKey: context.newId(),
          chargesTax: access.tenant.chargesTax,
          name: first.name,
          reason: first.exemptionReason,
          province: rates.some(({ isDefault, ratePpm }) => isDefault && ratePpm > 0)
            ? provinceName(access.tenant)
            : null,
        }
      : null,
    inUse: rows.filter(({ isArchived }) => !isArchived),
    archived: rows.filter(({ isArchived }) => isArchived),
  };
});

/** A refusal is mostly about what somebody else did: the page then has to show it. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  (actionStatus ?? 0) >= 400 || defaultShouldRevalidate;

const DONE: Record<RateIntent | ReasonIntent | "adopt", Notice> = {
  reasonDefault: "reason-saved",
  reasonArchive: "reason-archived",
  reasonRestore: "reason-restored",
  adopt: "tax-rate-saved",
  default: "tax-rate-saved",
  archive: "tax-rate-archived",
  restore: "tax-rate-restored",
};

async function carryOut(db: TenantDb, form: v.InferOutput<typeof TaxRateIntentSchema>) {
  if (form.intent === "adopt") {
    const [access, known] = await Promise.all([db.require("business:write"), listTaxRates(db)]);
    const wanted = fittingRates(access.tenant, known);
    return wanted ? adoptTaxRates(db, { wanted, known }) : err("stale" as const);
  }
  if ("reason" in form) return carryOutReason(db, form);
  const { intent, rate: key, version } = form;
  if (intent !== "default") return archiveTaxRate(db, { key, version, archived: intent === "archive" });
  const previous = (await listTaxRates(db)).find(({ isDefault }) => isDefault);
  return makeDefault(db, { key, version, previous });
}

/** All reasons of a rate: one that was made its own is still known by its number, so that a form that comes again is told what it did. */
const reasonsOf = ({ exemptionReason, otherReasons, ...own }: TaxRateWithReasons): ExemptionReason[] =>
  exemptionReason === null ? [] : [{ ...own, exemptionReason, archivedAt: null }, ...otherReasons];

type OfReason = Extract<v.InferOutput<typeof TaxRateIntentSchema>, { reason: number }>;

async function carryOutReason(db: TenantDb, { intent, rate: key, reason: nr, version }: OfReason) {
  const [, rate] = await Promise.all([
    db.require("business:write"),
    findTaxRate(db, key.category, key.ratePpm),
  ]);
  const reason = rate && reasonsOf(rate).find(({ exemptionNr }) => exemptionNr === nr);
  if (!rate || !reason) return err("stale" as const);
  return intent === "reasonDefault"
    ? makeReasonDefault(db, { rate, version, reason })
    : archiveReason(db, { rate, version, reason, archived: intent === "reasonArchive" });
}

export const action = tenantAction(async ({ parse, db, tenant }) => {
  const form = await parse(TaxRateIntentSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  const saved = await carryOut(db, form.value);
  const { intent } = form.value;
  if (!saved.ok && saved.error === "stale")
    return formWithErrors(form.reply({ form: [message("taxRates.stale")] }), 409);
  const list = `/o/${tenant}/settings/tax-rates`;
  const of = "reason" in form.value ? `/${taxRateId(form.value.rate)}` : "";
  return respondToForm(saved, form, () => withNotice(`${list}${of}`, DONE[intent]));
});

export default function TaxRates() {
  const { base, mayWrite, adopt, inUse, archived } = useLoaderData<typeof loader>();
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
      {adopt ? <AdoptRates {...adopt} action={`${here}?index`} /> : null}
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
