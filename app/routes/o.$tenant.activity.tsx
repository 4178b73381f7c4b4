import { listActivity, listActors } from "@db/queries/audit";
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
import { titled, useT } from "~/i18n/language";
import { isFiltered, readActivityQuery } from "~/modules/audit/activity-filter";
import { clockOf } from "~/modules/audit/clock";
import { activityEntries } from "~/modules/audit/entries";
import { ENTITIES, VERBS } from "~/modules/audit/event-words";
import { addDays } from "~/shared/dates";
import { limits } from "~/shared/limits";

export const meta = titled("audit.title");

export const loader = tenantLoader(async ({ db, context, url, tenant }) => {
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
    entries: activityEntries(
      page.rows,
      clockOf(access.tenant.timeZone, locale),
      { locale, country: access.tenant.country },
      `/o/${tenant}`,
      context.language().t,
    ),
    links: listLinks(url, page),
  };
});

interface Option {
  readonly value: string;
  readonly label: string;
}

const options = (all: string, some: readonly Option[]): Option[] => [{ value: "", label: all }, ...some];

export default function Activity() {
  const t = useT();
  const { self, people, query, entries, links } = useLoaderData<typeof loader>();
  return (
    <Page title={t("audit.title")} description={t("audit.description")}>
      <FilterBar
        label={t("audit.filter.label")}
        fields={[
          {
            kind: "select",
            name: "about",
            label: t("audit.filter.about"),
            value: query.entity ?? "",
            options: options(
              t("audit.filter.everything"),
              ENTITIES.map((value) => ({ value, label: t(`audit.entities.${value}`) })),
            ),
          },
          {
            kind: "select",
            name: "action",
            label: t("audit.filter.action"),
            value: query.verb ?? "",
            options: options(
              t("audit.filter.allActions"),
              VERBS.map((value) => ({ value, label: t(`audit.verbs.${value}`) })),
            ),
          },
          {
            kind: "select",
            name: "person",
            label: t("audit.filter.person"),
            value: query.actorId ?? "",
            options: options(
              t("audit.filter.everybody"),
              people.map(({ id, name }) => ({ value: id, label: name })),
            ),
          },
          { kind: "date", name: "from", label: t("audit.filter.from"), value: query.from ?? "" },
          { kind: "date", name: "to", label: t("audit.filter.to"), value: query.to ?? "" },
        ]}
        clearTo={query.isSet ? self : undefined}
      />
      {entries.length === 0 ? (
        <EmptyState icon="clock" title={t("audit.none")}>
          {t(query.isSet ? "audit.noneMatches" : "audit.noneYet")}
        </EmptyState>
      ) : (
        <Card flush>
          <DataTable
            caption={t("audit.caption")}
            rows={entries}
            rowKey={({ id }) => id}
            rowTo={({ to }) => to}
            columns={[
              {
                header: t("audit.what"),
                cell: ({ what }) => <span className="md:block md:min-w-72">{what}</span>,
              },
              {
                header: t("audit.details"),
                cell: ({ details }) =>
                  details.length > 0 ? (
                    <span className="text-sm text-ink-muted">{details.join(" · ")}</span>
                  ) : null,
              },
              {
                header: t("audit.who"),
                cell: ({ who }) => <span className="md:block md:min-w-28">{who}</span>,
              },
              { header: t("audit.when"), cell: ({ when }) => <Time dateTime={when.iso}>{when.text}</Time> },
            ]}
          />
        </Card>
      )}
      <Pager label={t("audit.pages")} {...links} />
    </Page>
  );
}
