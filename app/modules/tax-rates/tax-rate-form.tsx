import type { SubmissionResult } from "@conform-to/react";
import { Button } from "~/components/button";
import { SelectField, TextField } from "~/components/field";
import { Fieldset } from "~/components/fieldset";
import { ConformForm } from "~/components/form";
import { FormKey, FormWrittenIn } from "~/components/form-key";
import { LinkButton } from "~/components/link-button";
import { useNumbersForm } from "~/components/use-schema-form";
import { taxCategories } from "~/domain/invoices/tax-category";
import { limits } from "~/shared/limits";
import { isLocale, type LocaleTag } from "~/shared/locales";
import { noteWords } from "~/shared/number-words";
import { readPercent } from "~/shared/numerals";
import { newTaxRateSchema } from "./tax-rate-schemas";

export interface NewTaxRateFormProps {
  formKey: string;
  lastResult: SubmissionResult<string[]> | undefined;
  cancelTo: string;
  locale: LocaleTag;
}

const reasons = taxCategories.flatMap(({ exemptionText }) => exemptionText ?? []);

/** Adds a tax rate. */
export function NewTaxRateForm({ formKey, lastResult, cancelTo, locale }: NewTaxRateFormProps) {
  const [form, fields] = useNumbersForm(newTaxRateSchema, {
    locale,
    lastResult,
    defaultValue: { writtenIn: locale, category: "S" },
  });
  // What came back was typed in the locale that its form had.
  const { value: said = "" } = fields.writtenIn;
  const writtenIn = isLocale(said) ? said : locale;
  return (
    <ConformForm form={form} errorTitle="The tax rate was not added yet">
      <FormKey value={formKey} />
      <FormWrittenIn value={locale} />
      <Fieldset legend="Tax rate" legendHidden columns="one">
        <TextField
          field={fields.name}
          label="Name"
          hint="As it stands on invoices, such as VAT 19%."
          autoComplete="off"
          maxLength={limits.taxRateName}
        />
        <SelectField
          field={fields.category}
          label="Category"
          hint="Reduced rates are of the standard category too."
          options={taxCategories.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))}
        />
        <TextField
          field={fields.rate}
          label="Rate"
          note={noteWords(readPercent(fields.rate.value ?? "", writtenIn))}
          hint="0 in every category but the standard rate."
          suffix="%"
          numeric
          inputMode="decimal"
          autoComplete="off"
          maxLength={limits.decimalText}
        />
        <TextField
          field={fields.exemptionReason}
          label="Reason for no tax"
          hint="Printed on the invoice. Needed where there is no tax, except for zero rated goods."
          autoComplete="off"
          maxLength={limits.exemptionReason}
          suggestions={reasons}
        />
      </Fieldset>
      <div className="cluster">
        <Button type="submit">Add tax rate</Button>
        <LinkButton to={cancelTo} variant="quiet">
          Cancel
        </LinkButton>
      </div>
    </ConformForm>
  );
}
