import type { SubmissionResult } from "@conform-to/react";
import { Button } from "~/components/button";
import { TextField } from "~/components/field";
import { Fieldset } from "~/components/fieldset";
import { ConformForm } from "~/components/form";
import { FormKey, FormVersion } from "~/components/form-key";
import { PasswordAgainField } from "~/components/password-field";
import { useSchemaForm } from "~/components/use-schema-form";
import { limits } from "~/shared/limits";
import { ProfileSchema } from "./schemas";

export const profileLabels = { name: "Your name", email: "Email" } as const;

export interface ProfileFormProps {
  formKey: string;
  values: { name: string; email: string; version: string };
  /** Whether a new address asks for the password. */
  asksPassword: boolean;
  lastResult: SubmissionResult<string[]> | undefined;
}

/** Who the person is. */
export function ProfileForm({ formKey, values, asksPassword, lastResult }: ProfileFormProps) {
  const [form, fields] = useSchemaForm(ProfileSchema, { lastResult, defaultValue: values });
  return (
    <ConformForm form={form} errorTitle="Your profile was not saved yet" className="stack max-w-panel">
      <FormKey value={formKey} />
      <FormVersion value={values.version} />
      <Fieldset legend="Profile" columns="one">
        <TextField
          field={fields.name}
          label={profileLabels.name}
          hint="The people you work with see it."
          autoComplete="name"
          maxLength={limits.personName}
        />
        <TextField
          field={fields.email}
          label={profileLabels.email}
          hint="You log in with it."
          type="email"
          autoComplete="username"
          maxLength={limits.email}
        />
        <PasswordAgainField
          field={fields.currentPassword}
          isNeeded={asksPassword}
          only="Only needed for another e-mail address."
        />
      </Fieldset>
      <div className="cluster">
        <Button type="submit">Save profile</Button>
      </div>
    </ConformForm>
  );
}
