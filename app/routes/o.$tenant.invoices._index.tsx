import { clientChoices, findClient } from "@db/queries/clients";
import { hasInvoices, type InvoiceFilter, listInvoices } from "@db/queries/invoice-list";
import { asOfToday } from "@db/queries/today";
import type { TenantDb } from "@db/tenant-db";
import { useLoaderData } from "@remix-run/react";
import { Card } from "~/components/card";
import { LinkButton } from "~/components/link-button";
import { Page } from "~/components/page";
import { Pager } from "~/components/pager";
import { may } from "~/domain/accounts/permissions";
import { searchQuery } from "~/domain/search/query";
import { localeOf } from "~/domain/tenants/locale";
import { listLinks } from "~/http/forms/list-links";
import { tenantLoader } from "~/http/guards/tenant.server";
import { titled, useT } from "~/i18n/language";
import { InvoiceFilterBar } from "~/modules/invoices/list/invoice-filter-bar";
import { invoiceRows } from "~/modules/invoices/list/invoice-rows";
import { InvoiceTable } from "~/modules/invoices/list/invoice-table";
import { type ListFilter, readListFilter, sortLink } from "~/modules/invoices/list/list-filter";
import { NoInvoices } from "~/modules/invoices/list/no-invoices";
import { todayIn } from "~/shared/dates";
import { limits } from "~/shared/limits";
import { NO_ROWS } from "~/shared/pagination";

export const meta = titled("invoices.title");

export const loader = tenantLoader(async ({ db, url, tenant, context }) => {
  const requested = readListFilter(url.searchParams);
  const [access, { clients, more }, client, any, page] = await Promise.all([
    db.access(),
    clientChoices(db, requested.find),
    requested.clientId ? findClient(db, requested.clientId) : undefined,
    hasInvoices(db),
    invoicesOf(db, requested),
  ]);
  const today = todayIn(access.tenant.timeZone, context.now);
  // A client that is no choice, being archived or one of too many, can still be requested for.
  const choices = client && !clients.some(({ id }) => id === client.id) ? [...clients, client] : clients;
  const filter = { ...requested, clientId: client?.id ?? null };
  return {
    base: `/o/${tenant}`,
    mayWrite: may(access.role, "invoices:write"),
    any,
    clients: choices.map(({ id, name }) => ({ id, name })),
    moreClients: more,
    filter: {
      ...filter,
      isSet: Boolean(
        filter.search || filter.status || requested.clientId || filter.from || filter.to || filter.archived,
      ),
    },
    truncated: page.truncated,
    rows: invoiceRows(page.rows, localeOf(access.tenant), today),
    sort: {
      number: sortLink(url.searchParams, filter, "number"),
      issued: sortLink(url.searchParams, filter, "issued"),
      due: sortLink(url.searchParams, filter, "due"),
    },
    links: listLinks(url, page),
  };
});

/** What the URL asks for. A client that does not exist has no invoices. */
function invoicesOf(db: TenantDb, requested: ListFilter) {
  const match = requested.search ? searchQuery(requested.search) : null;
  if (requested.search && !match) return { ...NO_ROWS, truncated: false };
  const read = (status: InvoiceFilter["status"]) => listInvoices(db, { ...requested, match, status });
  const { status } = requested;
  return status === "overdue" ? asOfToday(db, (today) => read({ dueBefore: today })) : read(status);
}

const CAPTIONS = {
  issued: "invoices.list.byIssueDate",
  due: "invoices.list.byDueDate",
  number: "invoices.list.byNumber",
} as const;

export default function Invoices() {
  const t = useT();
  const { base, mayWrite, any, clients, moreClients, filter, truncated, rows, sort, links } =
    useLoaderData<typeof loader>();
  const invoices = `${base}/invoices`;
  return (
    <Page
      title={t("invoices.title")}
      actions={
        any ? (
          <>
            <LinkButton to={`${base}/numbers`} variant="quiet">
              {t("invoices.numbers")}
            </LinkButton>
            {mayWrite ? (
              <LinkButton to={`${invoices}/new`} variant="primary" icon="plus">
                {t("invoices.new")}
              </LinkButton>
            ) : null}
          </>
        ) : null
      }
    >
      {any ? (
        <InvoiceFilterBar
          filter={filter}
          clients={clients}
          moreClients={moreClients}
          clearTo={filter.isSet ? invoices : undefined}
        />
      ) : null}
      {truncated ? (
        <p role="note" className="text-sm text-pretty text-ink-muted">
          {t("invoices.list.truncated", { most: limits.found })}
        </p>
      ) : null}
      {rows.length === 0 ? (
        <NoInvoices
          base={base}
          any={any}
          filtered={filter.isSet}
          searched={filter.search !== ""}
          mayWrite={mayWrite}
          hasClients={clients.length > 0}
        />
      ) : (
        <Card flush>
          <InvoiceTable
            caption={
              filter.search
                ? t("invoices.list.captionOfSearch", { search: filter.search })
                : t(CAPTIONS[filter.sort])
            }
            rows={rows}
            base={invoices}
            sort={sort}
          />
        </Card>
      )}
      <Pager label={t("invoices.list.pages")} {...links} />
    </Page>
  );
}
