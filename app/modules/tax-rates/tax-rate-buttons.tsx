import { Form } from "@remix-run/react";
import { Button } from "~/components/button";
import { FormKey } from "~/components/form-key";
import { useT } from "~/i18n/language";

export type TaxRateIntent = "default" | "archive" | "restore";

export interface TaxRateButtonsProps {
  /** The list's own URL: its action carries them out. */
  action: string;
  formKey: string;
  rate: { id: string; name: string; version: string };
  intents: TaxRateIntent[];
}

/** What can be done with a rate at once. */
export function TaxRateButtons({ action, formKey, rate, intents }: TaxRateButtonsProps) {
  const t = useT();
  return (
    <Form method="post" action={action} className="cluster">
      <FormKey value={formKey} which={{ rate: rate.id }} />
      <input type="hidden" name="rate" value={rate.id} />
      <input type="hidden" name="version" value={rate.version} />
      {intents.map((intent) => (
        <Button
          key={intent}
          variant="secondary"
          size="small"
          name="intent"
          value={intent}
          aria-label={t("taxRates.buttons.about", {
            button: t(`taxRates.buttons.${intent}`),
            name: rate.name,
          })}
        >
          {t(`taxRates.buttons.${intent}`)}
        </Button>
      ))}
    </Form>
  );
}
