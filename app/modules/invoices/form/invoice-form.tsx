import type { SubmissionResult } from "@conform-to/react";
import { Button } from "~/components/button";
import { Card } from "~/components/card";
import { SelectField, TextAreaField, TextField } from "~/components/field";
import { Fieldset } from "~/components/fieldset";
import { ConformForm } from "~/components/form";
import { FormKey, FormVersion, FormWrittenIn } from "~/components/form-key";
import { LinkButton } from "~/components/link-button";
import { useNumbersForm } from "~/components/use-schema-form";
import { parseTaxComponents } from "~/domain/invoices/tax-rate-key";
import type { AgreedColumns } from "~/domain/terms/agreed";
import { useSay, useT } from "~/i18n/language";
import { currencyCodes, currencyName, isCurrency } from "~/shared/currency";
import { limits } from "~/shared/limits";
import { isLocale, type LocaleTag } from "~/shared/locales";
import { keysOf } from "~/shared/records";
import { invoiceLabels as labels, lineLabels } from "../labels";
import { examplePercent } from "./discount-problem";
import type { InvoiceFormValues, LineFormValues, OfferedExemption } from "./form-values";
import { InvoiceLines } from "./invoice-lines";
import { InvoiceSum } from "./invoice-sum";
import { DueDate, InvoiceTerms } from "./invoice-terms";
import { noteOnDiscount, noteOnNumber } from "./number-notes";
import { previewTotals, type TypedInvoice } from "./preview";
import { editInvoiceSchema, newInvoiceSchema } from "./schemas";
import { dueState, type TypedDates } from "./typed-terms";

export interface InvoiceFormProps {
  formKey: string;
  values: InvoiceFormValues;
  lastResult: SubmissionResult<string[]> | undefined;
  cancelTo: string;
  locale: LocaleTag;
  clients: readonly (AgreedColumns & {
    id: string;
    name: string;
    currency: string | null;
    buyerReference: string | null;
  })[];
  /** Whether there are more clients than the choice holds. */
  moreClients: boolean;
  taxRates: readonly { value: string; label: string; archived: boolean }[];
  /** Of categories that have several reasons for no tax. */
  exemptions: readonly OfferedExemption[];
  /** Of the rates that consist of several taxes: taxComponentsText. */
  taxComponents: string;
  /** Of the business: what the form falls back on. */
  business: AgreedColumns;
  currency: string;
}

interface Followed {
  readonly name: string;
  readonly value?: string | undefined;
}

const numbersOf = ({ quantity, unitPrice, discount }: LineFormValues) => [quantity, unitPrice, discount];

