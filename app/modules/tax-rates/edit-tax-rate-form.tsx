import type { SubmissionResult } from "@conform-to/react";
import { Button } from "~/components/button";
import { TextField } from "~/components/field";
import { Fieldset } from "~/components/fieldset";
import { ConformForm } from "~/components/form";
import { FormKey, FormVersion } from "~/components/form-key";
import { LinkButton } from "~/components/link-button";
import { useSchemaForm } from "~/components/use-schema-form";
import { codesOf } from "~/domain/invoices/exemption-code";
import { needsExemptionReason, type TaxCategory } from "~/domain/invoices/tax-category";
import { useSay, useT } from "~/i18n/language";
import { taxRateLabels as labels } from "~/modules/tenants/setting-labels";
import { limits } from "~/shared/limits";
import { ExemptionFields } from "./exemption-fields";
import { editTaxRateSchema } from "./tax-rate-schemas";

export interface EditTaxRateFormProps {
  formKey: string;
  category: TaxCategory;
  values: { name: string; exemptionReason: string | null; exemptionCode: string | null; version: string };
  lastResult: SubmissionResult<string[]> | undefined;
  cancelTo: string;
}

/** Renames a tax rate, or words its reason anew. */
export function EditTaxRateForm({ formKey, category, values, lastResult, cancelTo }: EditTaxRateFormProps) {
  const [t, say] = [useT(), useSay()];
  const [form, fields] = useSchemaForm(editTaxRateSchema(category), { lastResult, defaultValue: values });
  return (
    <ConformForm form={form} errorTitle={t("taxRates.form.notSaved")}>
      <FormKey value={formKey} />
      <FormVersion value={values.version} />
      <Fieldset legend={t("taxRates.form.legend")} legendHidden columns="one">
        <TextField
          field={fields.name}
          label={say(labels.name)}
          autoComplete="off"
          maxLength={limits.taxRateName}
        />
        {needsExemptionReason(category) ? (
          <ExemptionFields
            fields={fields}
            reasonHint={t("taxRates.form.reasonHintOfKnown")}
            codes={codesOf(category)}
          />
        ) : null}
      </Fieldset>
      <div className="cluster">
        <Button type="submit">{t("taxRates.form.save")}</Button>
        <LinkButton to={cancelTo} variant="quiet">
          {t("components.cancel")}
        </LinkButton>
      </div>
    </ConformForm>
  );
}
