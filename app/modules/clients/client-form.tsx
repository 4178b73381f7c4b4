import type { SubmissionResult } from "@conform-to/react";
import { Button } from "~/components/button";
import { CheckboxField, SelectField, TextAreaField, TextField } from "~/components/field";
import { Fieldset } from "~/components/fieldset";
import { ConformForm } from "~/components/form";
import { FormKey, FormVersion } from "~/components/form-key";
import { LinkButton } from "~/components/link-button";
import { useSchemaForm } from "~/components/use-schema-form";
import type { Agreed } from "~/domain/terms/agreed";
import { useSay, useT } from "~/i18n/language";
import { TermsFields } from "~/modules/terms/terms-fields";
import { agreedInWords } from "~/modules/terms/terms-words";
import { countries, hasVat } from "~/shared/countries";
import { currencyCodes, currencyName } from "~/shared/currency";
import { limits } from "~/shared/limits";
import type { LocaleTag } from "~/shared/locales";
import type { ClientFormValues } from "./form-values";
import { clientLabelsIn } from "./labels";
import { EditClientSchema, NewClientSchema } from "./schemas";

interface ClientFormProps {
  formKey: string;
  values: Partial<ClientFormValues>;
  lastResult: SubmissionResult<string[]> | undefined;
  cancelTo: string;
  /** The business's own: in whose words ids are called. */
  sellerCountry: string;
  /** The business's terms, for the hint. */
  usualTerms: Agreed;
  /** The business's: how a percentage is written. */
  locale: LocaleTag;
}

/** Adds a client, or edits one when the values have a version. */
export function ClientForm({
  formKey,
  values,
  lastResult,
  cancelTo,
  sellerCountry,
  usualTerms,
  locale,
}: ClientFormProps) {
  const [t, say] = [useT(), useSay()];
  const labels = clientLabelsIn(sellerCountry);
  const [form, fields] = useSchemaForm(values.version ? EditClientSchema : NewClientSchema, {
    lastResult,
    defaultValue: values,
  });
  return (
    <ConformForm form={form} errorTitle={t("clients.form.notSaved")}>
      <FormKey value={formKey} />
      {values.version ? <FormVersion value={values.version} /> : null}
      <Fieldset legend={t("clients.form.client")}>
        <TextField
          field={fields.name}
          label={say(labels.name)}
          autoComplete="off"
          maxLength={limits.businessName}
        />
        <TextField
          field={fields.tradeName}
          label={say(labels.tradeName)}
          autoComplete="off"
          maxLength={limits.businessName}
        />
        <TextField
          field={fields.email}
          label={say(labels.email)}
          type="email"
          autoComplete="off"
          maxLength={limits.email}
        />
        <TextField
          field={fields.phone}
          label={say(labels.phone)}
          type="tel"
          autoComplete="off"
          maxLength={limits.phone}
        />
        <TextField
          field={fields.contactName}
          label={say(labels.contactName)}
          autoComplete="off"
          maxLength={limits.personName}
        />
      </Fieldset>
      <Fieldset legend={t("clients.form.address")}>
        <TextField
          field={fields.addressLine1}
          label={say(labels.addressLine1)}
          autoComplete="off"
          maxLength={limits.addressLine}
        />
        <TextField
          field={fields.addressLine2}
          label={say(labels.addressLine2)}
          autoComplete="off"
          maxLength={limits.addressLine}
        />
        <TextField
          field={fields.postcode}
          label={say(labels.postcode)}
          autoComplete="off"
          maxLength={limits.postcode}
        />
        <TextField field={fields.city} label={say(labels.city)} autoComplete="off" maxLength={limits.city} />
        <TextField
          field={fields.region}
          label={say(labels.region)}
          autoComplete="off"
          maxLength={limits.region}
        />
        <SelectField
          field={fields.country}
          label={say(labels.country)}
          placeholder={t("clients.form.chooseCountry")}
          options={countries.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Fieldset>
      <Fieldset legend={t("clients.form.invoices")}>
        <TextField
          field={fields.vatId}
          label={say(labels.vatId)}
          hint={hasVat(sellerCountry) ? t("clients.form.vatIdHint") : undefined}
          autoComplete="off"
          maxLength={limits.taxId}
        />
        {fields.vatId.errors && fields.vatId.value ? (
          <CheckboxField
            key={fields.vatId.value}
            field={fields.keepVatId}
            value={fields.vatId.value.trim()}
            label={t("clients.form.keepId", { id: say(labels.vatId) })}
          />
        ) : values.keepVatId ? (
          <input type="hidden" name={fields.keepVatId.name} value={values.keepVatId} />
        ) : null}
        <TextField
          field={fields.registrationId}
          label={say(labels.registrationId)}
          autoComplete="off"
          maxLength={limits.taxId}
        />
        <TextField
          field={fields.buyerReference}
          label={say(labels.buyerReference)}
          hint={t("clients.form.referenceHint")}
          autoComplete="off"
          maxLength={limits.reference}
        />
        <SelectField
          field={fields.currency}
          label={say(labels.currency)}
          placeholder={t("clients.form.asBusiness")}
          options={currencyCodes.map((code) => ({ value: code, label: `${code} – ${currencyName(code)}` }))}
        />
      </Fieldset>
      <Fieldset legend={t("terms.legend")}>
        <TermsFields
          fields={fields}
          daysHint={t("terms.daysAsBusiness", { terms: agreedInWords(usualTerms, locale, t) })}
        />
      </Fieldset>
      <Fieldset legend={t("clients.form.yourself")} columns="one">
        <TextAreaField
          field={fields.note}
          label={say(labels.note)}
          hint={t("clients.form.noteHint")}
          rows={3}
          maxLength={limits.note}
        />
      </Fieldset>
      <div className="cluster">
        <Button type="submit">{t("clients.save")}</Button>
        <LinkButton to={cancelTo} variant="quiet">
          {t("clients.form.cancel")}
        </LinkButton>
      </div>
    </ConformForm>
  );
}
