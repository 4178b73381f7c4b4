import type { SubmissionResult } from "@conform-to/react";
import { Button } from "~/components/button";
import { CheckboxField, SelectField, TextAreaField, TextField } from "~/components/field";
import { Fieldset } from "~/components/fieldset";
import { ConformForm } from "~/components/form";
import { FormKey, FormVersion } from "~/components/form-key";
import { LinkButton } from "~/components/link-button";
import { useSchemaForm } from "~/components/use-schema-form";
import { countries, hasVat } from "~/shared/countries";
import { currencyCodes, currencyName } from "~/shared/currency";
import { limits } from "~/shared/limits";
import type { ClientFormValues } from "./form-values";
import { clientLabelsIn } from "./labels";
import { EditClientSchema, NewClientSchema } from "./schemas";

interface ClientFormProps {
  formKey: string;
  values: Partial<ClientFormValues>;
  lastResult: SubmissionResult<string[]> | undefined;
  cancelTo: string;
  /** The business's own: in whose words ids are called. */
  sellerCountry: string;
  /** The business's terms, for the hint. */
  usualTermsDays: number;
}

/** Adds a client, or edits one when the values have a version. */
export function ClientForm({
  formKey,
  values,
  lastResult,
  cancelTo,
  sellerCountry,
  usualTermsDays,
}: ClientFormProps) {
  const labels = clientLabelsIn(sellerCountry);
  const [form, fields] = useSchemaForm(values.version ? EditClientSchema : NewClientSchema, {
    lastResult,
    defaultValue: values,
  });
  return (
    <ConformForm form={form} errorTitle="The client was not saved yet">
      <FormKey value={formKey} />
      {values.version ? <FormVersion value={values.version} /> : null}
      <Fieldset legend="Client">
        <TextField
          field={fields.name}
          label={labels.name}
          autoComplete="off"
          maxLength={limits.businessName}
        />
        <TextField
          field={fields.tradeName}
          label={labels.tradeName}
          autoComplete="off"
          maxLength={limits.businessName}
        />
        <TextField
          field={fields.email}
          label={labels.email}
          type="email"
          autoComplete="off"
          maxLength={limits.email}
        />
        <TextField
          field={fields.phone}
          label={labels.phone}
          type="tel"
          autoComplete="off"
          maxLength={limits.phone}
        />
        <TextField
          field={fields.contactName}
          label={labels.contactName}
          autoComplete="off"
          maxLength={limits.personName}
        />
      </Fieldset>
      <Fieldset legend="Address">
        <TextField
          field={fields.addressLine1}
          label={labels.addressLine1}
          autoComplete="off"
          maxLength={limits.addressLine}
        />
        <TextField
          field={fields.addressLine2}
          label={labels.addressLine2}
          autoComplete="off"
          maxLength={limits.addressLine}
        />
        <TextField
          field={fields.postcode}
          label={labels.postcode}
          autoComplete="off"
          maxLength={limits.postcode}
        />
        <TextField field={fields.city} label={labels.city} autoComplete="off" maxLength={limits.city} />
        <TextField field={fields.region} label={labels.region} autoComplete="off" maxLength={limits.region} />
        <SelectField
          field={fields.country}
          label={labels.country}
          placeholder="Choose a country"
          options={countries.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Fieldset>
      <Fieldset legend="For their invoices">
        <TextField
          field={fields.vatId}
          label={labels.vatId}
          hint={hasVat(sellerCountry) ? "With its country prefix, such as DE123456788." : undefined}
          autoComplete="off"
          maxLength={limits.taxId}
        />
        {fields.vatId.errors && fields.vatId.value ? (
          <CheckboxField
            key={fields.vatId.value}
            field={fields.keepVatId}
            value={fields.vatId.value.trim()}
            label={`Keep this ${labels.vatId} as it is`}
          />
        ) : values.keepVatId ? (
          <input type="hidden" name={fields.keepVatId.name} value={values.keepVatId} />
        ) : null}
        <TextField
          field={fields.registrationId}
          label={labels.registrationId}
          autoComplete="off"
          maxLength={limits.taxId}
        />
        <TextField
          field={fields.buyerReference}
          label={labels.buyerReference}
          hint="Copied to new invoices."
          autoComplete="off"
          maxLength={limits.reference}
        />
        <SelectField
          field={fields.currency}
          label={labels.currency}
          placeholder="As the business"
          options={currencyCodes.map((code) => ({ value: code, label: `${code} – ${currencyName(code)}` }))}
        />
        <TextField
          field={fields.paymentTermsDays}
          label={labels.paymentTermsDays}
          hint={`Left empty: ${usualTermsDays} days, as the business.`}
          inputMode="numeric"
          autoComplete="off"
          maxLength={3}
        />
      </Fieldset>
      <Fieldset legend="For yourself" columns="one">
        <TextAreaField
          field={fields.note}
          label={labels.note}
          hint="Never on an invoice."
          rows={3}
          maxLength={limits.note}
        />
      </Fieldset>
      <div className="cluster">
        <Button type="submit">Save client</Button>
        <LinkButton to={cancelTo} variant="quiet">
          Cancel
        </LinkButton>
      </div>
    </ConformForm>
  );
}
