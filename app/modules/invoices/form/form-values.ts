import type { TaxCategory } from "~/domain/invoices/tax-category";
import { taxRateId } from "~/domain/invoices/tax-rate-key";
import { asCurrency, type CurrencyCode } from "~/shared/currency";
import { asPpm, type Micro } from "~/shared/decimal";
import { formatAmount, formatQuantity, formatRate, formatUnitPrice } from "~/shared/format";
import type { LocaleTag } from "~/shared/locales";
import { asMinor, type Minor } from "~/shared/money";

export interface LineFormValues {
  description?: string | undefined;
  quantity?: string | undefined;
  unit?: string | undefined;
  unitPrice?: string | undefined;
  taxRate?: string | undefined;
  discount?: string | undefined;
}

/** An invoice's form, all text. */
export interface InvoiceFormValues {
  intent?: "draft" | "issue";
  /** That its numbers are written in. */
  locale?: LocaleTag;
  version?: string;
  client?: string;
  issueDate?: string;
  dueDate?: string;
  deliveryDate?: string;
  currency?: string;
  buyerReference?: string;
  orderReference?: string;
  note?: string;
  internalNote?: string;
  discount?: string;
  lines?: LineFormValues[];
}

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
  readonly invoice: {
    readonly version: number;
    readonly clientId: string;
    readonly issueDate: string;
    readonly dueDate: string;
    readonly deliveryDate: string | null;
    readonly currency: string;
    readonly buyerReference: string | null;
    readonly orderReference: string | null;
    readonly note: string | null;
    readonly internalNote: string | null;
    readonly discountPpm: number | null;
    readonly discountMinor: Minor | null;
  };
  readonly lines: readonly {
    readonly position: number;
    readonly description: string;
    readonly quantityMicro: Micro;
    readonly unitCode: string;
    readonly unitPriceMicro: Micro;
    readonly taxCategory: TaxCategory;
    readonly taxRatePpm: number;
  }[];
  readonly allowances: readonly {
    readonly linePosition: number;
    readonly percentPpm: number | null;
    readonly amountMinor: Minor;
  }[];
}

/** A stored draft as its form's controls hold it, numbers as the locale writes them. */
export function formValuesOf(
  { invoice, lines, allowances }: StoredDraft,
  locale: LocaleTag,
): InvoiceFormValues {
  const currency = asCurrency(invoice.currency);
  return {
    locale,
    version: String(invoice.version),
    client: invoice.clientId,
    issueDate: invoice.issueDate,
    dueDate: invoice.dueDate,
    deliveryDate: invoice.deliveryDate ?? "",
    currency: invoice.currency,
    buyerReference: invoice.buyerReference ?? "",
    orderReference: invoice.orderReference ?? "",
    note: invoice.note ?? "",
    internalNote: invoice.internalNote ?? "",
    discount: discountText(invoice.discountPpm, invoice.discountMinor, currency, locale),
    lines: lines.map((line) => {
      const allowance = allowances.find(({ linePosition }) => linePosition === line.position);
      return {
        description: line.description,
        quantity: formatQuantity(line.quantityMicro, locale),
        unit: line.unitCode,
        unitPrice: formatUnitPrice(line.unitPriceMicro, currency, locale),
        taxRate: taxRateId({ category: line.taxCategory, ratePpm: line.taxRatePpm }),
        discount: allowance
          ? discountText(allowance.percentPpm, allowance.amountMinor, currency, locale)
          : "",
      };
    }),
  };
}
