import type { SubmissionResult } from "@conform-to/react";
import { Button } from "~/components/button";
import { ConformForm } from "~/components/form";
import { FormKey } from "~/components/form-key";
import { LinkButton } from "~/components/link-button";
import { PasswordAgainField } from "~/components/password-field";
import { useSchemaForm } from "~/components/use-schema-form";
import { useT } from "~/i18n/language";
import { LeaveSchema, RemoveMemberSchema } from "./schemas";

export interface EndMembershipFormProps {
  formKey: string;
  /** Of the membership that an owner ends; left out where somebody leaves. */
  version?: string;
  asksPassword: boolean;
  /** "Remove member" */
  button: string;
  cancelTo: string;
  lastResult: SubmissionResult<string[]> | undefined;
}

/** The button that ends a membership, on a page that says what follows from it. */
export function EndMembershipForm(props: EndMembershipFormProps) {
  const { formKey, version, asksPassword, button, cancelTo, lastResult } = props;
  const t = useT();
  const schema = version ? RemoveMemberSchema : LeaveSchema;
  const [form, fields] = useSchemaForm(schema as typeof RemoveMemberSchema, { lastResult, id: "end" });
  return (
    <ConformForm form={form} errorTitle={t("components.nothingChanged")}>
      <FormKey value={formKey} />
      {version ? (
        <input type="hidden" name="version" value={version} />
      ) : (
        <input type="hidden" name="intent" value="leave" />
      )}
      <PasswordAgainField field={fields.currentPassword} asked={asksPassword} />
      <div className="cluster">
        <Button type="submit" variant="danger">
          {button}
        </Button>
        <LinkButton to={cancelTo}>{t("components.cancel")}</LinkButton>
      </div>
    </ConformForm>
  );
}
