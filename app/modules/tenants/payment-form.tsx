import { Button } from "~/components/button";
import { TextAreaField, TextField } from "~/components/field";
import { Fieldset } from "~/components/fieldset";
import { ConformForm } from "~/components/form";
import { FormKey, FormVersion } from "~/components/form-key";
import { PasswordAgainField } from "~/components/password-field";
import { useSchemaForm } from "~/components/use-schema-form";
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
  const [form, fields] = useSchemaForm(PaymentSchema, { lastResult, defaultValue: values });
  return (
    <ConformForm form={form} errorTitle="The settings were not saved yet">
      <FormKey value={formKey} />
      <FormVersion value={values.version} />
      <Fieldset
        legend="Payment terms"
        columns="one"
        hint="For new invoices of clients without terms of their own."
      >
        <TextField
          field={fields.paymentTermsDays}
          label={labels.paymentTermsDays}
          hint="From the issue date to the due date; 0 is due at once."
          inputMode="numeric"
          autoComplete="off"
          maxLength={3}
        />
        <TextAreaField
          field={fields.paymentTerms}
          label={labels.paymentTerms}
          hint="Printed on the invoice, such as a discount for paying early."
          rows={3}
          maxLength={limits.paymentTerms}
        />
      </Fieldset>
      <Fieldset legend="Bank account" hint="Printed on invoices issued from now on.">
        <TextField
          field={fields.iban}
          label={labels.iban}
          className="sm:col-span-2"
          autoComplete="off"
          spellCheck={false}
          maxLength={IBAN_TYPED}
        />
        <TextField
          field={fields.bic}
          label={labels.bic}
          autoComplete="off"
          spellCheck={false}
          maxLength={limits.bic}
        />
        <TextField
          field={fields.accountName}
          label={labels.accountName}
          autoComplete="off"
          maxLength={limits.businessName}
        />
      </Fieldset>
      <PasswordAgainField
        field={fields.currentPassword}
        isNeeded={asksPassword}
        only="Only needed for another bank account or other payment terms in words."
      />
      <div className="cluster">
        <Button type="submit">Save payment</Button>
      </div>
    </ConformForm>
  );
}
