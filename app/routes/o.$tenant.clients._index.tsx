import { listClients } from "@db/queries/clients";
import { useLoaderData } from "@remix-run/react";
import { Card } from "~/components/card";
import { DataTable } from "~/components/data-table";
import { EmptyState } from "~/components/empty-state";
import { FilterBar } from "~/components/filter-bar";
import { LinkButton } from "~/components/link-button";
import { Page } from "~/components/page";
import { Pager } from "~/components/pager";
import { StatusBadge } from "~/components/status-badge";
import { may } from "~/domain/accounts/permissions";
import { searchQuery } from "~/domain/search/query";
import { listLinks } from "~/http/forms/list-links";
import { tenantLoader } from "~/http/guards/tenant.server";
import { titled, useT } from "~/i18n/language";
import { countryName } from "~/shared/countries";
import { limits } from "~/shared/limits";
import { decodeCursor, NO_ROWS } from "~/shared/pagination";
import { searchText } from "~/shared/search-words";

export const meta = titled("clients.title");

export const loader = tenantLoader(async ({ db, url, tenant }) => {
  const search = searchText(url.searchParams.get("search"), limits.search);
  const archived = url.searchParams.get("archived") === "yes";
  const cursor = decodeCursor(url.searchParams.get("at"));
  const match = search ? searchQuery(search) : null;
  const isNothing = search !== "" && match === null;
  const [{ role }, page] = await Promise.all([
    db.access(),
    isNothing ? { ...NO_ROWS, truncated: false } : listClients(db, { archived, match, cursor }),
  ]);
  return {
    base: `/o/${tenant}/clients`,
    search,
    archived,
    mayWrite: may(role, "clients:write"),
    ...page,
    links: listLinks(url, page),
  };
});

export default function Clients() {
  const t = useT();
  const { base, search, archived, mayWrite, rows, truncated, links } = useLoaderData<typeof loader>();
  const newClient = mayWrite ? (
    <LinkButton to={`${base}/new`} variant="primary" icon="plus">
      {t("clients.new")}
    </LinkButton>
  ) : null;
  return (
    <Page title={t("clients.title")} actions={newClient}>
      <FilterBar
        label={t("clients.list.filter")}
        fields={[
          {
            kind: "search",
            name: "search",
            label: t("clients.list.search"),
            placeholder: t("clients.list.searchPlaceholder"),
            value: search,
            maxLength: limits.search,
          },
          {
            kind: "select",
            name: "archived",
            label: t("clients.list.show"),
            value: archived ? "yes" : "",
            options: [
              { value: "", label: t("clients.list.inUse") },
              { value: "yes", label: t("clients.list.showArchived") },
            ],
          },
        ]}
        clearTo={search || archived ? base : undefined}
      />
      {truncated ? (
        <p role="note" className="text-sm text-pretty text-ink-muted">
          {t("clients.list.truncated", { most: limits.found })}
        </p>
      ) : null}
      {rows.length === 0 ? (
        <EmptyState
          icon="people"
          title={t(search ? "clients.list.noneMatch" : "clients.list.none")}
          action={search ? undefined : newClient}
        >
          {search ? t("clients.list.noneMatchText", { most: limits.found }) : t("clients.list.noneText")}
        </EmptyState>
      ) : (
        <Card flush>
          <DataTable
            caption={search ? t("clients.list.captionOfSearch", { search }) : t("clients.list.caption")}
            rows={[...rows]}
            rowKey={(client) => client.id}
            rowTo={(client) => `${base}/${client.id}`}
            columns={[
              { header: t("clients.list.name"), cell: (client) => client.name },
              { header: t("clients.list.email"), cell: (client) => client.email },
              {
                header: t("clients.list.place"),
                cell: (client) => [client.city, countryName(client.country)].filter(Boolean).join(", "),
              },
              ...(archived
                ? [
                    {
                      header: t("clients.list.state"),
                      cell: (client: (typeof rows)[number]) =>
                        client.archivedAt ? (
                          <StatusBadge tone="neutral">{t("clients.list.archived")}</StatusBadge>
                        ) : null,
                    },
                  ]
                : []),
            ]}
          />
        </Card>
      )}
      <Pager label={t("clients.list.pages")} {...links} />
    </Page>
  );
}
