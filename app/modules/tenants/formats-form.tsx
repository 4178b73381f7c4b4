import { Button } from "~/components/button";
import { SelectField } from "~/components/field";
import { Fieldset } from "~/components/fieldset";
import { ConformForm } from "~/components/form";
import { FormKey, FormVersion } from "~/components/form-key";
import { useSchemaForm } from "~/components/use-schema-form";
import { currencyCodes, currencyName } from "~/shared/currency";
import { locales } from "~/shared/locales";
import type { SettingsFormProps } from "./business-form";
import { type FormatsContent, FormatsFormSchema } from "./schemas";
import { formatsLabels as labels } from "./setting-labels";
import { zonesByRegion } from "./time-zone-groups";

interface FormatsFormProps extends SettingsFormProps<FormatsContent> {
  /** The server's list: engines differ. */
  zones: string[];
}

/** How dates and amounts are written, when the day begins, and the currency of new invoices. */
export function FormatsForm({ formKey, values, lastResult, zones }: FormatsFormProps) {
  const [form, fields] = useSchemaForm(FormatsFormSchema, { lastResult, defaultValue: values });
  return (
    <ConformForm form={form} errorTitle="The settings were not saved yet">
      <FormKey value={formKey} />
      <FormVersion value={values.version} />
      <Fieldset legend="Dates and amounts" columns="one">
        <SelectField
          field={fields.locale}
          label={labels.locale}
          hint="How dates and amounts are written, here and on invoices."
          options={locales.map(({ tag, english, native }) => ({
            value: tag,
            label: english === native ? english : `${english} – ${native}`,
          }))}
        />
        <SelectField
          field={fields.timeZone}
          label={labels.timeZone}
          hint="Decides which day is today: for issue dates, and for what is overdue."
          options={zonesByRegion(zones)}
        />
        <SelectField
          field={fields.currency}
          label={labels.currency}
          hint="For new invoices of clients without a currency of their own. Existing invoices keep theirs."
          options={currencyCodes.map((code) => ({ value: code, label: `${code} – ${currencyName(code)}` }))}
        />
      </Fieldset>
      <div className="cluster">
        <Button type="submit">Save dates and amounts</Button>
      </div>
    </ConformForm>
  );
}
