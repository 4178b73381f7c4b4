import type { SubmissionResult } from "@conform-to/react";
import { Button } from "~/components/button";
import { TextField } from "~/components/field";
import { Fieldset } from "~/components/fieldset";
import { ConformForm } from "~/components/form";
import { FormKey } from "~/components/form-key";
import { useSchemaForm } from "~/components/use-schema-form";
import { useT } from "~/i18n/language";
import { limits } from "~/shared/limits";
import { PasswordSchema } from "./schemas";

export interface PasswordFormProps {
  formKey: string;
  /** Not shown: it tells a password manager whose password this is. */
  email: string;
  lastResult: SubmissionResult<string[]> | undefined;
}

/** A new password for whoever knows the old one. */
export function PasswordForm({ formKey, email, lastResult }: PasswordFormProps) {
  const t = useT();
  const [form, fields] = useSchemaForm(PasswordSchema, { lastResult });
  return (
    <ConformForm form={form} errorTitle={t("accounts.password.notChanged")} className="stack max-w-panel">
      <FormKey value={formKey} />
      {/* Without a name it is not sent. */}
      <input type="email" autoComplete="username" defaultValue={email} readOnly hidden />
      <Fieldset legend={t("accounts.password.title")} hint={t("accounts.password.hint")} columns="one">
        <TextField
          field={fields.currentPassword}
          label={t("accounts.password.current")}
          type="password"
          autoComplete="current-password"
          maxLength={limits.passwordMax}
        />
        <TextField
          field={fields.password}
          label={t("accounts.password.new")}
          hint={t("accounts.password.newHint", { least: limits.passwordMin })}
          type="password"
          autoComplete="new-password"
          minLength={limits.passwordMin}
          maxLength={limits.passwordMax}
        />
      </Fieldset>
      <div className="cluster">
        <Button type="submit">{t("accounts.password.button")}</Button>
      </div>
    </ConformForm>
  );
}
