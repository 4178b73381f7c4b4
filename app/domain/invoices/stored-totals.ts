import { asCurrency } from "~/shared/currency";
import { asPpm, type Micro, type Ppm } from "~/shared/decimal";
import type { Minor } from "~/shared/money";
import type { TaxCategory } from "./tax-category";
import {
  type AllowanceCharge,
  DISCOUNT_REASON,
  type Discount,
  type Sums,
  type TaxComponents,
  type TotalsInput,
} from "./totals";

/** The rows of an invoice that its totals are made of and stored in. */
export interface StoredInvoice {
  readonly invoice: {
    readonly currency: string;
    readonly discountPpm: number | null;
    readonly discountMinor: Minor | null;
    readonly prepaidMinor: Minor;
    readonly roundingMinor: Minor;
    readonly lineTotalMinor: Minor;
    readonly allowanceTotalMinor: Minor;
    readonly chargeTotalMinor: Minor;
    readonly netMinor: Minor;
    readonly taxMinor: Minor;
    readonly grossMinor: Minor;
    readonly dueMinor: Minor;
  };
  readonly lines: readonly {
    readonly position: number;
    readonly quantityMicro: Micro;
    readonly unitPriceMicro: Micro;
    readonly priceBaseMicro: Micro;
    readonly taxCategory: TaxCategory;
    readonly taxRatePpm: number;
  }[];
  readonly allowances: readonly {
    /** 0 is the document level. */
    readonly linePosition: number;
    readonly isCharge: boolean;
    readonly reason: string | null;
    readonly percentPpm: number | null;
    readonly baseMinor: Minor | null;
    readonly amountMinor: Minor;
    readonly taxCategory: TaxCategory;
    readonly taxRatePpm: number;
  }[];
  /** By group, then position. */
  readonly taxComponents: readonly {
    readonly category: TaxCategory;
    readonly ratePpm: number;
    readonly componentPpm: number;
  }[];
}

/** The components of each stored group that has any, in their order. */
function componentsOf(rows: StoredInvoice["taxComponents"]): TaxComponents[] {
  const byRate = new Map<string, TaxComponents & { readonly components: Ppm[] }>();
  for (const { category: taxCategory, ratePpm, componentPpm } of rows) {
    const key = `${taxCategory} ${ratePpm}`;
    const of = byRate.get(key) ?? { taxCategory, taxRate: asPpm(ratePpm), components: [] };
    of.components.push(asPpm(componentPpm));
    byRate.set(key, of);
  }
  return [...byRate.values()];
}

type StoredAllowance = StoredInvoice["allowances"][number];

/** As it was typed: a percentage is taken anew of what it is of and not believed, an amount counts as it is. */
const allowanceOf = (row: StoredAllowance): AllowanceCharge => ({
  isCharge: row.isCharge,
  ...(row.reason === null ? {} : { reason: row.reason }),
  ...(row.percentPpm === null ? { amount: row.amountMinor } : { percent: asPpm(row.percentPpm) }),
});

function discountOf({ discountPpm, discountMinor }: StoredInvoice["invoice"]): Discount | null {
  if (discountPpm !== null) return { percent: asPpm(discountPpm) };
  return discountMinor === null ? null : { amount: discountMinor };
}

/** What a stored invoice's totals are calculated from. The document's discount stands for the allowances that it was spread into. */
export function totalsInputOf({ invoice, lines, allowances, taxComponents }: StoredInvoice): TotalsInput {
  const discount = discountOf(invoice);
  return {
    currency: asCurrency(invoice.currency),
    lines: lines.map((line) => ({
      quantity: line.quantityMicro,
      unitPrice: line.unitPriceMicro,
      priceBase: line.priceBaseMicro,
      allowanceCharges: allowances.filter((row) => row.linePosition === line.position).map(allowanceOf),
      taxCategory: line.taxCategory,
      taxRate: asPpm(line.taxRatePpm),
    })),
    documentAllowanceCharges: allowances
      .filter((row) => row.linePosition === 0 && !(discount && row.reason === DISCOUNT_REASON))
      .map((row) => ({
        ...allowanceOf(row),
        taxCategory: row.taxCategory,
        taxRate: asPpm(row.taxRatePpm),
      })),
    ...(discount ? { discount } : {}),
    prepaid: invoice.prepaidMinor,
    rounding: invoice.roundingMinor,
    taxComponents: componentsOf(taxComponents),
  };
}

/** The sums as they are stored. */
export const storedSums = ({ invoice }: StoredInvoice): Sums => ({
  lineTotal: invoice.lineTotalMinor,
  allowanceTotal: invoice.allowanceTotalMinor,
  chargeTotal: invoice.chargeTotalMinor,
  net: invoice.netMinor,
  tax: invoice.taxMinor,
  gross: invoice.grossMinor,
  prepaid: invoice.prepaidMinor,
  rounding: invoice.roundingMinor,
  due: invoice.dueMinor,
});
