import type { SubmissionResult } from "@conform-to/react";
import type { ReactNode } from "react";
import { Button } from "~/components/button";
import { CheckboxField } from "~/components/field";
import { ConformForm } from "~/components/form";
import { FormKey, FormVersion } from "~/components/form-key";
import { LinkButton } from "~/components/link-button";
import { PasswordAgainField } from "~/components/password-field";
import { useSchemaForm } from "~/components/use-schema-form";
import { useT } from "~/i18n/language";
import { EraseBusinessSchema, EraseClientSchema, EraseSchema } from "./schemas";

export interface EraseFormProps {
  formKey: string;
  /** Of the row; left out where there is none. */
  version?: string;
  /** Of a business: whether it is to be erased or kept after all. */
  intent?: "erase" | "keep";
  asksPassword?: boolean;
  /** "Yes, erase this client": what is ticked, then what is pressed. */
  meant: string;
  button: string;
  cancelTo: string;
  lastResult: SubmissionResult<string[]> | undefined;
  children?: ReactNode;
}

/** Asks twice before something is erased: a box to tick, then the button. */
export function EraseForm(props: EraseFormProps) {
  const { formKey, version, intent, asksPassword, meant, button, cancelTo, lastResult, children } = props;
  const t = useT();
  const schema = version ? EraseClientSchema : intent ? EraseBusinessSchema : EraseSchema;
  const [form, fields] = useSchemaForm(schema as typeof EraseSchema, { lastResult, id: "erase" });
  return (
    <ConformForm form={form} errorTitle={t("erasure.nothing")} isThrowaway>
      <FormKey value={formKey} />
      {version ? <FormVersion value={version} /> : null}
      {intent ? <input type="hidden" name="intent" value={intent} /> : null}
      {children}
      <PasswordAgainField field={fields.currentPassword} asked={asksPassword ?? false} />
      <CheckboxField field={fields.meant} label={meant} />
      <div className="cluster">
        <Button type="submit" variant="danger">
          {button}
        </Button>
        <LinkButton to={cancelTo}>{t("components.cancel")}</LinkButton>
      </div>
    </ConformForm>
  );
}
