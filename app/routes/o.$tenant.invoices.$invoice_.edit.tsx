import { findInvoice } from "@db/queries/invoices";
import { redirect } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Page } from "~/components/page";
import { draftFollowsTerms } from "~/domain/invoices/draft";
import { agreedOf, followsTerms, ownTermsOf } from "~/domain/terms/agreed";
import { dueOn } from "~/domain/terms/terms";
import { FormOrConflict } from "~/http/forms/form-or-conflict";
import { withNotice } from "~/http/forms/notice";
import { respondToEdit } from "~/http/forms/respond";
import { formWithErrors, notFound, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { titled, useT } from "~/i18n/language";
import { withClientsCurrency } from "~/modules/invoices/form/clients-currency.server";
import { doubtfulFields } from "~/modules/invoices/form/doubts";
import { FindClient } from "~/modules/invoices/form/find-client";
import { formValuesOf } from "~/modules/invoices/form/form-values";
import { InvoiceForm } from "~/modules/invoices/form/invoice-form";
import {
  clientChoice,
  describeWith,
  invoiceFormData,
} from "~/modules/invoices/form/invoice-form-data.server";
import { respell } from "~/modules/invoices/form/respell";
import { saveDraft } from "~/modules/invoices/form/save-draft.server";
import { savedNotice } from "~/modules/invoices/form/saved-notice";
import { editInvoiceSchema } from "~/modules/invoices/form/schemas";
import { invoiceLabels } from "~/modules/invoices/labels";
import { defaultWords } from "~/modules/terms/default-words";
import { respellTerms } from "~/modules/terms/terms-values";
import { limits } from "~/shared/limits";
import { searchText } from "~/shared/search-words";

export const meta = titled("invoices.edit");

export const loader = tenantLoader(async ({ db, params, context, tenant, url }) => {
  const found = findInvoice(db, params.invoice ?? "");
  const find = searchText(url.searchParams.get("find"), limits.search);
  const [detail, offered] = await Promise.all([found, invoiceFormData(db, { stored: found, find })]);
  if (!detail) throw notFound();
  const to = `/o/${tenant}/invoices/${detail.invoice.id}`;
  // Issued meanwhile: there is nothing to edit any more, and the invoice's page says so.
  if (detail.invoice.status !== "draft") throw redirect(withNotice(to, "invoice-is-issued"));
  const { invoice, client } = detail;
  const others = offered.clients.filter(({ id }) => id !== client.id);
  const { id, buyerReference } = client;
  const own =
    client.archivedAt === null
      ? clientChoice(client)
      : {
          ...clientChoice(client),
          name: context.language().t("invoices.clientArchived", { client: client.name }),
          currency: null,
          buyerReference: null,
        };
  const agreed = agreedOf(ownTermsOf(detail.terms), client, offered.business);
  const byTerms = dueOn(invoice.issueDate, agreed.terms);
  return {
    ...offered,
    clients: offered.clients.some((offer) => offer.id === id) ? offered.clients : [own, ...others],
    formKey: context.newId(),
    to,
    values: {
      ...formValuesOf(detail, offered.exemptions, offered.locale),
      // As they are now: a client's terms may have changed since it was saved.
      ...(followsTerms(invoice, detail.terms, agreed) ? { dueDate: byTerms } : {}),
      dueDateOffered: byTerms,
      currencyOffered: (client.currency ?? offered.currency) === invoice.currency ? invoice.currency : "",
      buyerReferenceOffered: buyerReference ?? "",
    },
    version: invoice.version,
  };
});

export const action = tenantAction(async ({ parseNumbers, db, context, tenant, params }) => {
  const form = await parseNumbers(editInvoiceSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  const saved = await saveDraft(db, {
    id: params.invoice ?? "",
    version: form.value.version,
    draft: form.value,
    defaultWords: defaultWords(context.language().t),
  });
  if (!saved.ok && saved.error === "currency")
    return formWithErrors(await withClientsCurrency(db, form), 422);
  const notice = savedNotice(form.value, "draft-saved");
  const to = `/o/${tenant}/invoices/${params.invoice}`;
  // Somebody issued it first: show that invoice rather than a form that can't be saved.
  if (!saved.ok && saved.error === "status") return redirect(withNotice(to, "invoice-issued-first"));
  const stored = async () => {
    const found = findInvoice(db, params.invoice ?? "");
    const [detail, offered] = await Promise.all([found, invoiceFormData(db, { stored: found })]);
    if (!detail) return null;
    const { version } = detail.invoice;
    const { writtenIn: locale } = form.value;
    const agreed = agreedOf(ownTermsOf(detail.terms), detail.client, offered.business);
    // A due date that follows the terms is none of its own.
    const left = (follows: boolean, dueDate: string) => ({ dueDate: follows ? "" : dueDate });
    return {
      version,
      values: {
        ...formValuesOf(detail, offered.exemptions, locale),
        taxComponents: offered.taxComponents,
        ...left(followsTerms(detail.invoice, detail.terms, agreed), detail.invoice.dueDate),
      },
      typed: {
        ...respellTerms(respell(form.typed, locale), locale),
        ...left(draftFollowsTerms(form.value), form.value.dueDate ?? ""),
      },
      describe: describeWith(offered, context.language().t),
    };
  };
  // With JavaScript it was said beside the field.
  const doubtful = context.forScript ? [] : doubtfulFields(form.typed, form.value);
  return respondToEdit(saved, form, {
    to: () => withNotice(to, notice, doubtful),
    stored,
    labels: invoiceLabels,
    fields: { client: "client", "no-lines": "lines", "tax-rate": "lines" },
  });
});

export default function EditInvoice() {
  const { to, ...data } = useLoaderData<typeof loader>();
  const t = useT();
  const answer = useActionData<typeof action>();
  return (
    <Page title={t("invoices.edit")} back={{ to, label: t("invoices.draft") }}>
      <FormOrConflict
        conflict={answer?.conflict}
        formKey={data.formKey}
        cancelTo={to}
        submitLabel={t("drafts.saveDraft")}
      >
        {data.moreClients ? <FindClient find={data.find} found={data.found} /> : null}
        <InvoiceForm {...data} lastResult={answer?.result} cancelTo={to} />
      </FormOrConflict>
    </Page>
  );
}
