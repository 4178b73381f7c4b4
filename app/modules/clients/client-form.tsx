import type { SubmissionResult } from "@conform-to/react";
import { Button } from "~/components/button";
import { CheckboxField, SelectField, TextAreaField, TextField } from "~/components/field";
import { Fieldset } from "~/components/fieldset";
import { ConformForm } from "~/components/form";
import { FormKey, FormVersion } from "~/components/form-key";
import { LinkButton } from "~/components/link-button";
import { useSchemaForm } from "~/components/use-schema-form";
import { countries } from "~/shared/countries";
import { currencyCodes, currencyName } from "~/shared/currency";
import { limits } from "~/shared/limits";
import { EditClientSchema, NewClientSchema } from "./schemas";

export type ClientFormValues = Partial<Record<keyof (typeof EditClientSchema)["entries"], string | null>>;

interface ClientFormProps {
  formKey: string;
  values: ClientFormValues;
  lastResult: SubmissionResult<string[]> | undefined;
  cancelTo: string;
  /** The business's terms, for the hint. */
  usualTermsDays: number;
}

/** Adds a client, or edits one when the values have a version. */
export function ClientForm({ formKey, values, lastResult, cancelTo, usualTermsDays }: ClientFormProps) {
  const [form, fields] = useSchemaForm(values.version ? EditClientSchema : NewClientSchema, {
    lastResult,
    defaultValue: values,
  });
  return (
    <ConformForm form={form} errorTitle="The client was not saved yet">
      <FormKey value={formKey} />
      {values.version ? <FormVersion value={values.version} /> : null}
      <Fieldset legend="Client">
        <TextField field={fields.name} label="Name" autoComplete="off" maxLength={limits.businessName} />
        <TextField
          field={fields.tradeName}
          label="Trade name"
          autoComplete="off"
          maxLength={limits.businessName}
        />
        <TextField
          field={fields.email}
          label="Email"
          type="email"
          autoComplete="off"
          maxLength={limits.email}
        />
        <TextField
          field={fields.phone}
          label="Phone"
          type="tel"
          autoComplete="off"
          maxLength={limits.phone}
        />
        <TextField
          field={fields.contactName}
          label="Contact person"
          autoComplete="off"
          maxLength={limits.personName}
        />
      </Fieldset>
      <Fieldset legend="Address">
        <TextField
          field={fields.addressLine1}
          label="Street and number"
          autoComplete="off"
          maxLength={limits.addressLine}
        />
        <TextField
          field={fields.addressLine2}
          label="Address, second line"
          autoComplete="off"
          maxLength={limits.addressLine}
        />
        <TextField field={fields.postcode} label="Postcode" autoComplete="off" maxLength={limits.postcode} />
        <TextField field={fields.city} label="City" autoComplete="off" maxLength={limits.city} />
        <TextField
          field={fields.region}
          label="Region or state"
          autoComplete="off"
          maxLength={limits.region}
        />
        <SelectField
          field={fields.country}
          label="Country"
          placeholder="Choose a country"
          options={countries.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Fieldset>
      <Fieldset legend="For their invoices">
        <TextField
          field={fields.vatId}
          label="VAT id"
          hint="With its country prefix, such as DE123456788."
          autoComplete="off"
          maxLength={limits.taxId}
        />
        {fields.vatId.errors && fields.vatId.value ? (
          <CheckboxField
            key={fields.vatId.value}
            field={fields.keepVatId}
            value={fields.vatId.value.trim()}
            label="Keep this VAT id as it is"
          />
        ) : values.keepVatId ? (
          <input type="hidden" name={fields.keepVatId.name} value={values.keepVatId} />
        ) : null}
        <TextField
          field={fields.registrationId}
          label="Registration number"
          autoComplete="off"
          maxLength={limits.taxId}
        />
        <TextField
          field={fields.buyerReference}
          label="Their reference"
          hint="Copied to new invoices."
          autoComplete="off"
          maxLength={limits.reference}
        />
        <SelectField
          field={fields.currency}
          label="Invoice currency"
          placeholder="As the business"
          options={currencyCodes.map((code) => ({ value: code, label: `${code} – ${currencyName(code)}` }))}
        />
        <TextField
          field={fields.paymentTermsDays}
          label="Payment terms in days"
          hint={`Left empty: ${usualTermsDays} days, as the business.`}
          inputMode="numeric"
          autoComplete="off"
          maxLength={3}
        />
      </Fieldset>
      <Fieldset legend="For yourself" columns="one">
        <TextAreaField
          field={fields.note}
          label="Internal note"
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
