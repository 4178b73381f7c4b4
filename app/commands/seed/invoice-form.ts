import type { InvoiceFormValues } from "~/modules/invoices/form/form-values";
import { asMicro, formatDecimal, parseDecimal } from "~/shared/decimal";
import type { DemoBusiness } from "./businesses";
import type { DemoClient } from "./demo-clients";
import { describeLine } from "./descriptions";
import type { Random } from "./random";
import { vectorForm, vectors } from "./vector-forms";

const EU = new Set(["AT", "DE", "DK", "FR", "IE", "NL"]);

/** Sales abroad bear no tax here: reverse charge within the EU for a client with a VAT id, export otherwise; both zero-rated from Britain. */
function taxAbroad(taxRate: string, business: DemoBusiness, client: DemoClient, goods: boolean): string {
  const { country = "", vatId = "" } = client.form;
  if (country === business.country || !taxRate.startsWith("S-")) return taxRate;
  if (business.country === "GB") return "Z-0";
  if (!EU.has(country)) return "G-0";
  if (!vatId) return taxRate;
  return goods ? "K-0" : "AE-0";
}

/** The locale that the forms of the demo are typed in, whatever that of their business. */
export const WRITTEN_IN = "en-GB";

const GOODS = new Set(["C62", "EA", "XPP"]);

function times(quantity: string, factor: number): string {
  const parsed = parseDecimal(quantity);
  return parsed.ok ? formatDecimal(asMicro(parsed.value * factor)) : quantity;
}

/**
 * What is typed into the form of invoice `n`: the official examples in turn. The first round is exactly theirs; later ones differ
 * in quantities, discounts, and tax abroad.
 */
export function invoiceForm(
  business: DemoBusiness,
  client: DemoClient,
  n: number,
  random: Random,
): InvoiceFormValues {
  const vector = vectors[n % vectors.length];
  if (!vector) throw new RangeError("there are no example invoices");
  const form = vectorForm(vector, (index) => describeLine(business.country, vector.source, index));
  const common: InvoiceFormValues = {
    currency: client.form.currency || business.currency,
    buyerReference: client.form.buyerReference ?? "",
    orderReference: random.chance(0.35) ? `PO-${random.between(10_000, 99_999)}` : "",
    note: random.chance(0.25) ? business.thanks : "",
    internalNote: random.chance(0.06) ? "Asked for two copies by post." : "",
    ...form,
  };
  if (n < vectors.length) return common;
  const factor = random.pick([1, 1, 2, 3]);
  const lineDiscount = random.chance(0.1);
  return {
    ...common,
    discount: random.chance(0.1) ? random.pick(["5%", "10%", "2.5%"]) : "",
    lines: form.lines?.map((line, i) => ({
      ...line,
      quantity: times(line.quantity ?? "", factor),
      taxRate: taxAbroad(line.taxRate ?? "", business, client, GOODS.has(line.unit ?? "")),
      discount: line.discount || (lineDiscount && i === 0 ? random.pick(["10%", "5%", "1.50"]) : ""),
    })),
  };
}
