import type { SubmissionResult } from "@conform-to/react";
import { Button } from "~/components/button";
import { Card } from "~/components/card";
import { ConformForm } from "~/components/form";
import { FormKey } from "~/components/form-key";
import { LinkButton } from "~/components/link-button";
import { PasswordAgainField } from "~/components/password-field";
import { useSchemaForm } from "~/components/use-schema-form";
import type { Role } from "~/domain/accounts/permissions";
import { useT } from "~/i18n/language";
import type { MemberRow } from "./member-table";
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
  const t = useT();
  const [form, fields] = useSchemaForm(RoleSchema, { lastResult, id: "confirm-role" });
  const { id, name, formKey } = member;
  return (
    <Card title={t("accounts.members.give", { name, role: t(`accounts.roles.${role}.name`) })}>
      <ConformForm form={form} errorTitle={t("accounts.members.notSaved")}>
        <FormKey value={formKey} />
        <input type="hidden" name="member" value={id} />
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="role" value={role} />
        <PasswordAgainField field={fields.currentPassword} asked />
        <div className="cluster">
          <Button type="submit" aria-label={t("accounts.members.saveRoleOf", { name })}>
            {t("accounts.members.saveRole")}
          </Button>
          <LinkButton to={cancelTo}>{t("components.cancel")}</LinkButton>
        </div>
      </ConformForm>
    </Card>
  );
}
