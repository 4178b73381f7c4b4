import type { SubmissionResult } from "@conform-to/react";
import { Button } from "~/components/button";
import { TextField } from "~/components/field";
import { ConformForm } from "~/components/form";
import { FormKey, FormVersion } from "~/components/form-key";
import { useSchemaForm } from "~/components/use-schema-form";
import { YearsSchema, yearsLabels } from "./schemas";

export interface YearsFormProps {
  formKey: string;
  values: { readonly years: string; readonly version: string };
  hint: string;
  lastResult: SubmissionResult<string[]> | undefined;
}

/** For how long the business keeps what it issued. */
export function YearsForm({ formKey, values, hint, lastResult }: YearsFormProps) {
  const [form, fields] = useSchemaForm(YearsSchema, { lastResult, defaultValue: values, id: "years" });
  return (
    <ConformForm form={form} errorTitle="The time was not saved">
      <FormKey value={formKey} />
      <FormVersion value={values.version} />
      <TextField
        field={fields.years}
        label={yearsLabels.years}
        hint={hint}
        inputMode="numeric"
        maxLength={2}
        className="max-w-panel"
      />
      <div className="cluster">
        <Button type="submit">Save years</Button>
      </div>
    </ConformForm>
  );
}
