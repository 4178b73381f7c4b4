import type { SubmissionResult } from "@conform-to/react";
import { Button } from "~/components/button";
import { TextField } from "~/components/field";
import { ConformForm } from "~/components/form";
import { FormKey } from "~/components/form-key";
import { useSchemaForm } from "~/components/use-schema-form";
import { YearsSchema } from "./schemas";

export interface YearsFormProps {
  formKey: string;
  years: string;
  hint: string;
  lastResult: SubmissionResult<string[]> | undefined;
}

/** For how long the business keeps what it issued. */
export function YearsForm({ formKey, years, hint, lastResult }: YearsFormProps) {
  const [form, fields] = useSchemaForm(YearsSchema, { lastResult, defaultValue: { years }, id: "years" });
  return (
    <ConformForm form={form} errorTitle="The time was not saved">
      <FormKey value={formKey} />
      <TextField
        field={fields.years}
        label="Years to keep issued invoices"
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
