import { hasClients } from "@db/queries/clients";
import { hasInvoices, listInvoices, wholeList } from "@db/queries/invoice-list";
import { asOfToday } from "@db/queries/today";
import { openSums, paidSums } from "@db/queries/totals";
import { useLoaderData } from "@remix-run/react";
import { Card } from "~/components/card";
import { LinkButton } from "~/components/link-button";
import { Page } from "~/components/page";
import { Stat } from "~/components/stat";
import { TextLink } from "~/components/text-link";
import { may } from "~/domain/accounts/permissions";
import { localeOf } from "~/domain/tenants/locale";
import { tenantLoader } from "~/http/guards/tenant.server";
import { titled, useT } from "~/i18n/language";
import { FirstSteps } from "~/modules/dashboard/first-steps";
import { type Figure, figureOf } from "~/modules/dashboard/sums";
import { invoiceRows } from "~/modules/invoices/list/invoice-rows";
import { InvoiceTable } from "~/modules/invoices/list/invoice-table";
import { type CivilDate, todayIn } from "~/shared/dates";
import { formatDate } from "~/shared/format";

export const meta = titled("dashboard.title");

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
    outstanding: figureOf(
      open,
      (row) => ({ minor: row.open, count: row.openCount, archived: row.openArchived }),
      locale,
    ),
    overdue: figureOf(
      open,
      (row) => ({ minor: row.overdue, count: row.overdueCount, archived: row.overdueArchived }),
      locale,
    ),
    paidMonth: figureOf(paid, (row) => ({ minor: row.month, count: row.monthCount }), locale),
    paidYear: figureOf(paid, (row) => ({ minor: row.year, count: row.yearCount }), locale),
    latestRows: invoiceRows(latest.rows, locale, today),
    overdueRows: invoiceRows(overdue.rows, locale, today),
  };
});

export default function Dashboard() {
  const t = useT();
  const countText = ({ count, archived }: Figure) =>
    [
      ...(count === 0 ? [] : [t("dashboard.count", { count })]),
      ...(archived === 0 ? [] : [t("dashboard.archived", { count: archived })]),
    ].join(" · ") || undefined;
  const page = useLoaderData<typeof loader>();
  const { base, mayWrite, outstanding, overdue, paidMonth, paidYear, latestRows, overdueRows } = page;
  const invoices = `${base}/invoices`;
  if (!page.anyInvoice) {
    const { business, anyClient, mayManage } = page;
    return (
      <Page title={t("dashboard.title")}>
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
      title={t("dashboard.title")}
      description={t("dashboard.asOf", { day: page.today })}
      actions={
        mayWrite ? (
          <LinkButton to={`${invoices}/new`} variant="primary" icon="plus">
            {t("dashboard.newInvoice")}
          </LinkButton>
        ) : null
      }
    >
      <div className="tile-grid">
        <Stat
          label={t("dashboard.outstanding")}
          amounts={outstanding.amounts}
          detail={countText(outstanding)}
          to={`${invoices}?status=sent`}
        />
        <Stat
          label={t("dashboard.overdue")}
          amounts={overdue.amounts}
          detail={countText(overdue)}
          tone={overdue.count > 0 ? "danger" : "neutral"}
          to={`${invoices}?status=overdue`}
        />
        <Stat
          label={t("dashboard.paidMonth")}
          amounts={paidMonth.amounts}
          detail={countText(paidMonth)}
          tone={paidMonth.count > 0 ? "positive" : "neutral"}
        />
        <Stat
          label={t("dashboard.paidYear")}
          amounts={paidYear.amounts}
          detail={countText(paidYear)}
          tone={paidYear.count > 0 ? "positive" : "neutral"}
        />
      </div>
      {overdueRows.length > 0 ? (
        <Card
          title={t("dashboard.overdue")}
          flush
          actions={<TextLink to={`${invoices}?status=overdue`}>{t("dashboard.allOverdue")}</TextLink>}
        >
          <InvoiceTable caption={t("dashboard.overdueCaption")} rows={overdueRows} base={invoices} />
        </Card>
      ) : null}
      <Card
        title={t("dashboard.latest")}
        flush={latestRows.length > 0}
        actions={<TextLink to={invoices}>{t("dashboard.all")}</TextLink>}
      >
        {latestRows.length > 0 ? (
          <InvoiceTable caption={t("dashboard.latest")} rows={latestRows} base={invoices} />
        ) : (
          <p className="text-ink-muted">{t("dashboard.allArchived")}</p>
        )}
      </Card>
    </Page>
  );
}
