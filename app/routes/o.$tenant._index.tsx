import { hasClients } from "@db/queries/clients";
import { hasInvoices, listInvoices, wholeList } from "@db/queries/invoice-list";
import { asOfToday } from "@db/queries/today";
import { openSums, paidSums } from "@db/queries/totals";
import type { MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { Card } from "~/components/card";
import { LinkButton } from "~/components/link-button";
import { Page } from "~/components/page";
import { Stat } from "~/components/stat";
import { TextLink } from "~/components/text-link";
import { may } from "~/domain/accounts/permissions";
import { localeOf } from "~/domain/tenants/locale";
import { tenantLoader } from "~/http/guards/tenant.server";
import { FirstSteps } from "~/modules/dashboard/first-steps";
import { countText, figureOf } from "~/modules/dashboard/sums";
import { invoiceRows } from "~/modules/invoices/list/invoice-rows";
import { InvoiceTable } from "~/modules/invoices/list/invoice-table";
import { type CivilDate, todayIn } from "~/shared/dates";
import { formatDate } from "~/shared/format";

export const meta: MetaFunction = () => [{ title: "Dashboard · Gapless" }];

const LATEST = 8;
const OVERDUE = 10;

/** The longest overdue first. */
const overdueOn = (day: CivilDate) =>
  ({ ...wholeList, status: { dueBefore: day }, sort: "due", descending: false }) as const;

export const loader = tenantLoader(async ({ db, context, tenant }) => {
  const [access, anyInvoice, anyClient, latest, [open, paid, overdue]] = await Promise.all([
    db.access(),
    hasInvoices(db),
    hasClients(db),
    listInvoices(db, wholeList, LATEST),
    asOfToday(db, (day) =>
      Promise.all([openSums(db, day), paidSums(db, day), listInvoices(db, overdueOn(day), OVERDUE)]),
    ),
  ]);
  const today = todayIn(access.tenant.timeZone, context.now);
  const locale = localeOf(access.tenant);
  return {
    base: `/o/${tenant}`,
    today: formatDate(today, locale),
    business: {
      name: access.tenant.name,
      hasAddress: Boolean(access.tenant.addressLine1 && access.tenant.city),
    },
    mayWrite: may(access.role, "invoices:write"),
    mayManage: may(access.role, "business:write"),
    anyInvoice,
    anyClient,
    outstanding: figureOf(open, (row) => ({ minor: row.open, count: row.openCount }), locale),
    overdue: figureOf(open, (row) => ({ minor: row.overdue, count: row.overdueCount }), locale),
    paidMonth: figureOf(paid, (row) => ({ minor: row.month, count: row.monthCount }), locale),
    paidYear: figureOf(paid, (row) => ({ minor: row.year, count: row.yearCount }), locale),
    latestRows: invoiceRows(latest.rows, locale, today),
    overdueRows: invoiceRows(overdue.rows, locale, today),
  };
});

export default function Dashboard() {
  const page = useLoaderData<typeof loader>();
  const { base, mayWrite, outstanding, overdue, paidMonth, paidYear, latestRows, overdueRows } = page;
  const invoices = `${base}/invoices`;
  if (!page.anyInvoice) {
    const { business, anyClient, mayManage } = page;
    return (
      <Page title="Dashboard">
        <FirstSteps
          base={base}
          businessName={business.name}
          hasAddress={business.hasAddress}
          hasClients={anyClient}
          mayManage={mayManage}
          mayWrite={mayWrite}
        />
      </Page>
    );
  }
  return (
    <Page
      title="Dashboard"
      description={`As of ${page.today}. Archived invoices are left out.`}
      actions={
        mayWrite ? (
          <LinkButton to={`${invoices}/new`} variant="primary" icon="plus">
            New invoice
          </LinkButton>
        ) : null
      }
    >
      <div className="tile-grid">
        <Stat
          label="Outstanding"
          amounts={outstanding.amounts}
          detail={countText(outstanding.count)}
          to={`${invoices}?status=sent`}
        />
        <Stat
          label="Overdue"
          amounts={overdue.amounts}
          detail={countText(overdue.count)}
          tone={overdue.count > 0 ? "danger" : "neutral"}
          to={`${invoices}?status=overdue`}
        />
        <Stat
          label="Paid this month"
          amounts={paidMonth.amounts}
          detail={countText(paidMonth.count)}
          tone={paidMonth.count > 0 ? "positive" : "neutral"}
        />
        <Stat
          label="Paid this year"
          amounts={paidYear.amounts}
          detail={countText(paidYear.count)}
          tone={paidYear.count > 0 ? "positive" : "neutral"}
        />
      </div>
      {overdueRows.length > 0 ? (
        <Card
          title="Overdue"
          flush
          actions={<TextLink to={`${invoices}?status=overdue`}>All overdue</TextLink>}
        >
          <InvoiceTable caption="Overdue invoices, oldest first" rows={overdueRows} base={invoices} />
        </Card>
      ) : null}
      <Card
        title="Latest invoices"
        flush={latestRows.length > 0}
        actions={<TextLink to={invoices}>All invoices</TextLink>}
      >
        {latestRows.length > 0 ? (
          <InvoiceTable caption="Latest invoices" rows={latestRows} base={invoices} />
        ) : (
          <p className="text-ink-muted">All invoices are archived.</p>
        )}
      </Card>
    </Page>
  );
}
