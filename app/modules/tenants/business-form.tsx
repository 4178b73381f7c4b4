import type { SubmissionResult } from "@conform-to/react";
import { Button } from "~/components/button";
import { SelectField, TextField } from "~/components/field";
import { Fieldset } from "~/components/fieldset";
import { ConformForm } from "~/components/form";
import { FormKey, FormVersion } from "~/components/form-key";
import { useSchemaForm } from "~/components/use-schema-form";
import { electronicSchemes } from "~/domain/tenants/electronic-schemes";
import { countries } from "~/shared/countries";
import { limits } from "~/shared/limits";
import { type BusinessContent, BusinessSchema } from "./schemas";
import { businessLabels as labels, MONTHS } from "./setting-labels";
import type { SettingValues } from "./setting-values";

export interface SettingsFormProps<Content> {
  formKey: string;
  values: SettingValues<Content>;
  lastResult: SubmissionResult<string[]> | undefined;
}

/** Who the business is: what stands on its invoices as the seller. */
export function BusinessForm({ formKey, values, lastResult }: SettingsFormProps<BusinessContent>) {
  const [form, fields] = useSchemaForm(BusinessSchema, { lastResult, defaultValue: values });
  return (
    <ConformForm form={form} errorTitle="The settings were not saved yet">
      <FormKey value={formKey} />
      <FormVersion value={values.version} />
      <Fieldset
        legend="Business"
        hint="Stands on every invoice issued from now on. Invoices issued already stay as they are."
      >
        <TextField
          field={fields.name}
          label={labels.name}
          autoComplete="organization"
          maxLength={limits.businessName}
        />
        <TextField
          field={fields.tradeName}
          label={labels.tradeName}
          autoComplete="off"
          maxLength={limits.businessName}
        />
      </Fieldset>
      <Fieldset legend="Address">
        <TextField
          field={fields.addressLine1}
          label={labels.addressLine1}
          autoComplete="address-line1"
          maxLength={limits.addressLine}
        />
        <TextField
          field={fields.addressLine2}
          label={labels.addressLine2}
          autoComplete="address-line2"
          maxLength={limits.addressLine}
        />
        <TextField
          field={fields.postcode}
          label={labels.postcode}
          autoComplete="postal-code"
          maxLength={limits.postcode}
        />
        <TextField
          field={fields.city}
          label={labels.city}
          autoComplete="address-level2"
          maxLength={limits.city}
        />
        <TextField
          field={fields.region}
          label={labels.region}
          autoComplete="address-level1"
          maxLength={limits.region}
        />
        <SelectField
          field={fields.country}
          label={labels.country}
          autoComplete="country"
          options={countries.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Fieldset>
      <Fieldset legend="Tax and registration">
        <TextField
          field={fields.vatId}
          label={labels.vatId}
          hint="With its country prefix, such as DE123456788."
          autoComplete="off"
          maxLength={limits.taxId}
        />
        <TextField
          field={fields.taxNumber}
          label={labels.taxNumber}
          hint="As your tax office writes it."
          autoComplete="off"
          maxLength={limits.taxId}
        />
        <TextField
          field={fields.registrationId}
          label={labels.registrationId}
          hint="Of the commercial register."
          autoComplete="off"
          maxLength={limits.taxId}
        />
        <SelectField
          field={fields.fiscalYearEndMonth}
          label={labels.fiscalYearEndMonth}
          hint="In some countries invoices are kept for years that count from there."
          options={MONTHS.map((label, i) => ({ value: String(i + 1), label }))}
        />
      </Fieldset>
      <Fieldset legend="Contact">
        <TextField
          field={fields.contactName}
          label={labels.contactName}
          autoComplete="name"
          maxLength={limits.personName}
        />
        <TextField
          field={fields.phone}
          label={labels.phone}
          type="tel"
          autoComplete="tel"
          maxLength={limits.phone}
        />
        <TextField
          field={fields.email}
          label={labels.email}
          type="email"
          autoComplete="email"
          maxLength={limits.email}
        />
      </Fieldset>
      <Fieldset
        legend="E-invoices"
        hint="Where e-invoicing networks find you. Leave both empty if you are in none."
      >
        <SelectField
          field={fields.electronicScheme}
          label={labels.electronicScheme}
          placeholder="None"
          options={electronicSchemes.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
        />
        <TextField
          field={fields.electronicAddress}
          label={labels.electronicAddress}
          autoComplete="off"
          maxLength={limits.electronicAddress}
        />
      </Fieldset>
      <div className="cluster">
        <Button type="submit">Save business</Button>
      </div>
    </ConformForm>
  );
}
