import type { SubmissionResult } from "@conform-to/react";
import { Button } from "~/components/button";
import { Fieldset } from "~/components/fieldset";
import { ConformForm } from "~/components/form";
import { FormKey, FormVersion } from "~/components/form-key";
import { LinkButton } from "~/components/link-button";
import { useSchemaForm } from "~/components/use-schema-form";
import { codesOf } from "~/domain/invoices/exemption-code";
import type { TaxCategory } from "~/domain/invoices/tax-category";
import { useT } from "~/i18n/language";
import { ExemptionFields } from "./exemption-fields";
import { reasonSchema } from "./tax-rate-schemas";

export interface ReasonFormProps {
  formKey: string;
  category: TaxCategory;
  /** `version` is the rate's: its reasons are part of it. */
  values: { exemptionReason?: string; exemptionCode?: string | null; version: string };
  submitLabel: string;
  lastResult: SubmissionResult<string[]> | undefined;
  cancelTo: string;
}

/** Adds a reason for no tax to a rate, or words one anew. */
export function ReasonForm({
  formKey,
  category,
  values,
  submitLabel,
  lastResult,
  cancelTo,
}: ReasonFormProps) {
  const t = useT();
  const [form, fields] = useSchemaForm(reasonSchema(category), { lastResult, defaultValue: values });
  return (
    <ConformForm form={form} errorTitle={t("taxRates.reasons.notSaved")}>
      <FormKey value={formKey} />
      <FormVersion value={values.version} />
      <Fieldset legend={t("taxRates.reasons.one")} legendHidden columns="one">
        <ExemptionFields
          fields={fields}
          reasonHint={t("taxRates.form.reasonHintOfKnown")}
          codes={codesOf(category)}
        />
      </Fieldset>
      <div className="cluster">
        <Button type="submit">{submitLabel}</Button>
        <LinkButton to={cancelTo} variant="quiet">
          {t("components.cancel")}
        </LinkButton>
      </div>
    </ConformForm>
  );
}
