import type { SubmissionResult } from "@conform-to/react";
import { Button } from "~/components/button";
import { TextField } from "~/components/field";
import { Fieldset } from "~/components/fieldset";
import { ConformForm } from "~/components/form";
import { FormKey, FormVersion } from "~/components/form-key";
import { PasswordAgainField } from "~/components/password-field";
import { useSchemaForm } from "~/components/use-schema-form";
import { useT } from "~/i18n/language";
import { message } from "~/i18n/message";
import { limits } from "~/shared/limits";
import { ProfileSchema } from "./schemas";

export const profileLabels = {
  name: message("accounts.profile.name"),
  email: message("accounts.profile.email"),
} as const;

export interface ProfileFormProps {
  formKey: string;
  values: { name: string; email: string; version: string };
  /** Whether a new address asks for the password. */
  asksPassword: boolean;
  lastResult: SubmissionResult<string[]> | undefined;
}

/** Who the person is. */
export function ProfileForm({ formKey, values, asksPassword, lastResult }: ProfileFormProps) {
  const t = useT();
  const [form, fields] = useSchemaForm(ProfileSchema, { lastResult, defaultValue: values });
  return (
    <ConformForm form={form} errorTitle={t("accounts.profile.notSaved")} className="stack max-w-panel">
      <FormKey value={formKey} />
      <FormVersion value={values.version} />
      <Fieldset legend={t("accounts.profile.title")} columns="one">
        <TextField
          field={fields.name}
          label={t("accounts.profile.name")}
          hint={t("accounts.profile.nameHint")}
          autoComplete="name"
          maxLength={limits.personName}
        />
        <TextField
          field={fields.email}
          label={t("accounts.profile.email")}
          hint={t("accounts.profile.emailHint")}
          type="email"
          autoComplete="username"
          maxLength={limits.email}
        />
        <PasswordAgainField
          field={fields.currentPassword}
          asked={asksPassword}
          only={t("accounts.profile.onlyForAddress")}
        />
      </Fieldset>
      <div className="cluster">
        <Button type="submit">{t("accounts.profile.button")}</Button>
      </div>
    </ConformForm>
  );
}
