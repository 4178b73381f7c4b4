import { Form } from "@remix-run/react";
import { Alert } from "~/components/alert";
import { Button } from "~/components/button";
import { FormKey } from "~/components/form-key";
import { useT } from "~/i18n/language";

export interface AdoptRatesProps {
  /** The list's own URL: its action carries it out. */
  action: string;
  formKey: string;
  chargesTax: boolean;
  /** Of the rate that lines would begin with. */
  name: string;
  reason: string | null;
  /** Whose taxes they are, where the business has not those of its province yet. */
  province: string | null;
}

/** Says that new lines begin with a rate that does not go with what the business says of its tax, and offers those that do. */
export function AdoptRates({ action, formKey, chargesTax, name, reason, province }: AdoptRatesProps) {
  const t = useT();
  return (
    <Alert
      tone="warning"
      title={
        province
          ? t("taxRates.adopt.province", { province })
          : t(chargesTax ? "taxRates.adopt.charging" : "taxRates.adopt.untaxed")
      }
      actions={
        <Form method="post" action={action}>
          <FormKey value={formKey} />
          <Button type="submit" variant="secondary" name="intent" value="adopt">
            {t("taxRates.adopt.button", { name })}
          </Button>
        </Form>
      }
    >
      {reason ? t("taxRates.adopt.reason", { reason }) : t("taxRates.adopt.text")}
    </Alert>
  );
}
