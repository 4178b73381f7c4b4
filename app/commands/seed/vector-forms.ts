import { isTaxCategory } from "~/domain/invoices/tax-category";
import { type TaxRateKey, taxRateId } from "~/domain/invoices/tax-rate-key";
import type { InvoiceFormValues, LineFormValues } from "~/modules/invoices/form/form-values";
import { asMicro, formatDecimal, type Micro, parseDecimal, parsePercent } from "~/shared/decimal";
import type { Result } from "~/shared/result";
import vectorFile from "./en16931-vectors.json";

interface VectorExtra {
  readonly charge: boolean;
  readonly reason: string;
  readonly amount: string;
}

interface VectorTax {
  readonly cat: string;
  readonly rate: string | null;
}

/** One of the official example invoices, as numbers; the texts are exact decimals. */
export interface Vector {
  readonly source: string;
  readonly currency: string;
  readonly lines: readonly {
    readonly qty: string;
    readonly unit: string;
    readonly price: string;
    readonly priceBase: string | null;
    readonly allowanceCharges: readonly VectorExtra[];
    readonly vat: VectorTax;
  }[];
  readonly documentAllowanceCharges: readonly (VectorExtra & { readonly vat: VectorTax })[];
  readonly expected: {
    readonly net_BT109: string;
    readonly vat_BT110: string;
    readonly gross_BT112: string;
  };
}

export const vectors: readonly Vector[] = vectorFile;

function must<T>(read: Result<T, string>): T {
  if (!read.ok) throw new RangeError(`an example invoice is wrong: ${read.error}`);
  return read.value;
}

const micro = (text: string): Micro => must(parseDecimal(text));

function taxKeyOf({ cat, rate }: VectorTax): TaxRateKey {
  if (!isTaxCategory(cat)) throw new RangeError(`an example invoice is wrong: no category ${cat}`);
  return { category: cat, ratePpm: must(parsePercent(rate ?? "0")) };
}

/** Charges minus allowances. */
const extra = (items: readonly VectorExtra[]): Micro =>
  asMicro(items.reduce((sum, { charge, amount }) => sum + (charge ? 1 : -1) * micro(amount), 0));

/** The price of one unit, where it comes out exact. */
function unitPrice(price: string, base: string | null): string {
  const exact = (BigInt(micro(price)) * 1_000_000n) / BigInt(micro(base ?? "1"));
  if ((exact * BigInt(micro(base ?? "1"))) % 1_000_000n !== 0n) throw new RangeError(`${price} for ${base}`);
  return formatDecimal(asMicro(Number(exact)));
}

/**
 * An example as the invoice form takes it. The form knows a discount per line and none of charges, so a line's extras become one
 * discount where they lower it, and what the document adds or takes off per tax becomes a line: net, tax and gross stay exact.
 * Prepaid and rounding amounts are not in the form. `describe` names a line by its index; later ones bear the reason.
 */
export function vectorForm(
  vector: Vector,
  describe: (index: number) => string,
): Pick<InvoiceFormValues, "lines"> {
  const lines: LineFormValues[] = vector.lines.map((line, index) => {
    const net = extra(line.allowanceCharges);
    if (net > 0) throw new RangeError(`${vector.source}: a charge on line ${index + 1}`);
    return {
      description: describe(index),
      quantity: formatDecimal(micro(line.qty)),
      unit: line.unit,
      unitPrice: unitPrice(line.price, line.priceBase),
      taxRate: taxRateId(taxKeyOf(line.vat)),
      discount: net === 0 ? "" : formatDecimal(asMicro(-net)),
    };
  });
  const rates = new Set(vector.documentAllowanceCharges.map(({ vat }) => taxRateId(taxKeyOf(vat))));
  for (const taxRate of rates) {
    const items = vector.documentAllowanceCharges.filter(({ vat }) => taxRateId(taxKeyOf(vat)) === taxRate);
    const net = extra(items);
    if (net === 0) continue;
    const description = items.map(({ reason }) => reason).join(", ");
    const quantity = net < 0 ? "-1" : "1";
    lines.push({
      description,
      quantity,
      unit: "C62",
      unitPrice: formatDecimal(asMicro(Math.abs(net))),
      taxRate,
    });
  }
  return { lines };
}

/** Every category and rate that the examples use. */
export function vectorTaxKeys(): TaxRateKey[] {
  const keys = vectors.flatMap(({ lines }) => lines.map(({ vat }) => taxKeyOf(vat)));
  return [...new Map(keys.map((key) => [taxRateId(key), key])).values()];
}
