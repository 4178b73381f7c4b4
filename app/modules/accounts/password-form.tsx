import type { SubmissionResult } from "@conform-to/react";
import { Button } from "~/components/button";
import { TextField } from "~/components/field";
import { Fieldset } from "~/components/fieldset";
import { ConformForm } from "~/components/form";
import { FormKey } from "~/components/form-key";
import { useSchemaForm } from "~/components/use-schema-form";
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
  const [form, fields] = useSchemaForm(PasswordSchema, { lastResult });
  return (
    <ConformForm form={form} errorTitle="The password was not changed yet" className="stack max-w-panel">
      <FormKey value={formKey} />
      {/* Without a name it is not sent. */}
      <input type="email" autoComplete="username" defaultValue={email} readOnly hidden />
      <Fieldset legend="Password" hint="Changing it ends your sessions on all other devices." columns="one">
        <TextField
          field={fields.currentPassword}
          label="Current password"
          type="password"
          autoComplete="current-password"
          maxLength={limits.passwordMax}
        />
        <TextField
          field={fields.password}
          label="New password"
          hint={`${limits.passwordMin} characters or more. A short sentence is easy to remember.`}
          type="password"
          autoComplete="new-password"
          minLength={limits.passwordMin}
          maxLength={limits.passwordMax}
        />
      </Fieldset>
      <div className="cluster">
        <Button type="submit">Change password</Button>
      </div>
    </ConformForm>
  );
}
