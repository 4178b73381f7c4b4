import { listClients, searchClients } from "@db/queries/clients";
import type { MetaFunction } from "@remix-run/cloudflare";
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
import { listLinks } from "~/http/forms/list-links";
import { tenantLoader } from "~/http/guards/tenant.server";
import { countryName } from "~/shared/countries";
import { limits } from "~/shared/limits";
import { decodeCursor, NO_ROWS } from "~/shared/pagination";
import { searchMatch, searchText } from "~/shared/search-words";

export const meta: MetaFunction = () => [{ title: "Clients · Gapless" }];

export const loader = tenantLoader(async ({ db, url, tenant }) => {
  const search = searchText(url.searchParams.get("search"), limits.search);
  const archived = url.searchParams.get("archived") === "yes";
  const cursor = decodeCursor(url.searchParams.get("at"));
  const match = searchMatch(search);
  const filter = { archived, cursor };
  const [{ role }, page] = await Promise.all([
    db.access(),
    !search ? listClients(db, filter) : match ? searchClients(db, match, filter) : NO_ROWS,
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
  const { base, search, archived, mayWrite, rows, links } = useLoaderData<typeof loader>();
  const newClient = mayWrite ? (
    <LinkButton to={`${base}/new`} variant="primary" icon="plus">
      New client
    </LinkButton>
  ) : null;
  return (
    <Page title="Clients" actions={newClient}>
      <FilterBar
        label="Filter clients"
        fields={[
          {
            kind: "search",
            name: "search",
            label: "Search",
            placeholder: "Name, email or place",
            value: search,
            maxLength: limits.search,
          },
          {
            kind: "select",
            name: "archived",
            label: "Show",
            value: archived ? "yes" : "",
            options: [
              { value: "", label: "In use" },
              { value: "yes", label: "Show archived" },
            ],
          },
        ]}
        clearTo={search || archived ? base : undefined}
      />
      {rows.length === 0 ? (
        <EmptyState
          icon="people"
          title={search ? "No client matches" : "No clients yet"}
          action={search ? undefined : newClient}
        >
          {search
            ? "Try another word of the name, the email address or the place, or its beginning."
            : "Add whom you invoice; then you can write the first invoice."}
        </EmptyState>
      ) : (
        <Card flush>
          <DataTable
            caption={search ? `Clients with “${search}”, the latest first` : "Clients by name"}
            rows={[...rows]}
            rowKey={(client) => client.id}
            rowTo={(client) => `${base}/${client.id}`}
            columns={[
              { header: "Name", cell: (client) => client.name },
              { header: "Email", cell: (client) => client.email },
              {
                header: "Place",
                cell: (client) => [client.city, countryName(client.country)].filter(Boolean).join(", "),
              },
              ...(archived
                ? [
                    {
                      header: "State",
                      cell: (client: (typeof rows)[number]) =>
                        client.archivedAt ? <StatusBadge tone="neutral">Archived</StatusBadge> : null,
                    },
                  ]
                : []),
            ]}
          />
        </Card>
      )}
      <Pager label="Pages of clients" {...links} />
    </Page>
  );
}
