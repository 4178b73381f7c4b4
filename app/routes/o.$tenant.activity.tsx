import { listActivity, listActors } from "@db/queries/audit";
import type { MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { Card } from "~/components/card";
import { DataTable } from "~/components/data-table";
import { EmptyState } from "~/components/empty-state";
import { FilterBar } from "~/components/filter-bar";
import { Page } from "~/components/page";
import { Pager } from "~/components/pager";
import { Time } from "~/components/time";
import { localeOf } from "~/domain/tenants/locale";
import { listLinks } from "~/http/forms/list-links";
import { tenantLoader } from "~/http/guards/tenant.server";
import { isFiltered, readActivityQuery } from "~/modules/audit/activity-filter";
import { clockOf } from "~/modules/audit/clock";
import { activityEntries } from "~/modules/audit/entries";
import { entityNames, verbNames } from "~/modules/audit/event-words";
import { addDays } from "~/shared/dates";
import { limits } from "~/shared/limits";

export const meta: MetaFunction = () => [{ title: "Activity · Gapless" }];

export const loader = tenantLoader(async ({ db, url, tenant }) => {
  const query = readActivityQuery(url.searchParams);
  // Days are the business's: its time zone has to be known before they can be asked for.
  const known = query.from || query.to ? await db.access() : null;
  const days = known && clockOf(known.tenant.timeZone, localeOf(known.tenant));
  const filter = {
    ...query,
    from: days && query.from ? days.startOf(query.from) : null,
    to: days && query.to ? days.startOf(addDays(query.to, 1)) : null,
  };
  const [access, people, page] = await Promise.all([
    db.require("business:read"),
    listActors(db),
    listActivity(db, filter, limits.pageSize),
  ]);
  const locale = localeOf(access.tenant);
  return {
    self: `/o/${tenant}/activity`,
    people,
    query: { ...query, isSet: isFiltered(query) },
    entries: activityEntries(page.rows, clockOf(access.tenant.timeZone, locale), locale, `/o/${tenant}`),
    links: listLinks(url, page),
  };
});

const options = (all: string, names: Readonly<Record<string, string>>) => [
  { value: "", label: all },
  ...Object.entries(names).map(([value, label]) => ({ value, label })),
];

export default function Activity() {
  const { self, people, query, entries, links } = useLoaderData<typeof loader>();
  const names = Object.fromEntries(people.map(({ id, name }) => [id, name]));
  return (
    <Page
      title="Activity"
      description="Every change to this business's data. Nothing here can be edited or removed."
    >
      <FilterBar
        label="Filter activity"
        fields={[
          {
            kind: "select",
            name: "about",
            label: "About",
            value: query.entity ?? "",
            options: options("Everything", entityNames),
          },
          {
            kind: "select",
            name: "action",
            label: "Action",
            value: query.verb ?? "",
            options: options("All actions", verbNames),
          },
          {
            kind: "select",
            name: "person",
            label: "Person",
            value: query.actorId ?? "",
            options: options("Everybody", names),
          },
          { kind: "date", name: "from", label: "From", value: query.from ?? "" },
          { kind: "date", name: "to", label: "To", value: query.to ?? "" },
        ]}
        clearTo={query.isSet ? self : undefined}
      />
      {entries.length === 0 ? (
        <EmptyState icon="clock" title="Nothing happened">
          {query.isSet ? "No change matches the filter." : "Changes appear here as they are made."}
        </EmptyState>
      ) : (
        <Card flush>
          <DataTable
            caption="Changes, newest first"
            rows={entries}
            rowKey={({ id }) => id}
            rowTo={({ to }) => to}
            columns={[
              { header: "What", cell: ({ what }) => <span className="md:block md:min-w-72">{what}</span> },
              {
                header: "Details",
                cell: ({ details }) =>
                  details.length > 0 ? (
                    <span className="text-sm text-ink-muted">{details.join(" · ")}</span>
                  ) : null,
              },
              { header: "Who", cell: ({ who }) => <span className="md:block md:min-w-28">{who}</span> },
              { header: "When", cell: ({ when }) => <Time dateTime={when.iso}>{when.text}</Time> },
            ]}
          />
        </Card>
      )}
      <Pager label="Pages of activity" {...links} />
    </Page>
  );
}
