import { inEnglish } from "~/i18n/in-english";
import { limits } from "~/shared/limits";
import { isStoredText, readText, type TextKind, textProblem } from "~/shared/text";
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

/** Columns whose texts may have more than one line, in every table that has them. */
const WITH_LINES = new Set(["note", "internalNote", "paymentTerms", "description"]);

/** Of a column, by the schema's name of it. */
const kindOf = (column: string): TextKind => (WITH_LINES.has(column) ? "lines" : "line");

/** What is wrong with the characters of a text, or null. */
export function characterProblem(column: string, text: string): string | null {
  const kind = kindOf(column);
  if (isStoredText(text, kind)) return null;
  const read = readText(text, kind);
  return read.ok ? "is not as a form stores it" : `is no honest text: ${inEnglish(textProblem(read.error))}`;
}

/**
 * Rule 10: every text within its limit, in the UTF-16 units that a form counts, never empty where it could be NULL, and of characters
 * that say what they show (app/shared/text.ts).
 */
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
    if (text.length > most)
      return [violation(10, `${column} has ${text.length} characters, at most ${most} are allowed`)];
    const problem = characterProblem(key, text);
    return problem ? [violation(10, `${column} ${problem}`)] : [];
  });
}
