import { Button } from "~/components/button";
import { SelectField } from "~/components/field";
import { Fieldset } from "~/components/fieldset";
import { ConformForm } from "~/components/form";
import { FormKey, FormVersion } from "~/components/form-key";
import { useSchemaForm } from "~/components/use-schema-form";
import { useSay, useT } from "~/i18n/language";
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
  const [t, say] = [useT(), useSay()];
  const [form, fields] = useSchemaForm(FormatsFormSchema, { lastResult, defaultValue: values });
  return (
    <ConformForm form={form} errorTitle={t("tenants.notSaved")}>
      <FormKey value={formKey} />
      <FormVersion value={values.version} />
      <Fieldset legend={t("tenants.formats.title")} columns="one">
        <SelectField
          field={fields.locale}
          label={say(labels.locale)}
          hint={t("tenants.formats.localeHint")}
          options={locales.map(({ tag, english, native }) => ({
            value: tag,
            label: english === native ? english : `${english} – ${native}`,
          }))}
        />
        <SelectField
          field={fields.timeZone}
          label={say(labels.timeZone)}
          hint={t("tenants.formats.timeZoneHint")}
          options={zonesByRegion(zones)}
        />
        <SelectField
          field={fields.currency}
          label={say(labels.currency)}
          hint={t("tenants.formats.currencyHint")}
          options={currencyCodes.map((code) => ({ value: code, label: `${code} – ${currencyName(code)}` }))}
        />
      </Fieldset>
      <div className="cluster">
        <Button type="submit">{t("tenants.formats.button")}</Button>
      </div>
    </ConformForm>
  );
}
