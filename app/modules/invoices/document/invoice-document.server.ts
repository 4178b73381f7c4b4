import type { InvoiceDetail } from "@db/queries/invoice-content";
import { printedTextKeys } from "~/domain/invoices/fields";
import { isUntaxed } from "~/domain/invoices/tax-category";
import { deductionOf, earlyPaymentOf } from "~/domain/terms/early-payment";
import { firstFilled } from "~/domain/terms/words";
import type { Translate } from "~/i18n/translate";
import { defaultWords } from "~/modules/terms/default-words";
import { asCurrency } from "~/shared/currency";
import { type CivilDate, daysBetween } from "~/shared/dates";
import { formatDate, formatMoney, formatRate } from "~/shared/format";
import type { LocaleTag } from "~/shared/locales";
import { recordOf } from "~/shared/records";
import { documentLine } from "./document-line";
import { documentParty, type PartySource } from "./document-party";
import { documentTotals, type NamedRate } from "./document-totals";
import type { DocumentDate, InvoiceDocumentData } from "./invoice-document-data";

/** The business as it is now: it stands on a draft, and is frozen into the invoice at issue. */
type Seller = PartySource &
  Record<"iban" | "bic" | "accountName" | "paymentTerms" | "termsWords", string | null> & {
    readonly taxRates: readonly NamedRate[];
  };

type Invoice = InvoiceDetail["invoice"];

/** How to pay, by UNTDID 4461. */
const MEANS = {
  "10": "document.payment.means.cash",
  "30": "document.payment.means.transfer",
  "48": "document.payment.means.card",
  "49": "document.payment.means.debit",
  "58": "document.payment.means.sepaTransfer",
  "59": "document.payment.means.sepaDebit",
} as const;

const isMeans = (code: string): code is keyof typeof MEANS => Object.hasOwn(MEANS, code);

/** An invoice as its reader gets it, in the language of `t`. A draft shows both parties and the payment details as they are now. */
export function invoiceDocument(
  detail: InvoiceDetail,
  tenant: Seller,
  locale: LocaleTag,
  t: Translate,
): InvoiceDocumentData {
  const { invoice, lines, allowances, taxGroups, taxComponents } = detail;
  const currency = asCurrency(invoice.currency);
  const isDraft = invoice.status === "draft";
  const seller = (isDraft ? null : detail.parties.seller) ?? tenant;
  const buyer = (isDraft ? null : detail.parties.buyer) ?? detail.client;
  const date = (iso: CivilDate | null): DocumentDate | undefined =>
    iso === null ? undefined : { iso, text: formatDate(iso, locale) };
  const untaxed = isUntaxed(taxGroups.map(({ category }) => category));
  const ratesOf = ({ taxCategory, taxRatePpm }: InvoiceDetail["lines"][number]) => {
    const several = taxComponents.filter(
      ({ category, ratePpm }) => category === taxCategory && ratePpm === taxRatePpm,
    );
    return several.length > 0 ? several.map(({ componentPpm }) => componentPpm) : [taxRatePpm];
  };
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
    delivery: deliveryText(invoice, (iso) => formatDate(iso, locale), t),
    ...recordOf(printedTextKeys, (key) => invoice[key] ?? undefined),
    precedingInvoice: invoice.precedingNumber
      ? { number: invoice.precedingNumber, date: date(invoice.precedingDate) }
      : undefined,
    lines: lines.map((line) =>
      documentLine(
        { ...line, taxRates: untaxed ? [] : ratesOf(line) },
        allowancesOf(line.position),
        currency,
        locale,
        t,
      ),
    ),
    totals: documentTotals(
      {
        isPaid: invoice.status === "paid",
        sums: invoice,
        taxGroups,
        taxComponents,
        adjustments: allowancesOf(0),
        rates: isDraft ? tenant.taxRates : [],
        sellerCountry: seller.country,
      },
      currency,
      locale,
      t,
    ),
    payment: paymentOf(
      detail,
      isDraft ? { ...tenant, paymentTerms: draftWords(detail, tenant, locale, t) } : invoice,
      locale,
      t,
    ),
  };
}

function deliveryText(
  { deliveryDate, periodStart, periodEnd }: Invoice,
  text: (iso: CivilDate) => string,
  t: Translate,
): string | undefined {
  if (deliveryDate) return text(deliveryDate);
  if (periodStart && periodEnd) return `${text(periodStart)} – ${text(periodEnd)}`;
  if (periodStart) return t("document.dates.fromDay", { day: text(periodStart) });
  return periodEnd ? t("document.dates.untilDay", { day: text(periodEnd) }) : undefined;
}

/** What may be deducted for paying early; null for nothing. */
const deductionFor = ({ invoice, terms }: Pick<InvoiceDetail, "invoice" | "terms">) =>
  deductionOf(earlyPaymentOf(terms), invoice);

/** The words of the terms as the issue would keep them (db/statements/terms-words.ts). */
function draftWords(detail: InvoiceDetail, tenant: Seller, locale: LocaleTag, t: Translate): string | null {
  const { invoice, client, terms } = detail;
  const deduction = deductionFor(detail);
  // Nobody is asked to pay a credit.
  const isPayable = invoice.dueMinor > 0 && invoice.typeCode !== "381";
  const words = [terms?.words ?? null, client.paymentTerms, tenant.paymentTerms, tenant.termsWords];
  return firstFilled([...words, isPayable ? defaultWords(t) : null], {
    days: String(daysBetween(invoice.issueDate, invoice.dueDate)),
    date: formatDate(invoice.dueDate, locale),
    discount: deduction && {
      percent: formatRate(deduction.ppm, locale),
      discountDate: formatDate(deduction.until, locale),
      discountAmount: formatMoney(deduction.amount, asCurrency(invoice.currency), locale),
    },
  });
}

function earlyText(detail: InvoiceDetail, locale: LocaleTag, t: Translate): string | undefined {
  const deduction = deductionFor(detail);
  if (!deduction) return undefined;
  const currency = asCurrency(detail.invoice.currency);
  return t("document.payment.earlyUntil", {
    percent: formatRate(deduction.ppm, locale),
    until: formatDate(deduction.until, locale),
    amount: formatMoney(deduction.amount, currency, locale),
    rest: formatMoney(deduction.rest, currency, locale),
  });
}

function paymentOf(
  detail: InvoiceDetail,
  { iban, bic, accountName, paymentTerms }: Pick<Seller, "iban" | "bic" | "accountName" | "paymentTerms">,
  locale: LocaleTag,
  t: Translate,
): InvoiceDocumentData["payment"] {
  const { paymentMeansCode, remittanceText, number } = detail.invoice;
  const early = earlyText(detail, locale, t);
  if (!iban && !paymentTerms && !paymentMeansCode && !early) return undefined;
  const code = paymentMeansCode ?? (iban ? "30" : "");
  return {
    means: isMeans(code) ? t(MEANS[code]) : undefined,
    iban: iban ?? undefined,
    bic: bic ?? undefined,
    accountName: accountName ?? undefined,
    remittanceText: remittanceText ?? (iban ? (number ?? undefined) : undefined),
    terms: paymentTerms ?? undefined,
    early,
  };
}
