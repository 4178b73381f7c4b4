import type { SubmissionResult } from "@conform-to/react";
import { Button } from "~/components/button";
import { TextField } from "~/components/field";
import { ConformForm } from "~/components/form";
import { FormKey, FormVersion } from "~/components/form-key";
import { useSchemaForm } from "~/components/use-schema-form";
import { useSay, useT } from "~/i18n/language";
import { YearsSchema, yearsLabels } from "./schemas";

export interface YearsFormProps {
  formKey: string;
  values: { readonly years: string; readonly version: string };
  /** A message. */
  hint: string;
  lastResult: SubmissionResult<string[]> | undefined;
}

/** For how long the business keeps what it issued. */
export function YearsForm({ formKey, values, hint, lastResult }: YearsFormProps) {
  const [t, say] = [useT(), useSay()];
  const [form, fields] = useSchemaForm(YearsSchema, { lastResult, defaultValue: values, id: "years" });
  return (
    <ConformForm form={form} errorTitle={t("retention.notSaved")}>
      <FormKey value={formKey} />
      <FormVersion value={values.version} />
      <TextField
        field={fields.years}
        label={say(yearsLabels.years)}
        hint={say(hint)}
        inputMode="numeric"
        maxLength={2}
        className="max-w-panel"
      />
      <div className="cluster">
        <Button type="submit">{t("retention.button")}</Button>
      </div>
    </ConformForm>
  );
}
