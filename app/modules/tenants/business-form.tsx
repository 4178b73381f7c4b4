import type { SubmissionResult } from "@conform-to/react";
import { Button } from "~/components/button";
import { SelectField, TextField } from "~/components/field";
import { Fieldset } from "~/components/fieldset";
import { ConformForm } from "~/components/form";
import { FormKey, FormVersion } from "~/components/form-key";
import { useSchemaForm } from "~/components/use-schema-form";
import { electronicSchemes } from "~/domain/tenants/electronic-schemes";
import { useSay, useT } from "~/i18n/language";
import { countries, hasVat } from "~/shared/countries";
import { limits } from "~/shared/limits";
import { type BusinessContent, BusinessSchema } from "./schemas";
import { businessLabelsIn, CHARGES_TAX, MONTHS } from "./setting-labels";
import type { SettingValues } from "./setting-values";

export interface SettingsFormProps<Content> {
  formKey: string;
  values: SettingValues<Content>;
  lastResult: SubmissionResult<string[]> | undefined;
}

/** Who the business is: what stands on its invoices as the seller. */
export function BusinessForm({ formKey, values, lastResult }: SettingsFormProps<BusinessContent>) {
  const [t, say] = [useT(), useSay()];
  const country = values.country ?? "";
  const labels = businessLabelsIn(country);
  const [form, fields] = useSchemaForm(BusinessSchema, { lastResult, defaultValue: values });
  return (
    <ConformForm form={form} errorTitle={t("tenants.notSaved")}>
      <FormKey value={formKey} />
      <FormVersion value={values.version} />
      <Fieldset legend={t("tenants.business.title")} hint={t("tenants.business.hint")}>
        <TextField
          field={fields.name}
          label={say(labels.name)}
          autoComplete="organization"
          maxLength={limits.businessName}
        />
        <TextField
          field={fields.tradeName}
          label={say(labels.tradeName)}
          autoComplete="off"
          maxLength={limits.businessName}
        />
      </Fieldset>
      <Fieldset legend={t("tenants.business.address")}>
        <TextField
          field={fields.addressLine1}
          label={say(labels.addressLine1)}
          autoComplete="address-line1"
          maxLength={limits.addressLine}
        />
        <TextField
          field={fields.addressLine2}
          label={say(labels.addressLine2)}
          autoComplete="address-line2"
          maxLength={limits.addressLine}
        />
        <TextField
          field={fields.postcode}
          label={say(labels.postcode)}
          autoComplete="postal-code"
          maxLength={limits.postcode}
        />
        <TextField
          field={fields.city}
          label={say(labels.city)}
          autoComplete="address-level2"
          maxLength={limits.city}
        />
        <TextField
          field={fields.region}
          label={say(labels.region)}
          autoComplete="address-level1"
          maxLength={limits.region}
        />
        <SelectField
          field={fields.country}
          label={say(labels.country)}
          autoComplete="country"
          options={countries.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Fieldset>
      <Fieldset legend={t("tenants.business.tax")}>
        <SelectField
          field={fields.chargesTax}
          label={say(labels.chargesTax)}
          hint={t("tenants.business.chargesTaxHint")}
          options={[
            { value: "yes", label: say(CHARGES_TAX.yes) },
            { value: "no", label: say(CHARGES_TAX.no) },
          ]}
        />
        <TextField
          field={fields.vatId}
          label={say(labels.vatId)}
          hint={t(hasVat(country) ? "tenants.business.vatIdHint" : "tenants.business.taxIdHint")}
          autoComplete="off"
          maxLength={limits.taxId}
        />
        <TextField
          field={fields.taxNumber}
          label={say(labels.taxNumber)}
          hint={t("tenants.business.taxNumberHint")}
          autoComplete="off"
          maxLength={limits.taxId}
        />
        <TextField
          field={fields.registrationId}
          label={say(labels.registrationId)}
          hint={t("tenants.business.registrationIdHint")}
          autoComplete="off"
          maxLength={limits.taxId}
        />
        <SelectField
          field={fields.fiscalYearEndMonth}
          label={say(labels.fiscalYearEndMonth)}
          hint={t("tenants.business.fiscalYearHint")}
          options={MONTHS.map((month, i) => ({ value: String(i + 1), label: say(month) }))}
        />
      </Fieldset>
      <Fieldset legend={t("tenants.business.contact")}>
        <TextField
          field={fields.contactName}
          label={say(labels.contactName)}
          autoComplete="name"
          maxLength={limits.personName}
        />
        <TextField
          field={fields.phone}
          label={say(labels.phone)}
          type="tel"
          autoComplete="tel"
          maxLength={limits.phone}
        />
        <TextField
          field={fields.email}
          label={say(labels.email)}
          type="email"
          autoComplete="email"
          maxLength={limits.email}
        />
      </Fieldset>
      <Fieldset legend={t("tenants.business.eInvoices")} hint={t("tenants.business.eInvoicesHint")}>
        <SelectField
          field={fields.electronicScheme}
          label={say(labels.electronicScheme)}
          placeholder={t("tenants.business.noScheme")}
          options={electronicSchemes.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
        />
        <TextField
          field={fields.electronicAddress}
          label={say(labels.electronicAddress)}
          autoComplete="off"
          maxLength={limits.electronicAddress}
        />
      </Fieldset>
      <div className="cluster">
        <Button type="submit">{t("tenants.business.button")}</Button>
      </div>
    </ConformForm>
  );
}
