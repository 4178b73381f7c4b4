import type { SubmissionResult } from "@conform-to/react";
import { Button } from "~/components/button";
import { Card } from "~/components/card";
import { SelectField, TextAreaField, TextField } from "~/components/field";
import { Fieldset } from "~/components/fieldset";
import { ConformForm } from "~/components/form";
import { FormKey, FormVersion } from "~/components/form-key";
import { LinkButton } from "~/components/link-button";
import { TextLink } from "~/components/text-link";
import { useSchemaForm } from "~/components/use-schema-form";
import { currencyCodes, currencyName } from "~/shared/currency";
import { limits } from "~/shared/limits";
import type { LocaleTag } from "~/shared/locales";
import { invoiceLabels as labels } from "../labels";
import type { InvoiceFormValues } from "./form-values";
import { InvoiceLines } from "./invoice-lines";
import { InvoiceSum } from "./invoice-sum";
import { previewTotals, type TypedInvoice } from "./preview";
import { EditInvoiceSchema, NewInvoiceSchema } from "./schemas";

export interface InvoiceFormProps {
  formKey: string;
  values: InvoiceFormValues;
  lastResult: SubmissionResult<string[]> | undefined;
  cancelTo: string;
  locale: LocaleTag;
  clients: readonly { id: string; name: string; currency: string | null; paymentTermsDays: number | null }[];
  /** Whether there are more clients than the choice holds, and where they are. */
  moreClients: boolean;
  clientsTo: string;
  taxRates: readonly { value: string; label: string }[];
  /** Of the business: what the form falls back on. */
  paymentTermsDays: number;
}

const LABELS = {
  "lines[].description": "Line",
  "lines[].quantity": "Line",
  "lines[].unitPrice": "Line",
  "lines[].taxRate": "Line",
  "lines[].unit": "Line",
  "lines[].discount": "Line",
};

/** Writes an invoice: a new one, or a draft when the values have a version. */
export function InvoiceForm({
  formKey,
  values,
  lastResult,
  cancelTo,
  locale,
  clients,
  moreClients,
  clientsTo,
  taxRates,
  paymentTermsDays,
}: InvoiceFormProps) {
  const schema = values.version ? EditInvoiceSchema : NewInvoiceSchema;
  const [form, fields] = useSchemaForm(schema as typeof EditInvoiceSchema, {
    lastResult,
    defaultValue: values,
    id: "invoice",
  });
  const typed = (form.value ?? values) as TypedInvoice;
  const preview = previewTotals(typed, locale);
  const client = clients.find(({ id }) => id === fields.client.value);
  const terms = client?.paymentTermsDays ?? paymentTermsDays;

  return (
    <ConformForm form={form} labels={LABELS} errorTitle="The invoice was not saved yet">
      {/* Enter presses a form's first button: it must be the harmless one. */}
      <button type="submit" name="intent" value="draft" tabIndex={-1} aria-hidden="true" className="sr-only">
        Save draft
      </button>
      <FormKey value={formKey} />
      {values.version ? <FormVersion value={values.version} /> : null}
      <Card>
        <Fieldset legend="Invoice">
          <SelectField
            field={fields.client}
            label={labels.client}
            placeholder="Choose a client"
            hint={
              moreClients ? (
                <>
                  Those invoiced lately. For another one, <TextLink to={clientsTo}>find the client</TextLink>{" "}
                  and choose New invoice there.
                </>
              ) : undefined
            }
            options={clients.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => {
              const currency = clients.find(({ id }) => id === event.currentTarget.value)?.currency;
              if (currency) form.update({ name: fields.currency.name, value: currency });
            }}
            className="sm:col-span-2"
          />
          <TextField field={fields.issueDate} label={labels.issueDate} type="date" />
          <TextField
            field={fields.dueDate}
            label={labels.dueDate}
            type="date"
            required={false}
            hint={
              terms === 0
                ? "Left empty: the issue date."
                : `Left empty: ${terms} ${terms === 1 ? "day" : "days"} after the issue date.`
            }
          />
          <SelectField
            field={fields.currency}
            label={labels.currency}
            options={currencyCodes.map((code) => ({ value: code, label: `${code} – ${currencyName(code)}` }))}
          />
          <TextField field={fields.deliveryDate} label={labels.deliveryDate} type="date" required={false} />
          <TextField
            field={fields.buyerReference}
            label={labels.buyerReference}
            maxLength={limits.reference}
            autoComplete="off"
          />
          <TextField
            field={fields.orderReference}
            label={labels.orderReference}
            maxLength={limits.reference}
            autoComplete="off"
          />
          <TextField
            field={fields.projectReference}
            label={labels.projectReference}
            maxLength={limits.reference}
            autoComplete="off"
          />
        </Fieldset>
      </Card>
      <InvoiceLines form={form} field={fields.lines} taxRates={taxRates} nets={preview.lines} />
      <Card>
        <div className="grid gap-6 sm:grid-cols-2">
          <TextField
            field={fields.discount}
            label={labels.discount}
            hint="An amount such as 50, or a percentage such as 5%."
            maxLength={limits.decimalText}
            inputMode="text"
            autoComplete="off"
            numeric
          />
          <InvoiceSum preview={preview} />
        </div>
      </Card>
      <Card>
        <Fieldset legend="Words" legendHidden columns="two">
          <TextAreaField
            field={fields.note}
            label={labels.note}
            hint="Printed on the invoice."
            rows={3}
            maxLength={limits.note}
          />
          <TextAreaField
            field={fields.internalNote}
            label={labels.internalNote}
            hint="Only for you."
            rows={3}
            maxLength={limits.note}
          />
        </Fieldset>
      </Card>
      <div className="cluster">
        <Button type="submit" name="intent" value="draft" variant="primary">
          Save draft
        </Button>
        <Button type="submit" name="intent" value="issue" variant="secondary">
          Issue invoice
        </Button>
        <LinkButton to={cancelTo} variant="quiet">
          Cancel
        </LinkButton>
      </div>
    </ConformForm>
  );
}
