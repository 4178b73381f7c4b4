import { useId } from "react";
import { Button } from "~/components/button";
import { DataTable } from "~/components/data-table";
import { TypedForm } from "~/components/form";
import { FormKey, FormVersion, useFormFields } from "~/components/form-key";
import { TextLink } from "~/components/text-link";
import { type Role, roles } from "~/domain/accounts/permissions";

/** What a role lets people do, in a sentence each. */
export const roleWords: Record<Role, { readonly name: string; readonly may: string }> = {
  owner: { name: "Owner", may: "everything, the settings and the roles too" },
  member: { name: "Member", may: "write clients and invoices" },
  viewer: { name: "Viewer", may: "read, and change nothing" },
};

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
        aria-label={`Role of ${name}`}
        className="control w-auto min-w-28"
      >
        {roles.map((each) => (
          <option key={each} value={each}>
            {roleWords[each].name}
          </option>
        ))}
      </select>
      <Button variant="secondary" size="small" aria-label={`Save role of ${name}`}>
        Save role
      </Button>
    </TypedForm>
  );
}

/** The people of a business with their roles, each in a form of its own. */
export function MemberTable({ rows }: { rows: MemberRow[] }) {
  return (
    <DataTable
      caption="People"
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          header: "Name",
          cell: ({ name, isMe }) => <span className="wrap-anywhere">{isMe ? `${name} (you)` : name}</span>,
        },
        { header: "Email", cell: ({ email }) => email },
        { header: "Role", cell: (row) => <RoleForm {...row} /> },
        {
          header: "End",
          headerHidden: true,
          align: "end",
          cell: ({ isMe, name, endTo }) => (
            <TextLink
              to={endTo}
              className="tap inline-flex items-center whitespace-nowrap"
              aria-label={isMe ? "Leave this business" : `Remove ${name}`}
            >
              {isMe ? "Leave" : "Remove"}
            </TextLink>
          ),
        },
      ]}
    />
  );
}
