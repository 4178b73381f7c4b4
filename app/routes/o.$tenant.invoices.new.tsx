import type { MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { EmptyState } from "~/components/empty-state";
import { LinkButton } from "~/components/link-button";
import { Page } from "~/components/page";
import { FIRST_UNIT } from "~/domain/invoices/units";
import { withNotice } from "~/http/forms/notice";
import { respondToForm } from "~/http/forms/respond";
import { formWithErrors, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { InvoiceForm } from "~/modules/invoices/form/invoice-form";
import { invoiceFormData } from "~/modules/invoices/form/invoice-form-data.server";
import { createInvoice } from "~/modules/invoices/form/save-draft.server";
import { savedNotice } from "~/modules/invoices/form/saved-notice";
import { NewInvoiceSchema } from "~/modules/invoices/form/schemas";
import { todayIn } from "~/shared/dates";

export const meta: MetaFunction = () => [{ title: "New invoice · Gapless" }];

export const loader = tenantLoader(async ({ db, context, tenant, url }) => {
  const clientId = url.searchParams.get("client");
  const { timeZone, currency, ...offered } = await invoiceFormData(db, { clientId });
  const chosen = offered.clients.find(({ id }) => id === clientId);
  return {
    ...offered,
    formKey: context.newId(),
    base: `/o/${tenant}`,
    values: {
      client: chosen?.id ?? "",
      issueDate: todayIn(timeZone, context.now),
      currency: chosen?.currency ?? currency,
      lines: [{ quantity: "1", unit: FIRST_UNIT, taxRate: offered.taxRates[0]?.value ?? "" }],
    },
  };
});

export const action = tenantAction(async ({ parse, db, context, tenant }) => {
  const form = await parse(NewInvoiceSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  const created = await createInvoice(db, { id: context.newId(), draft: form.value });
  const notice = savedNotice(form.value, "draft-created");
  const fields = { client: "client", "no-lines": "lines", "tax-rate": "lines" };
  return respondToForm(created, form, (id) => withNotice(`/o/${tenant}/invoices/${id}`, notice), fields);
});

export default function NewInvoice() {
  const { base, ...data } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>()?.result;
  return (
    <Page title="New invoice" back={{ to: `${base}/invoices`, label: "Invoices" }}>
      {data.clients.length === 0 && !lastResult ? (
        <EmptyState
          icon="people"
          title="Whom is it for?"
          action={
            <LinkButton to={`${base}/clients/new`} variant="primary">
              New client
            </LinkButton>
          }
        >
          An invoice needs a client. Add the first one, then come back here.
        </EmptyState>
      ) : (
        <InvoiceForm
          {...data}
          lastResult={lastResult}
          clientsTo={`${base}/clients`}
          cancelTo={`${base}/invoices`}
        />
      )}
    </Page>
  );
}
