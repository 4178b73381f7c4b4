import { clientChoices, findClient } from "@db/queries/clients";
import { hasInvoices, listInvoices } from "@db/queries/invoice-list";
import type { MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { Card } from "~/components/card";
import { LinkButton } from "~/components/link-button";
import { Page } from "~/components/page";
import { Pager } from "~/components/pager";
import { listLinks } from "~/http/list-links";
import { tenantLoader } from "~/http/tenant.server";
import { may } from "~/modules/accounts/permissions";
import { InvoiceFilterBar } from "~/modules/invoices/invoice-filter-bar";
import { invoiceRows } from "~/modules/invoices/invoice-rows";
import { InvoiceTable } from "~/modules/invoices/invoice-table";
import { readListFilter, sortLink } from "~/modules/invoices/list-filter";
import { NoInvoices } from "~/modules/invoices/no-invoices";
import { localeOf } from "~/modules/tenants/locale";
import { todayIn } from "~/shared/dates";

export const meta: MetaFunction = () => [{ title: "Invoices · Gapless" }];

export const loader = tenantLoader(async ({ db, url, tenant, context }) => {
  const asked = readListFilter(url.searchParams);
  const [access, clients, client, any] = await Promise.all([
    db.access(),
    clientChoices(db),
    asked.clientId ? findClient(db, asked.clientId) : undefined,
    hasInvoices(db),
  ]);
  const today = todayIn(access.tenant.timeZone, context.now);
  // An archived client is no choice any more, but its invoices can still be asked for.
  const choices = client && client.archivedAt !== null ? [...clients, client] : clients;
  const filter = { ...asked, clientId: client?.id ?? null };
  const page = await listInvoices(db, { ...filter, today });
  return {
    base: `/o/${tenant}`,
    mayWrite: may(access.role, "invoices:write"),
    any,
    clients: choices.map(({ id, name }) => ({ id, name })),
    filter: {
      ...filter,
      isSet: Boolean(filter.status || filter.clientId || filter.from || filter.to || filter.archived),
    },
    rows: invoiceRows(page.rows, localeOf(access.tenant), today),
    sort: {
      issued: sortLink(url.searchParams, filter, "issued"),
      due: sortLink(url.searchParams, filter, "due"),
    },
    links: listLinks(url, page),
  };
});

export default function Invoices() {
  const { base, mayWrite, any, clients, filter, rows, sort, links } = useLoaderData<typeof loader>();
  const invoices = `${base}/invoices`;
  return (
    <Page
      title="Invoices"
      actions={
        any ? (
          <>
            <LinkButton to={`${base}/numbers`} variant="quiet">
              Numbers
            </LinkButton>
            {mayWrite ? (
              <LinkButton to={`${invoices}/new`} variant="primary" icon="plus">
                New invoice
              </LinkButton>
            ) : null}
          </>
        ) : null
      }
    >
      {any ? (
        <InvoiceFilterBar filter={filter} clients={clients} clearTo={filter.isSet ? invoices : undefined} />
      ) : null}
      {rows.length === 0 ? (
        <NoInvoices
          base={base}
          any={any}
          filtered={filter.isSet}
          mayWrite={mayWrite}
          hasClients={clients.length > 0}
        />
      ) : (
        <Card flush>
          <InvoiceTable
            caption={`Invoices by ${filter.sort === "due" ? "due date" : "issue date"}`}
            rows={rows}
            base={invoices}
            sort={sort}
          />
        </Card>
      )}
      {any ? <Pager label="Pages of invoices" {...links} /> : null}
    </Page>
  );
}
