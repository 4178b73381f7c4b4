import { Form } from "@remix-run/react";
import { Button } from "~/components/button";
import { FormKey } from "~/components/form-key";
import { useT } from "~/i18n/language";

interface IntentButtonsProps {
  /** Whose action carries them out. */
  action: string;
  formKey: string;
  /** The tax rate, and which of its reasons. */
  about: { readonly rate: string; readonly version: string; readonly reason?: string };
  /** What the buttons are about, for those who hear one without the row that it is in. */
  name: string;
  buttons: readonly { readonly intent: string; readonly label: string }[];
}

/** What can be done at once with a tax rate, or with one of its reasons for no tax. */
export function IntentButtons({ action, formKey, about, name, buttons }: IntentButtonsProps) {
  const t = useT();
  const { version, ...which } = about;
  return (
    <Form method="post" action={action} className="cluster">
      <FormKey value={formKey} which={about.reason ? { reason: about.reason } : { rate: about.rate }} />
      {Object.entries({ ...which, version }).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      {buttons.map(({ intent, label }) => (
        <Button
          key={intent}
          variant="secondary"
          size="small"
          name="intent"
          value={intent}
          aria-label={t("taxRates.buttons.about", { button: label, name })}
        >
          {label}
        </Button>
      ))}
    </Form>
  );
}
