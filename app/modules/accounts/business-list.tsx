import { Alert } from "~/components/alert";
import { Card } from "~/components/card";
import { DataTable } from "~/components/data-table";
import { TextLink } from "~/components/text-link";
import type { Role } from "~/domain/accounts/permissions";
import { T, useT } from "~/i18n/language";

export interface OwnBusiness {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** The businesses that a person is in, with the way out of each. Without one it says what they can do. */
export function BusinessList({ businesses }: { businesses: OwnBusiness[] }) {
  const t = useT();
  if (businesses.length === 0)
    return (
      <Alert tone="info" title={t("accounts.businesses.none")}>
        <T
          id="accounts.businesses.noneText"
          data={<TextLink to="/settings/data">{t("accounts.businesses.noneData")}</TextLink>}
        />
      </Alert>
    );
  return (
    <Card title={t("accounts.businesses.title")} flush>
      <DataTable
        caption={t("accounts.businesses.title")}
        rows={businesses}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/o/${id}`}
        columns={[
          {
            header: t("accounts.businesses.name"),
            cell: ({ name }) => <span className="wrap-anywhere">{name}</span>,
          },
          { header: t("accounts.businesses.role"), cell: ({ role }) => t(`accounts.roles.${role}.name`) },
          {
            header: t("accounts.businesses.leave"),
            headerHidden: true,
            align: "end",
            cell: ({ id, name }) => (
              <TextLink
                to={`/o/${id}/settings/leave`}
                className="tap inline-flex items-center whitespace-nowrap"
                aria-label={t("accounts.businesses.leaveOne", { business: name })}
              >
                {t("accounts.businesses.leave")}
              </TextLink>
            ),
          },
        ]}
      />
    </Card>
  );
}
