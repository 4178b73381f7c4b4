import { Alert } from "~/components/alert";
import { Card } from "~/components/card";
import { DataTable } from "~/components/data-table";
import { TextLink } from "~/components/text-link";
import type { Role } from "~/domain/accounts/permissions";
import { roleWords } from "./member-table";

export interface OwnBusiness {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** The businesses that a person is in, with the way out of each. Without one it says what they can do. */
export function BusinessList({ businesses }: { businesses: OwnBusiness[] }) {
  if (businesses.length === 0)
    return (
      <Alert tone="info" title="You are in no business">
        You left it, an owner removed you, or it was erased. Your account is still yours: you can change it
        here, download <TextLink to="/settings/data">your data</TextLink>, or delete it and then create an
        account with a business of your own.
      </Alert>
    );
  return (
    <Card title="Your businesses" flush>
      <DataTable
        caption="Your businesses"
        rows={businesses}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/o/${id}`}
        columns={[
          { header: "Name", cell: ({ name }) => <span className="wrap-anywhere">{name}</span> },
          { header: "Role", cell: ({ role }) => roleWords[role].name },
          {
            header: "Leave",
            headerHidden: true,
            align: "end",
            cell: ({ id, name }) => (
              <TextLink
                to={`/o/${id}/settings/leave`}
                className="tap inline-flex items-center whitespace-nowrap"
                aria-label={`Leave ${name}`}
              >
                Leave
              </TextLink>
            ),
          },
        ]}
      />
    </Card>
  );
}
