import type { SubmissionResult } from "@conform-to/react";
import { Alert } from "~/components/alert";
import { Button } from "~/components/button";
import { CheckboxField, TextField } from "~/components/field";
import { Fieldset } from "~/components/fieldset";
import { ConformForm } from "~/components/form";
import { FormKey, FormVersion } from "~/components/form-key";
import { useSchemaForm } from "~/components/use-schema-form";
import { previewNumber } from "~/domain/numbering/next-number";
import { MAX_PATTERN_LENGTH } from "~/domain/numbering/pattern";
import { T, useSay, useT } from "~/i18n/language";
import { numberingLabels as labels } from "~/modules/tenants/setting-labels";
import type { CivilDate } from "~/shared/dates";
import { NumberingSchema } from "./numbering-schema";

export interface NumberingFormProps {
  formKey: string;
  values: { pattern: string; next: string; series: string; version: string };
  /** Patterns of before: chosen again, each goes on from its own last number. */
  earlier: string[];
  today: CivilDate;
  lastResult: SubmissionResult<string[]> | undefined;
}

/** The pattern and the next number, with the number that the two give. */
export function NumberingForm({ formKey, values, earlier, today, lastResult }: NumberingFormProps) {
  const [t, say] = [useT(), useSay()];
  const [form, fields] = useSchemaForm(NumberingSchema, { lastResult, defaultValue: values });
  const preview = previewNumber(fields.pattern.value ?? "", fields.next.value ?? "", today);
  const skips =
    (fields.skip.errors?.length ?? 0) > 0 ||
    fields.skip.value === "on" ||
    Number(fields.next.value) > Number(values.next);
  return (
    <ConformForm form={form} errorTitle={t("numbering.notSaved")}>
      <FormKey value={formKey} />
      <input type="hidden" name="series" value={values.series} />
      <FormVersion value={values.version} />
      <Fieldset legend={t("numbering.legend")}>
        <TextField
          field={fields.pattern}
          label={say(labels.pattern)}
          hint={t("numbering.patternHint")}
          autoComplete="off"
          spellCheck={false}
          maxLength={MAX_PATTERN_LENGTH}
          suggestions={earlier.length > 0 ? earlier : undefined}
        />
        <TextField
          field={fields.next}
          label={say(labels.next)}
          hint={t("numbering.nextHint")}
          inputMode="numeric"
          autoComplete="off"
          maxLength={9}
        />
      </Fieldset>
      {skips ? (
        <CheckboxField field={fields.skip} label={t("numbering.skip")} hint={t("numbering.skipHint")} />
      ) : null}
      <Alert tone="info">
        <T id="numbering.preview" number={<strong className="figures">{preview ?? "…"}</strong>} />
      </Alert>
      <div className="cluster">
        <Button type="submit">{t("numbering.button")}</Button>
        <Button variant="secondary" {...form.validate.getButtonProps()}>
          {t("numbering.previewButton")}
        </Button>
      </div>
    </ConformForm>
  );
}