/** Writes an invoice: a new one, or a draft when the values have a version. */
export function InvoiceForm({
  formKey,
  values,
  lastResult,
  cancelTo,
  locale,
  clients,
  moreClients,
  taxRates,
  business,
  exemptions,
  taxComponents,
  currency,
}: InvoiceFormProps) {
  const [t, say] = [useT(), useSay()];
  const schemaIn = values.version ? editInvoiceSchema : newInvoiceSchema;
  const [form, fields] = useNumbersForm(schemaIn as typeof editInvoiceSchema, {
    locale,
    lastResult,
    defaultValue: values,
    id: "invoice",
  });
  const typed = (form.value ?? values) as TypedInvoice;
  // What came back was typed in the locale that its form had.
  const { value: said = "" } = fields.writtenIn;
  const writtenIn = isLocale(said) ? said : locale;
  const preview = previewTotals(typed, writtenIn, parseTaxComponents(taxComponents) ?? []);
  // Nothing is said of a number that nobody typed.
  const stored = new Set([values.discount, ...(values.lines ?? []).flatMap(numbersOf)]);
  const noteOn = (kind: "number" | "discount", text: string | undefined): string | undefined => {
    if (!text || stored.has(text)) return undefined;
    if (kind === "number") return noteOnNumber(text, writtenIn);
    const { currency: typedIn = "" } = typed;
    return isCurrency(typedIn) ? noteOnDiscount(text, typedIn, writtenIn) : undefined;
  };
  const rates = taxRates.map(({ value, label, archived }) => ({
    value,
    label: archived ? t("drafts.archivedRate", { rate: label }) : label,
  }));
  const client = clients.find(({ id }) => id === fields.client.value);
  const due = dueState((form.value ?? values) as TypedDates, client ?? null, business);

  return (
    <ConformForm
      form={form}
      labels={Object.fromEntries(
        keysOf(lineLabels).map((name) => [`lines[].${name}`, t("drafts.line.short")]),
      )}
      errorTitle={t("drafts.notSaved")}
    >
      {/* Enter presses a form's first button: it must be the harmless one. */}
      <button type="submit" name="intent" value="draft" tabIndex={-1} aria-hidden="true" className="sr-only">
        {t("drafts.saveDraft")}
      </button>
      <FormKey value={formKey} />
      <FormWrittenIn value={locale} />
      {taxComponents ? <input type="hidden" name="taxComponents" value={taxComponents} /> : null}
      {[fields.currencyOffered, fields.buyerReferenceOffered, fields.dueDateOffered].map(
        ({ key, name, initialValue }) => (
          <input key={`${name} ${key}`} type="hidden" name={name} defaultValue={initialValue ?? ""} />
        ),
      )}
      {values.version ? <FormVersion value={values.version} /> : null}
      <Card>
        <Fieldset legend={t("drafts.legend")}>
          <SelectField
            field={fields.client}
            label={say(labels.client)}
            placeholder={t("drafts.chooseClient")}
            hint={moreClients ? t("drafts.moreClients") : undefined}
            options={clients.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(event) => {
              const chosen = clients.find(({ id }) => id === event.currentTarget.value);
              // What was chosen by hand stays.
              const follow = (field: Followed, offered: Followed, value: string) => {
                if ((field.value ?? "") !== (offered.value ?? "")) return;
                for (const { name } of [field, offered]) form.update({ name, value });
              };
              follow(fields.currency, fields.currencyOffered, chosen?.currency ?? currency);
              follow(fields.buyerReference, fields.buyerReferenceOffered, chosen?.buyerReference ?? "");
            }}
            className="sm:col-span-2"
          />
          <TextField field={fields.issueDate} label={say(labels.issueDate)} type="date" />
          <DueDate state={due} fields={fields} update={form.update} locale={locale} />
          <InvoiceTerms state={due} fields={fields} locale={locale} />
          <SelectField
            field={fields.currency}
            label={say(labels.currency)}
            options={currencyCodes.map((code) => ({ value: code, label: `${code} – ${currencyName(code)}` }))}
          />
          <TextField
            field={fields.deliveryDate}
            label={say(labels.deliveryDate)}
            type="date"
            required={false}
          />
          <TextField
            field={fields.buyerReference}
            label={say(labels.buyerReference)}
            maxLength={limits.reference}
            autoComplete="off"
          />
          <TextField
            field={fields.orderReference}
            label={say(labels.orderReference)}
            maxLength={limits.reference}
            autoComplete="off"
          />
          <TextField
            field={fields.projectReference}
            label={say(labels.projectReference)}
            maxLength={limits.reference}
            autoComplete="off"
          />
        </Fieldset>
      </Card>
      <InvoiceLines form={form} field={fields.lines} taxRates={rates} nets={preview.lines} noteOn={noteOn} />
      {exemptions.length > 0 ? (
        <Card>
          <Fieldset legend={t("drafts.exemptions")} legendHidden>
            {exemptions.map(({ category, name, options }) => (
              <SelectField
                key={category}
                field={fields[`exemption${category}`]}
                label={say(labels[`exemption${category}`])}
                hint={t("drafts.exemptionHint", { rate: name })}
                required
                options={options.map(({ value, label, archived }) => ({
                  value,
                  label: archived ? t("drafts.archivedReason", { reason: label }) : label,
                }))}
                className="sm:col-span-2"
              />
            ))}
          </Fieldset>
        </Card>
      ) : null}
      <Card>
        <div className="grid gap-6 sm:grid-cols-2">
          <TextField
            field={fields.discount}
            label={say(labels.discount)}
            hint={t("drafts.discountHint", { percent: examplePercent(5, writtenIn) })}
            note={noteOn("discount", fields.discount.value)}
            maxLength={limits.decimalText}
            inputMode="text"
            autoComplete="off"
            numeric
          />
          <InvoiceSum preview={preview} />
        </div>
      </Card>
      <Card>
        <Fieldset legend={t("drafts.words")} legendHidden columns="two">
          <TextAreaField
            field={fields.note}
            label={say(labels.note)}
            hint={t("drafts.noteHint")}
            rows={3}
            maxLength={limits.note}
          />
          <TextAreaField
            field={fields.internalNote}
            label={say(labels.internalNote)}
            hint={t("drafts.internalNoteHint")}
            rows={3}
            maxLength={limits.note}
          />
        </Fieldset>
      </Card>
      <div className="cluster">
        <Button type="submit" name="intent" value="draft" variant="primary">
          {t("drafts.saveDraft")}
        </Button>
        <Button type="submit" name="intent" value="issue" variant="secondary">
          {t("drafts.issue")}
        </Button>
        <LinkButton to={cancelTo} variant="quiet">
          {t("drafts.cancel")}
        </LinkButton>
      </div>
    </ConformForm>
  );
}
