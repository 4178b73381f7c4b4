import { useActionData, useLoaderData } from "@remix-run/react";
import { EmptyState } from "~/components/empty-state";
import { LinkButton } from "~/components/link-button";
import { Page } from "~/components/page";
import { FIRST_UNIT } from "~/domain/invoices/units";
import { agreedOf } from "~/domain/terms/agreed";
import { dueOn } from "~/domain/terms/terms";
import { withNotice } from "~/http/forms/notice";
import { respondToForm } from "~/http/forms/respond";
import { formWithErrors, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { titled, useT } from "~/i18n/language";
import { withClientsCurrency } from "~/modules/invoices/form/clients-currency.server";
import { doubtfulFields } from "~/modules/invoices/form/doubts";
import { FindClient } from "~/modules/invoices/form/find-client";
import { exemptionValues } from "~/modules/invoices/form/form-values";
import { InvoiceForm } from "~/modules/invoices/form/invoice-form";
import { invoiceFormData } from "~/modules/invoices/form/invoice-form-data.server";
import { createInvoice } from "~/modules/invoices/form/save-draft.server";
import { savedNotice } from "~/modules/invoices/form/saved-notice";
import { newInvoiceSchema } from "~/modules/invoices/form/schemas";
import { defaultWords } from "~/modules/terms/default-words";
import { todayIn } from "~/shared/dates";
import { limits } from "~/shared/limits";
import { searchText } from "~/shared/search-words";

export const meta = titled("invoices.new");

export const loader = tenantLoader(async ({ db, context, tenant, url }) => {
  const clientId = url.searchParams.get("client");
  const find = searchText(url.searchParams.get("find"), limits.search);
  const { timeZone, ...offered } = await invoiceFormData(db, { clientId, find });
  // Whoever finds one client wants that one.
  const sole = offered.found === 1 ? offered.clients.at(-1) : undefined;
  const chosen = offered.clients.find(({ id }) => id === clientId) ?? sole;
  const currency = chosen?.currency ?? offered.currency;
  const issueDate = todayIn(timeZone, context.now);
  const dueDate = dueOn(issueDate, agreedOf(null, chosen ?? null, offered.business).terms);
  return {
    ...offered,
    formKey: context.newId(),
    base: `/o/${tenant}`,
    values: {
      writtenIn: offered.locale,
      client: chosen?.id ?? "",
      issueDate,
      dueDate,
      dueDateOffered: dueDate,
      currency,
      currencyOffered: currency,
      buyerReference: chosen?.buyerReference ?? "",
      buyerReferenceOffered: chosen?.buyerReference ?? "",
      ...exemptionValues(offered.exemptions),
      lines: [{ quantity: "1", unit: FIRST_UNIT, taxRate: offered.taxRates[0]?.value ?? "" }],
    },
  };
});

export const action = tenantAction(async ({ parseNumbers, db, context, tenant }) => {
  const form = await parseNumbers(newInvoiceSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  const created = await createInvoice(db, {
    id: context.newId(),
    draft: form.value,
    defaultWords: defaultWords(context.language().t),
  });
  if (!created.ok && created.error === "currency")
    return formWithErrors(await withClientsCurrency(db, form), 422);
  const notice = savedNotice(form.value, "draft-created");
  const fields = { client: "client", "no-lines": "lines", "tax-rate": "lines" };
  // With JavaScript it was said beside the field.
  const doubtful = context.forScript ? [] : doubtfulFields(form.typed, form.value);
  return respondToForm(
    created,
    form,
    (id) => withNotice(`/o/${tenant}/invoices/${id}`, notice, doubtful),
    fields,
  );
});

export default function NewInvoice() {
  const t = useT();
  const { base, ...data } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>()?.result;
  return (
    <Page title={t("invoices.new")} back={{ to: `${base}/invoices`, label: t("invoices.title") }}>
      {data.clients.length === 0 && !lastResult ? (
        <EmptyState
          icon="people"
          title={t("invoices.noClients.title")}
          action={
            <LinkButton to={`${base}/clients/new`} variant="primary">
              {t("invoices.newClient")}
            </LinkButton>
          }
        >
          {t("invoices.noClients.text")}
        </EmptyState>
      ) : (
        <>
          {data.moreClients ? <FindClient find={data.find} found={data.found} /> : null}
          <InvoiceForm {...data} lastResult={lastResult} cancelTo={`${base}/invoices`} />
        </>
      )}
    </Page>
  );
}
