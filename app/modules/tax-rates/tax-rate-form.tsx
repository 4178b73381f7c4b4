import type { SubmissionResult } from "@conform-to/react";
import { Button } from "~/components/button";
import { SelectField, TextField } from "~/components/field";
import { Fieldset } from "~/components/fieldset";
import { ConformForm } from "~/components/form";
import { FormKey, FormWrittenIn } from "~/components/form-key";
import { LinkButton } from "~/components/link-button";
import { useNumbersForm } from "~/components/use-schema-form";
import { exemptionCodes } from "~/domain/invoices/exemption-code";
import { taxCategories } from "~/domain/invoices/tax-category";
import { useT } from "~/i18n/language";
import { limits } from "~/shared/limits";
import { isLocale, type LocaleTag } from "~/shared/locales";
import { numberNote } from "~/shared/number-messages";
import { readPercent } from "~/shared/numerals";
import { ExemptionFields } from "./exemption-fields";
import { newTaxRateSchema } from "./tax-rate-schemas";

export interface NewTaxRateFormProps {
  formKey: string;
  lastResult: SubmissionResult<string[]> | undefined;
  cancelTo: string;
  locale: LocaleTag;
  /** A name of a rate, in the words of the business's country. */
  example: string;
}

const reasons = taxCategories.flatMap(({ exemptionText }) => exemptionText ?? []);

/** Adds a tax rate. */
export function NewTaxRateForm({ formKey, lastResult, cancelTo, locale, example }: NewTaxRateFormProps) {
  const t = useT();
  const [form, fields] = useNumbersForm(newTaxRateSchema, {
    locale,
    lastResult,
    defaultValue: { writtenIn: locale, category: "S" },
  });
  // What came back was typed in the locale that its form had.
  const { value: said = "" } = fields.writtenIn;
  const writtenIn = isLocale(said) ? said : locale;
  return (
    <ConformForm form={form} errorTitle={t("taxRates.form.notAdded")}>
      <FormKey value={formKey} />
      <FormWrittenIn value={locale} />
      <Fieldset legend={t("taxRates.form.legend")} legendHidden columns="one">
        <TextField
          field={fields.name}
          label={t("taxRates.form.name")}
          hint={t("taxRates.form.nameHint", { example })}
          autoComplete="off"
          maxLength={limits.taxRateName}
        />
        <SelectField
          field={fields.category}
          label={t("taxRates.form.category")}
          hint={t("taxRates.form.categoryHint")}
          options={taxCategories.map(({ code }) => ({
            value: code,
            label: t("taxRates.form.categoryChoice", { name: t(`taxRates.categories.${code}`), code }),
          }))}
        />
        <TextField
          field={fields.rate}
          label={t("taxRates.form.rate")}
          note={numberNote(readPercent(fields.rate.value ?? "", writtenIn))}
          hint={t("taxRates.form.rateHint")}
          suffix="%"
          numeric
          inputMode="decimal"
          autoComplete="off"
          maxLength={limits.decimalText}
        />
        <ExemptionFields
          fields={fields}
          reasonHint={t("taxRates.form.reasonHint")}
          reasons={reasons}
          codes={exemptionCodes}
        />
      </Fieldset>
      <div className="cluster">
        <Button type="submit">{t("taxRates.form.add")}</Button>
        <LinkButton to={cancelTo} variant="quiet">
          {t("components.cancel")}
        </LinkButton>
      </div>
    </ConformForm>
  );
}
