import type { InvoiceDetail } from "@db/queries/invoice-content";
import { printedTextKeys } from "~/domain/invoices/fields";
import { isUntaxed } from "~/domain/invoices/tax-category";
import { asCurrency } from "~/shared/currency";
import type { CivilDate } from "~/shared/dates";
import { formatDate } from "~/shared/format";
import type { LocaleTag } from "~/shared/locales";
import { recordOf } from "~/shared/records";
import { documentLine } from "./document-line";
import { documentParty, type PartySource } from "./document-party";
import { documentTotals, type NamedRate } from "./document-totals";
import type { DocumentDate, InvoiceDocumentData } from "./invoice-document-data";

/** The business as it is now: it stands on a draft, and is frozen into the invoice at issue. */
type Seller = PartySource &
  Record<"iban" | "bic" | "accountName" | "paymentTerms", string | null> & {
    readonly taxRates: readonly NamedRate[];
  };

type Invoice = InvoiceDetail["invoice"];

/** How to pay, by UNTDID 4461. */
const MEANS: Readonly<Record<string, string>> = {
  "10": "Cash",
  "30": "Bank transfer",
  "48": "Card",
  "49": "Direct debit",
  "58": "SEPA credit transfer",
  "59": "SEPA direct debit",
};

/** An invoice as its reader gets it. A draft shows both parties and the payment details as they are now. */
export function invoiceDocument(
  detail: InvoiceDetail,
  tenant: Seller,
  locale: LocaleTag,
): InvoiceDocumentData {
  const { invoice, lines, allowances, taxGroups } = detail;
  const currency = asCurrency(invoice.currency);
  const isDraft = invoice.status === "draft";
  const seller = (isDraft ? null : detail.parties.seller) ?? tenant;
  const buyer = (isDraft ? null : detail.parties.buyer) ?? detail.client;
  const date = (iso: CivilDate | null): DocumentDate | undefined =>
    iso === null ? undefined : { iso, text: formatDate(iso, locale) };
  const untaxed = isUntaxed(taxGroups.map(({ category }) => category));
  const allowancesOf = (position: number) =>
    allowances.filter(({ linePosition }) => linePosition === position);
  return {
    kind: invoice.typeCode === "381" ? "credit-note" : "invoice",
    status: invoice.status,
    number: invoice.number ?? undefined,
    currency,
    seller: documentParty(seller),
    buyer: documentParty(buyer),
    issueDate: date(invoice.issueDate),
    dueDate: date(invoice.dueDate),
    paidDate: date(invoice.paidDate),
    delivery: deliveryText(invoice, (iso) => formatDate(iso, locale)),
    ...recordOf(printedTextKeys, (key) => invoice[key] ?? undefined),
    precedingInvoice: invoice.precedingNumber
      ? { number: invoice.precedingNumber, date: date(invoice.precedingDate) }
      : undefined,
    lines: lines.map(({ taxRatePpm, ...line }) =>
      documentLine(untaxed ? line : { ...line, taxRatePpm }, allowancesOf(line.position), currency, locale),
    ),
    totals: documentTotals(
      {
        sums: invoice,
        taxGroups,
        adjustments: allowancesOf(0),
        rates: isDraft ? tenant.taxRates : [],
        sellerCountry: seller.country,
      },
      currency,
      locale,
    ),
    payment: paymentOf(invoice, isDraft ? tenant : invoice),
  };
}

function deliveryText(
  { deliveryDate, periodStart, periodEnd }: Invoice,
  text: (iso: CivilDate) => string,
): string | undefined {
  if (deliveryDate) return text(deliveryDate);
  if (periodStart && periodEnd) return `${text(periodStart)} – ${text(periodEnd)}`;
  if (periodStart) return `from ${text(periodStart)}`;
  return periodEnd ? `until ${text(periodEnd)}` : undefined;
}

function paymentOf(
  { paymentMeansCode, remittanceText, number }: Invoice,
  { iban, bic, accountName, paymentTerms }: Pick<Seller, "iban" | "bic" | "accountName" | "paymentTerms">,
): InvoiceDocumentData["payment"] {
  if (!iban && !paymentTerms && !paymentMeansCode) return undefined;
  return {
    means: paymentMeansCode ? MEANS[paymentMeansCode] : iban ? "Bank transfer" : undefined,
    iban: iban ?? undefined,
    bic: bic ?? undefined,
    accountName: accountName ?? undefined,
    remittanceText: remittanceText ?? (iban ? (number ?? undefined) : undefined),
    terms: paymentTerms ?? undefined,
  };
}
