import { listHistory } from "@db/queries/audit";
import { findClient } from "@db/queries/clients";
import { findErasure } from "@db/queries/erase-client";
import { listInvoices, wholeList } from "@db/queries/invoice-list";
import { asOfToday } from "@db/queries/today";
import { openSums } from "@db/queries/totals";
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from "@remix-run/react";
import { Alert } from "~/components/alert";
import { ArchiveQuestion } from "~/components/archive-question";
import { Card } from "~/components/card";
import { DefinitionList } from "~/components/definition-list";
import { FormProblems } from "~/components/form-problems";
import { Page } from "~/components/page";
import { Pager } from "~/components/pager";
import { Stat } from "~/components/stat";
import { StatusBadge } from "~/components/status-badge";
import { TextLink } from "~/components/text-link";
import { may } from "~/domain/accounts/permissions";
import { lastDayOf } from "~/domain/retention/years";
import { localeOf } from "~/domain/tenants/locale";
import { listLinks } from "~/http/forms/list-links";
import { withNotice } from "~/http/forms/notice";
import { respondToForm } from "~/http/forms/respond";
import { formWithErrors, notFound, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { titled, useSay, useT } from "~/i18n/language";
import { message } from "~/i18n/message";
import { clockOf } from "~/modules/audit/clock";
import { historyEntries } from "~/modules/audit/entries";
import { HISTORY_LENGTH, History } from "~/modules/audit/history";
import { ClientActions } from "~/modules/clients/client-actions";
import { clientFacts } from "~/modules/clients/client-facts";
import { archiveClient } from "~/modules/clients/save-client.server";
import { ArchiveClientSchema } from "~/modules/clients/schemas";
import { invoiceRows } from "~/modules/invoices/list/invoice-rows";
import { InvoiceTable } from "~/modules/invoices/list/invoice-table";
import { asCurrency } from "~/shared/currency";
import { todayIn } from "~/shared/dates";
import { formatDate, formatMoney } from "~/shared/format";
import { asMinor } from "~/shared/money";
import { decodeCursor } from "~/shared/pagination";

export const meta = titled<typeof loader>((t, data) => data?.name ?? t("clients.client"));

export const loader = tenantLoader(async ({ db, params, context, tenant, url }) => {
  const id = params.client ?? "";
  const cursor = decodeCursor(url.searchParams.get("at"));
  const [access, client, balances, page, events, erasure] = await Promise.all([
    db.access(),
    findClient(db, id),
    asOfToday(db, (today) => openSums(db, today, id)),
    listInvoices(db, { ...wholeList, clientId: id, cursor }),
    listHistory(db, "client", id, HISTORY_LENGTH),
    findErasure(db, id),
  ]);
  if (!client) throw notFound();
  const today = todayIn(access.tenant.timeZone, context.now);
  const locale = localeOf(access.tenant);
  const amounts = (key: "open" | "overdue") =>
    balances
      .filter((balance) => balance[key] !== 0)
      .map((balance) => formatMoney(asMinor(balance[key]), asCurrency(balance.currency), locale));
  return {
    base: `/o/${tenant}`,
    id: client.id,
    name: client.name,
    version: client.version,
    archived: client.archivedAt !== null,
    facts: clientFacts(client, access.tenant.country, locale, context.language().t),
    owes: { open: amounts("open"), overdue: amounts("overdue") },
    rows: invoiceRows(page.rows, locale, today),
    links: listLinks(url, page),
    history: historyEntries(
      events,
      clockOf(access.tenant.timeZone, locale),
      { locale, country: access.tenant.country },
      context.language().t,
    ),
    mayWrite: !erasure && may(access.role, "clients:write"),
    mayErase: !erasure && may(access.role, "clients:erase"),
    kept: erasure?.lastDay
      ? { reason: erasure.reason ?? "", until: formatDate(lastDayOf(erasure.lastDay), locale) }
      : null,
    formKey: context.newId(),
  };
});

/** A refusal is mostly about what somebody else did: the page then has to show it. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  (actionStatus ?? 0) >= 400 || defaultShouldRevalidate;

export const action = tenantAction(async ({ parse, db, tenant, params }) => {
  const form = await parse(ArchiveClientSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  const { intent, version, confirmed } = form.value;
  const archived = intent === "archive";
  const done = await archiveClient(db, {
    id: params.client ?? "",
    version,
    archived,
    confirmed: confirmed === "yes",
  });
  if (!done.ok && done.error === "stale")
    return formWithErrors(form.reply({ form: [message("clients.stale")] }), 409);
  const notice = archived ? "client-archived" : "client-restored";
  return respondToForm(done, form, (id) => withNotice(`/o/${tenant}/clients/${id}`, notice), {
    receivable: "confirmed",
  });
});

export default function Client() {
  const {
    base,
    id,
    name,
    version,
    archived,
    facts,
    owes,
    rows,
    links,
    history,
    mayWrite,
    mayErase,
    kept,
    formKey,
  } = useLoaderData<typeof loader>();
  const [t, say] = [useT(), useSay()];
  const result = useActionData<typeof action>()?.result;
  const { confirmed: question, ...errors } = result?.error ?? {};
  return (
    <Page
      title={name}
      badge={archived ? <StatusBadge>{t("clients.list.archived")}</StatusBadge> : null}
      back={{ to: `${base}/clients`, label: t("clients.title") }}
      actions={mayWrite ? <ClientActions {...{ base, id, version, archived, formKey }} /> : null}
    >
      <FormProblems result={{ error: errors }} title={t("components.notDone")} />
      {mayWrite && question ? (
        <ArchiveQuestion
          {...{ version, formKey }}
          title={t("clients.archiveOpen.title")}
          button={t("clients.archiveOpen.button")}
        >
          {t("clients.archiveOpen.text")}
        </ArchiveQuestion>
      ) : null}
      {kept ? (
        <Alert tone="warning" title={t("clients.page.kept", { day: kept.until })}>
          {kept.reason}
        </Alert>
      ) : null}
      <div className="tile-grid">
        <Stat
          label={t("clients.page.outstanding")}
          amounts={owes.open}
          to={`${base}/invoices?client=${id}&status=sent`}
        />
        <Stat
          label={t("clients.page.overdue")}
          amounts={owes.overdue}
          tone={owes.overdue.length > 0 ? "danger" : "neutral"}
          to={`${base}/invoices?client=${id}&status=overdue`}
        />
      </div>
      <Card title={t("clients.page.details")}>
        <DefinitionList
          items={facts.map(({ term, value }) => ({
            term: say(term),
            value: value && <span className="whitespace-pre-line">{say(value)}</span>,
          }))}
        />
      </Card>
      <Card title={t("clients.page.invoices")} flush={rows.length > 0}>
        {rows.length > 0 ? (
          <InvoiceTable
            caption={t("clients.page.invoicesOf", { name })}
            rows={rows}
            base={`${base}/invoices`}
            showClient={false}
          />
        ) : (
          <p className="text-ink-muted">{t("clients.page.noInvoices")}</p>
        )}
      </Card>
      <Pager label={t("invoices.list.pages")} {...links} />
      <History entries={history} />
      {mayErase ? (
        <p className="text-sm">
          <TextLink to={`${base}/clients/${id}/erase`}>{t("clients.page.erase")}</TextLink>
        </p>
      ) : null}
    </Page>
  );
}
