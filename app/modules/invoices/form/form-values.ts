import type { TaxCategory } from "~/domain/invoices/tax-category";
import { taxRateId } from "~/domain/invoices/tax-rate-key";
import { asCurrency, type CurrencyCode } from "~/shared/currency";
import { formatDecimal, formatPercent, type Micro, type Ppm } from "~/shared/decimal";
import { formatAmountPlain, type Minor } from "~/shared/money";

export interface LineFormValues {
  description?: string | undefined;
  quantity?: string | undefined;
  unit?: string | undefined;
  unitCode?: string | undefined;
  unitPrice?: string | undefined;
  taxRate?: string | undefined;
  discount?: string | undefined;
}

/** An invoice's form, all text. */
export interface InvoiceFormValues {
  intent?: "draft" | "issue";
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

const discountText = (percent: number | null, amount: Minor | null, currency: CurrencyCode): string => {
  if (percent !== null) return `${formatPercent(percent as Ppm)}%`;
  return amount === null ? "" : formatAmountPlain(amount, currency);
};

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

/** A stored draft as its form's controls hold it. */
export function formValuesOf({ invoice, lines, allowances }: StoredDraft): InvoiceFormValues {
  const currency = asCurrency(invoice.currency);
  return {
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
    discount: discountText(invoice.discountPpm, invoice.discountMinor, currency),
    lines: lines.map((line) => {
      const allowance = allowances.find(({ linePosition }) => linePosition === line.position);
      return {
        description: line.description,
        quantity: formatDecimal(line.quantityMicro),
        unit: line.unitCode,
        unitPrice: formatDecimal(line.unitPriceMicro),
        taxRate: taxRateId({ category: line.taxCategory, ratePpm: line.taxRatePpm }),
        discount: allowance ? discountText(allowance.percentPpm, allowance.amountMinor, currency) : "",
      };
    }),
  };
}
