import { listHistory } from "@db/queries/audit";
import { findInvoice } from "@db/queries/invoices";
import { listTaxRates } from "@db/queries/tenants";
import type { Refusal } from "@db/tenant-db";
import { redirect } from "@remix-run/cloudflare";
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from "@remix-run/react";
import { ArchiveQuestion } from "~/components/archive-question";
import { FormProblems } from "~/components/form-problems";
import { Page } from "~/components/page";
import { may } from "~/domain/accounts/permissions";
import { invoiceState } from "~/domain/invoices/invoice-state";
import { localeOf } from "~/domain/tenants/locale";
import { noticedFields, withNotice } from "~/http/forms/notice";
import { respondToForm } from "~/http/forms/respond";
import { formWithErrors, notFound, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { titled, useT } from "~/i18n/language";
import { message } from "~/i18n/message";
import { clockOf } from "~/modules/audit/clock";
import { historyEntries } from "~/modules/audit/entries";
import { HISTORY_LENGTH, History } from "~/modules/audit/history";
import { actOnInvoice } from "~/modules/invoices/actions/act-on-invoice.server";
import { InvoiceActions } from "~/modules/invoices/actions/invoice-actions";
import { InvoiceAside } from "~/modules/invoices/actions/invoice-aside";
import { MarkPaidForm } from "~/modules/invoices/actions/mark-paid-form";
import { documentName } from "~/modules/invoices/document/document-title";
import { ExplainTotal } from "~/modules/invoices/document/explain-total";
import { explain } from "~/modules/invoices/document/explanation";
import { InvoiceDocument } from "~/modules/invoices/document/invoice-document";
import { invoiceDocument } from "~/modules/invoices/document/invoice-document.server";
import { readAs } from "~/modules/invoices/form/doubts";
import { ReadAsNote } from "~/modules/invoices/form/read-as-note";
import { InvoiceActionSchema } from "~/modules/invoices/form/schemas";
import { InvoiceStateBadge } from "~/modules/invoices/list/invoice-state-badge";
import { defaultWords } from "~/modules/terms/default-words";
import { asCurrency } from "~/shared/currency";
import { todayIn } from "~/shared/dates";
import { formatMoney } from "~/shared/format";

export const meta = titled<typeof loader>(
  (t, data) => data?.document.number ?? t("invoices.draft"),
  (t, data) => data?.document.buyer.legalName ?? t("invoices.invoice"),
);

export const loader = tenantLoader(async ({ db, params, context, tenant, url }) => {
  const id = params.invoice ?? "";
  const [access, detail, taxRates, events] = await Promise.all([
    db.access(),
    findInvoice(db, id),
    listTaxRates(db),
    listHistory(db, "invoice", id, HISTORY_LENGTH),
  ]);
  if (!detail) throw notFound();
  const { invoice, client } = detail;
  const { timeZone } = access.tenant;
  const locale = localeOf(access.tenant);
  const today = todayIn(timeZone, context.now);
  return {
    base: `/o/${tenant}`,
    id: invoice.id,
    version: invoice.version,
    state: invoiceState(invoice, today),
    archived: invoice.archivedAt !== null,
    client: {
      name: client.name,
      to: `/o/${tenant}/clients/${client.id}`,
      archived: client.archivedAt !== null,
    },
    internalNote: invoice.internalNote,
    document: invoiceDocument(detail, { ...access.tenant, taxRates }, locale, context.language().t),
    explanation: explain(detail, locale, context.language().t),
    readAs: readAs(noticedFields(url), detail, locale),
    history: historyEntries(
      events,
      clockOf(timeZone, locale),
      { locale, country: access.tenant.country },
      context.language().t,
    ),
    today,
    due: formatMoney(invoice.dueMinor, asCurrency(invoice.currency), locale),
    mayWrite: may(access.role, "invoices:write"),
    keys: { status: context.newId(), duplicate: context.newId(), archive: context.newId() },
  };
});

/** A refusal is mostly about what somebody else did: the page then has to show it. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  (actionStatus ?? 0) >= 400 || defaultShouldRevalidate;

const NOTICES = {
  issue: "invoice-issued",
  markPaid: "invoice-paid",
  undoPaid: "invoice-unpaid",
  duplicate: "invoice-duplicated",
  archive: "invoice-archived",
  restore: "invoice-restored",
} as const;

const MOVED_ON = message("invoices.stale");

const REFUSED: Partial<Record<Refusal, string>> = {
  stale: MOVED_ON,
  status: MOVED_ON,
  client: message("invoices.refusedClient"),
  "tax-rate": message("invoices.refusedTaxRate"),
};

export const action = tenantAction(async ({ parse, db, context, tenant, params }) => {
  const form = await parse(InvoiceActionSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  const to = (id: string) => `/o/${tenant}/invoices/${id}`;
  const id = params.invoice ?? "";
  const { intent } = form.value;
  const done = await actOnInvoice(db, {
    id,
    action: form.value,
    newId: context.newId,
    defaultWords: defaultWords(context.language().t),
  });
  // Two people pressed Issue: both wanted what is there now.
  if (!done.ok && done.error === "status" && intent === "issue") return redirect(to(id));
  const refused = done.ok ? undefined : REFUSED[done.error];
  if (refused) return formWithErrors(form.reply({ form: [refused] }), 409);
  return respondToForm(done, form, (result) => withNotice(to(result), NOTICES[intent]), {
    "paid-date": "paidDate",
    receivable: "confirmed",
  });
});

export default function Invoice() {
  const {
    base,
    id,
    version,
    state,
    archived,
    client,
    internalNote,
    document,
    explanation,
    readAs: read,
    history,
    today,
    due,
    mayWrite,
    keys,
  } = useLoaderData<typeof loader>();
  const t = useT();
  const result = useActionData<typeof action>()?.result;
  const { paidDate: dateErrors, confirmed: question, ...otherErrors } = result?.error ?? {};
  const typedDate = result?.initialValue?.paidDate;
  return (
    <Page
      title={document.number ?? t("invoices.draft")}
      printedAs={documentName(document, t)}
      badge={<InvoiceStateBadge state={state} archived={archived} />}
      back={{ to: `${base}/invoices`, label: t("invoices.title") }}
      actions={
        <InvoiceActions
          to={`${base}/invoices/${id}`}
          status={document.status}
          {...{ archived, version, keys, mayWrite }}
        />
      }
    >
      <FormProblems result={{ error: otherErrors }} title={t("components.notDone")} />
      <ReadAsNote read={read} />
      {mayWrite && question ? (
        <ArchiveQuestion
          formKey={keys.archive}
          version={version}
          title={t("invoices.archiveOpen.title")}
          button={t("invoices.archiveOpen.button")}
        >
          {t("invoices.archiveOpen.text", { amount: due })}
        </ArchiveQuestion>
      ) : null}
      {mayWrite && document.status === "sent" ? (
        <MarkPaidForm
          formKey={keys.status}
          version={version}
          paidDate={typeof typedDate === "string" ? typedDate : today}
          errors={dateErrors ?? []}
        />
      ) : null}
      <InvoiceDocument data={document} heading="h2" />
      {explanation && explanation.length > 0 ? <ExplainTotal parts={explanation} /> : null}
      <InvoiceAside client={client} internalNote={internalNote} />
      <History entries={history} />
    </Page>
  );
}
