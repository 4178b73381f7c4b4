import { type InvoiceTexts, invoiceTextKeys, type LineText } from "~/domain/invoices/fields";
import type { ExemptCategory, ExemptionChoice, TaxCategory } from "~/domain/invoices/tax-category";
import { taxRateId } from "~/domain/invoices/tax-rate-key";
import { type OwnTermsRow, ownTermsOf } from "~/domain/terms/agreed";
import { termsValues } from "~/modules/terms/terms-values";
import { asCurrency, type CurrencyCode } from "~/shared/currency";
import { asPpm, type Micro } from "~/shared/decimal";
import { formatAmount, formatQuantity, formatRate, formatUnitPrice } from "~/shared/format";
import type { LocaleTag } from "~/shared/locales";
import { asMinor, type Minor } from "~/shared/money";
import { recordOf } from "~/shared/records";
import type { LineControl } from "./line-schema";
import type { InvoiceControl } from "./schemas";

export type LineFormValues = { [Control in LineControl]?: string | undefined };

/** An invoice's form, all text: any control may still be empty. */
export type InvoiceFormValues = { [Control in Exclude<InvoiceControl, "intent" | "lines">]?: string } & {
  intent?: "draft" | "issue";
  /** That its numbers are written in. */
  writtenIn?: LocaleTag;
  /** The currency that the form chose by itself. */
  currencyOffered?: string;
  /** The due date that the form filled in by itself. */
  dueDateOffered?: string;
  /** The client's reference that the form filled in by itself. */
  buyerReferenceOffered?: string;
  version?: string;
  lines?: LineFormValues[];
};

/** The form of what is stored: no control is left out. */
type StoredFormValues = {
  [Control in Exclude<InvoiceControl, "intent" | "lines"> | "version"]: string;
} & {
  writtenIn: LocaleTag;
  lines: { [Control in LineControl]: string }[];
};

/** A discount as it is typed: its size. Stored, an amount off a credit is negative as the credit is. */
function discountText(
  percent: number | null,
  amount: Minor | null,
  currency: CurrencyCode,
  locale: LocaleTag,
): string {
  if (percent !== null) return formatRate(asPpm(percent), locale);
  return amount === null ? "" : formatAmount(asMinor(Math.abs(amount)), currency, locale);
}

/** What the form takes from a stored draft. */
export interface StoredDraft {
  readonly invoice: InvoiceTexts & {
    readonly version: number;
    readonly clientId: string;
    readonly issueDate: string;
    readonly dueDate: string;
    readonly deliveryDate: string | null;
    readonly currency: string;
    readonly discountPpm: number | null;
    readonly discountMinor: Minor | null;
  };
  readonly terms: OwnTermsRow | null;
  readonly lines: readonly (Readonly<Record<LineText, string>> & {
    readonly position: number;
    readonly quantityMicro: Micro;
    readonly unitCode: string;
    readonly unitPriceMicro: Micro;
    readonly taxCategory: TaxCategory;
    readonly taxRatePpm: number;
  })[];
  readonly allowances: readonly {
    readonly linePosition: number;
    readonly percentPpm: number | null;
    readonly amountMinor: Minor;
  }[];
  readonly taxGroups: readonly { readonly category: TaxCategory; readonly exemptionNr: number | null }[];
}

/** The reasons that a category offers, the one that its rate begins with first. */
export interface OfferedExemption {
  readonly category: ExemptCategory;
  /** Of the rate. */
  readonly name: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly archived: boolean }[];
}

type ExemptionValues = Record<ExemptionChoice, string>;

/** What the choices of a reason begin with: what the draft names, or else the one that the rate begins with; empty where nothing is offered. */
export const exemptionValues = (
  offered: readonly OfferedExemption[],
  taxGroups: StoredDraft["taxGroups"] = [],
): ExemptionValues => {
  const nrOf = (category: ExemptCategory): string => {
    const named = taxGroups.find((group) => group.category === category)?.exemptionNr ?? null;
    const first = offered.find((offer) => offer.category === category)?.options[0]?.value ?? "";
    return named === null ? first : String(named);
  };
  return {
    exemptionE: nrOf("E"),
    exemptionAE: nrOf("AE"),
    exemptionK: nrOf("K"),
    exemptionG: nrOf("G"),
    exemptionO: nrOf("O"),
  };
};

/** A stored draft as its form's controls hold it, numbers as the locale writes them. */
export function formValuesOf(
  { invoice, terms, lines, allowances, taxGroups }: StoredDraft,
  exemptions: readonly OfferedExemption[],
  locale: LocaleTag,
): StoredFormValues {
  const currency = asCurrency(invoice.currency);
  return {
    writtenIn: locale,
    version: String(invoice.version),
    client: invoice.clientId,
    issueDate: invoice.issueDate,
    dueDate: invoice.dueDate,
    ...termsValues({ ...ownTermsOf(terms), paymentTerms: terms?.words ?? null }, locale),
    deliveryDate: invoice.deliveryDate ?? "",
    currency: invoice.currency,
    ...recordOf(invoiceTextKeys, (key) => invoice[key] ?? ""),
    ...exemptionValues(exemptions, taxGroups),
    discount: discountText(invoice.discountPpm, invoice.discountMinor, currency, locale),
    lines: lines.map((line) => {
      const allowance = allowances.find(({ linePosition }) => linePosition === line.position);
      return {
        description: line.description,
        quantity: formatQuantity(line.quantityMicro, locale),
        unit: line.unitCode,
        unitCode: "",
        unitPrice: formatUnitPrice(line.unitPriceMicro, currency, locale),
        taxRate: taxRateId({ category: line.taxCategory, ratePpm: line.taxRatePpm }),
        discount: allowance
          ? discountText(allowance.percentPpm, allowance.amountMinor, currency, locale)
          : "",
      };
    }),
  };
}
