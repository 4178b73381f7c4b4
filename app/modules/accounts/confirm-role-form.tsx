import type { SubmissionResult } from "@conform-to/react";
import { Button } from "~/components/button";
import { Card } from "~/components/card";
import { ConformForm } from "~/components/form";
import { FormKey } from "~/components/form-key";
import { LinkButton } from "~/components/link-button";
import { PasswordAgainField } from "~/components/password-field";
import { useSchemaForm } from "~/components/use-schema-form";
import type { Role } from "~/domain/accounts/permissions";
import { type MemberRow, roleWords } from "./member-table";
import { RoleSchema } from "./schemas";

export interface ConfirmRoleFormProps {
  member: MemberRow;
  /** What was chosen for them, at the version that was on the page then. */
  role: Role;
  version: string;
  cancelTo: string;
  lastResult: SubmissionResult<string[]> | undefined;
}

/** The choice once more, with the password that it asks for: nothing has to be chosen again. */
export function ConfirmRoleForm({ member, role, version, cancelTo, lastResult }: ConfirmRoleFormProps) {
  const [form, fields] = useSchemaForm(RoleSchema, { lastResult, id: "confirm-role" });
  const { id, name, formKey } = member;
  return (
    <Card title={`Give ${name} the role ${roleWords[role].name}?`}>
      <ConformForm form={form} errorTitle="The role was not saved yet">
        <FormKey value={formKey} />
        <input type="hidden" name="member" value={id} />
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="role" value={role} />
        <PasswordAgainField field={fields.currentPassword} isNeeded />
        <div className="cluster">
          <Button type="submit" aria-label={`Save role of ${name}`}>
            Save role
          </Button>
          <LinkButton to={cancelTo}>Cancel</LinkButton>
        </div>
      </ConformForm>
    </Card>
  );
}
