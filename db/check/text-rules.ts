import { clientTexts } from "~/domain/clients/fields";
import { invoiceTexts, lineTexts } from "~/domain/invoices/fields";
import { partyTexts } from "~/domain/parties/fields";
import { businessTexts, openTexts, paymentTexts } from "~/domain/tenants/fields";
import { inEnglish } from "~/i18n/in-english";
import { limits } from "~/shared/limits";
import { isStoredText, readText, type TextKind, textProblem } from "~/shared/text";
import type { TextField } from "~/shared/text-field";
import { type Violation, violationsOf } from "./violation";

const { name, vatId, registrationId, addressLine1, addressLine2, postcode, city, region } = partyTexts;
const otherPartyTexts = { name, vatId, registrationId, addressLine1, addressLine2, postcode, city, region };

const line = (most: number): TextField => ({ most, kind: "line" });

/** Which texts a row has (rule 10), by table and by the schema's name of the column. */
export const storedTexts = {
  users: { email: line(limits.email), name: line(limits.personName) },
  tenants: { ...businessTexts, ...paymentTexts, ...openTexts },
  tax_rates: {
    name: line(limits.taxRateName),
    exemptionReason: line(limits.exemptionReason),
    exemptionCode: line(limits.exemptionCode),
  },
  exemption_reasons: {
    exemptionReason: line(limits.exemptionReason),
    exemptionCode: line(limits.exemptionCode),
  },
  tax_rate_components: { name: line(limits.taxRateName) },
  number_series: { pattern: line(limits.numberPattern) },
  clients: clientTexts,
  invoices: { ...invoiceTexts, ...paymentTexts, remittanceText: line(limits.remittanceText) },
  invoice_lines: { ...lineTexts, name: line(limits.lineName) },
  invoice_allowances: { reason: line(limits.reason) },
  invoice_tax_groups: {
    exemptionReason: line(limits.exemptionReason),
    exemptionCode: line(limits.exemptionCode),
    name: line(limits.taxRateName),
  },
  invoice_tax_components: { name: line(limits.taxRateName) },
  invoice_parties: { ...partyTexts, taxNumber: businessTexts.taxNumber },
  invoice_terms: { words: openTexts.termsWords },
  invoice_other_parties: { ...otherPartyTexts, identifier: line(limits.taxId) },
} as const satisfies Record<string, Readonly<Record<string, TextField>>>;

/** The texts of a table, none for one that has none. */
export const textsOfTable = (table: string): Readonly<Record<string, TextField>> =>
  Object.hasOwn(storedTexts, table) ? storedTexts[table as keyof typeof storedTexts] : {};

/** What is wrong with the characters of a text, or null. */
export function characterProblem(kind: TextKind, text: string): string | null {
  if (isStoredText(text, kind)) return null;
  const read = readText(text, kind);
  return read.ok ? "is not as a form stores it" : `is no honest text: ${inEnglish(textProblem(read.error))}`;
}

/**
 * Rule 10: every text within its limit, in the UTF-16 units that a form counts, never empty where it could be NULL, and of characters
 * that say what they show (app/shared/text.ts).
 */
export function checkTexts(
  table: keyof typeof storedTexts,
  row: Readonly<Record<string, unknown>>,
  ids: Violation["ids"],
): Violation[] {
  const violation = violationsOf(table, ids);
  return Object.entries(textsOfTable(table)).flatMap(([key, { most, kind }]) => {
    const text = row[key];
    const column = key.replace(/[A-Z]|\d+$/g, (part) => (/\d/.test(part) ? part : `_${part.toLowerCase()}`));
    if (typeof text !== "string") return [];
    if (text === "") return [violation(10, `${column} is an empty text`)];
    if (text.includes("\0")) return [violation(10, `${column} has a NUL character`)];
    if (text.length > most)
      return [violation(10, `${column} has ${text.length} characters, at most ${most} are allowed`)];
    const problem = characterProblem(kind, text);
    return problem ? [violation(10, `${column} ${problem}`)] : [];
  });
}
