import { findInvoice } from "@db/queries/invoices";
import { listTaxRates } from "@db/queries/tenants";
import type { MetaFunction } from "@remix-run/cloudflare";
import { useLoaderData } from "@remix-run/react";
import { LinkButton } from "~/components/link-button";
import { Printed } from "~/components/printed";
import { localeOf } from "~/domain/tenants/locale";
import { notFound, tenantLoader } from "~/http/guards/tenant.server";
import { useT } from "~/i18n/language";
import { documentName } from "~/modules/invoices/document/document-title";
import { InvoiceDocument } from "~/modules/invoices/document/invoice-document";
import { invoiceDocument } from "~/modules/invoices/document/invoice-document.server";
import { PrintButton } from "~/modules/invoices/document/print-button";

/** The title is the name that a browser proposes for the PDF. */
export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const t = useT();
  return [{ title: data?.document.number ?? t("invoices.draft") }, { name: "robots", content: "noindex" }];
};

export const loader = tenantLoader(async ({ db, params, context, tenant }) => {
  const [access, detail, taxRates] = await Promise.all([
    db.access(),
    findInvoice(db, params.invoice ?? ""),
    listTaxRates(db),
  ]);
  if (!detail) throw notFound();
  return {
    back: `/o/${tenant}/invoices/${detail.invoice.id}`,
    document: invoiceDocument(
      detail,
      { ...access.tenant, taxRates },
      localeOf(access.tenant),
      context.language().t,
    ),
  };
});

export default function PrintInvoice() {
  const t = useT();
  const { back, document } = useLoaderData<typeof loader>();
  return (
    <main className="stack mx-auto max-w-paper px-4 py-5 sm:py-8 print:max-w-none print:p-0">
      <div className="cluster justify-between print:hidden">
        <LinkButton to={back} variant="quiet" icon="arrow-left">
          {t("invoices.back")}
        </LinkButton>
        <PrintButton />
      </div>
      <Printed name={documentName(document, t)} whose={document.seller.legalName}>
        <InvoiceDocument data={document} />
      </Printed>
    </main>
  );
}
