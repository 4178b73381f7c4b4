import { limits } from "~/shared/limits";
import { type Violation, violationsOf } from "./violation";

const party = {
  name: limits.businessName,
  tradeName: limits.businessName,
  vatId: limits.taxId,
  registrationId: limits.taxId,
  addressLine1: limits.addressLine,
  addressLine2: limits.addressLine,
  postcode: limits.postcode,
  city: limits.city,
  region: limits.region,
  electronicAddress: limits.electronicAddress,
  contactName: limits.personName,
  phone: limits.phone,
  email: limits.email,
} as const;

const bank = { iban: limits.iban, bic: limits.bic, accountName: limits.businessName } as const;

/** Which text is how long at most (rule 10), by table and by the schema's name of the column. */
export const textLimits = {
  users: { email: limits.email, name: limits.personName },
  tenants: { ...party, ...bank, taxNumber: limits.taxId, paymentTerms: limits.paymentTerms },
  tax_rates: { name: limits.taxRateName, exemptionReason: limits.exemptionReason },
  number_series: { pattern: limits.numberPattern },
  clients: { ...party, buyerReference: limits.reference, note: limits.note },
  invoices: {
    ...bank,
    note: limits.note,
    internalNote: limits.note,
    buyerReference: limits.reference,
    orderReference: limits.reference,
    paymentTerms: limits.paymentTerms,
    remittanceText: limits.remittanceText,
  },
  invoice_lines: { name: limits.lineName, description: limits.description },
  invoice_allowances: { reason: limits.reason },
  invoice_tax_groups: { exemptionReason: limits.exemptionReason },
  invoice_parties: { ...party, taxNumber: limits.taxId },
} as const satisfies Record<string, Readonly<Record<string, number>>>;

/** Rule 10: every text within its limit, in the UTF-16 units that a form counts, and never empty where it could be NULL. */
export function checkTexts(
  table: keyof typeof textLimits,
  row: Readonly<Record<string, unknown>>,
  ids: Violation["ids"],
): Violation[] {
  const violation = violationsOf(table, ids);
  return Object.entries(textLimits[table]).flatMap(([key, most]) => {
    const text = row[key];
    const column = key.replace(/[A-Z]|\d+$/g, (part) => (/\d/.test(part) ? part : `_${part.toLowerCase()}`));
    if (typeof text !== "string") return [];
    if (text === "") return [violation(10, `${column} is an empty text`)];
    if (text.includes("\0")) return [violation(10, `${column} has a NUL character`)];
    return text.length > most
      ? [violation(10, `${column} has ${text.length} characters, at most ${most} are allowed`)]
      : [];
  });
}
