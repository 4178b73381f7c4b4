import { useId } from "react";
import { Button } from "~/components/button";
import { DataTable } from "~/components/data-table";
import { TypedForm } from "~/components/form";
import { FormKey, FormVersion, useFormFields } from "~/components/form-key";
import { TextLink } from "~/components/text-link";
import { type Role, roles } from "~/domain/accounts/permissions";
import { useT } from "~/i18n/language";

export interface MemberRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly version: string;
  readonly isMe: boolean;
  readonly formKey: string;
  /** Where they are taken out, or, if it is oneself, where one leaves. */
  readonly endTo: string;
}

function RoleForm({ id, name, role, version, formKey }: MemberRow) {
  const t = useT();
  const which = { member: id };
  const chosen = useFormFields(which).role;
  return (
    <TypedForm id={useId()} className="flex items-center gap-2 whitespace-nowrap">
      <FormKey value={formKey} which={which} />
      <input type="hidden" name="member" value={id} />
      <FormVersion value={version} which={which} />
      <select
        key={`${role}${version}`}
        name="role"
        defaultValue={roles.find((each) => each === chosen) ?? role}
        aria-label={t("accounts.members.roleOf", { name })}
        className="control w-auto min-w-28"
      >
        {roles.map((each) => (
          <option key={each} value={each}>
            {t(`accounts.roles.${each}.name`)}
          </option>
        ))}
      </select>
      <Button variant="secondary" size="small" aria-label={t("accounts.members.saveRoleOf", { name })}>
        {t("accounts.members.saveRole")}
      </Button>
    </TypedForm>
  );
}

/** The people of a business with their roles, each in a form of its own. */
export function MemberTable({ rows }: { rows: MemberRow[] }) {
  const t = useT();
  return (
    <DataTable
      caption={t("accounts.members.caption")}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          header: t("accounts.members.name"),
          cell: ({ name, isMe }) => (
            <span className="wrap-anywhere">{isMe ? t("accounts.members.you", { name }) : name}</span>
          ),
        },
        { header: t("accounts.members.email"), cell: ({ email }) => email },
        { header: t("accounts.members.role"), cell: (row) => <RoleForm {...row} /> },
        {
          header: t("accounts.members.end"),
          headerHidden: true,
          align: "end",
          cell: ({ isMe, name, endTo }) => (
            <TextLink
              to={endTo}
              className="tap inline-flex items-center whitespace-nowrap"
              aria-label={isMe ? t("accounts.members.leaveThis") : t("accounts.members.removeOne", { name })}
            >
              {t(isMe ? "accounts.members.leave" : "accounts.members.remove")}
            </TextLink>
          ),
        },
      ]}
    />
  );
}
