import { Button } from "~/components/button";
import { TextField } from "~/components/field";
import { Fieldset } from "~/components/fieldset";
import { ConformForm } from "~/components/form";
import { FormKey, FormVersion } from "~/components/form-key";
import { PasswordAgainField } from "~/components/password-field";
import { useSchemaForm } from "~/components/use-schema-form";
import { useSay, useT } from "~/i18n/language";
import { TermsFields } from "~/modules/terms/terms-fields";
import { limits } from "~/shared/limits";
import type { SettingsFormProps } from "./business-form";
import { type PaymentContent, PaymentSchema } from "./schemas";
import { paymentLabels as labels } from "./setting-labels";

/** An IBAN may be typed with a space behind every fourth character. */
const IBAN_TYPED = limits.iban + 8;

interface PaymentFormProps extends SettingsFormProps<PaymentContent> {
  /** Whether other bank details ask for the password. */
  asksPassword: boolean;
}

/** When and where the business's clients pay. */
export function PaymentForm({ formKey, values, asksPassword, lastResult }: PaymentFormProps) {
  const [t, say] = [useT(), useSay()];
  const [form, fields] = useSchemaForm(PaymentSchema, { lastResult, defaultValue: values });
  return (
    <ConformForm form={form} errorTitle={t("tenants.notSaved")}>
      <FormKey value={formKey} />
      <FormVersion value={values.version} />
      <Fieldset legend={t("terms.legend")} hint={t("tenants.payment.termsHint")}>
        <TermsFields fields={fields} daysHint={t("terms.daysHint")} />
      </Fieldset>
      <Fieldset legend={t("tenants.payment.account")} hint={t("tenants.payment.accountHint")}>
        <TextField
          field={fields.iban}
          label={say(labels.iban)}
          className="sm:col-span-2"
          autoComplete="off"
          spellCheck={false}
          maxLength={IBAN_TYPED}
        />
        <TextField
          field={fields.bic}
          label={say(labels.bic)}
          autoComplete="off"
          spellCheck={false}
          maxLength={limits.bic}
        />
        <TextField
          field={fields.accountName}
          label={say(labels.accountName)}
          autoComplete="off"
          maxLength={limits.businessName}
        />
      </Fieldset>
      <PasswordAgainField
        field={fields.currentPassword}
        isNeeded={asksPassword}
        only={t("tenants.payment.onlyForAccount")}
      />
      <div className="cluster">
        <Button type="submit">{t("tenants.payment.button")}</Button>
      </div>
    </ConformForm>
  );
}
