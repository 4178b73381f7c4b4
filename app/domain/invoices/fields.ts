import { limits } from "~/shared/limits";
import { keysOf, recordOf } from "~/shared/records";
import type { TextField } from "~/shared/text-field";

interface HeadText extends TextField {
  /** What EN 16931 calls it: the document prints it, so it is frozen at issue (rule 4). Null: for the business only, at any time. */
  readonly term: `BT-${number}` | null;
  /** Whether a copy of the invoice begins with it, or why not. */
  readonly copied: true | `because ${string}`;
}

/**
 * The texts of an invoice's head. The form, the draft, the stored row, the labels, the document, the copy, the words of the activity,
 * the checker and the importer derive from this list or are held to it (CONTRIBUTING, "Adding a field").
 */
export const invoiceTexts = {
  buyerReference: { most: limits.reference, kind: "line", term: "BT-10", copied: true },
  orderReference: { most: limits.reference, kind: "line", term: "BT-13", copied: true },
  projectReference: { most: limits.reference, kind: "line", term: "BT-11", copied: true },
  note: { most: limits.note, kind: "lines", term: "BT-22", copied: true },
  internalNote: { most: limits.note, kind: "lines", term: null, copied: true },
} as const satisfies Record<string, HeadText>;

export type InvoiceText = keyof typeof invoiceTexts;
export type InvoiceTexts = Readonly<Record<InvoiceText, string | null>>;

/** The texts that the document prints. */
export type PrintedText = {
  [Text in InvoiceText]: (typeof invoiceTexts)[Text]["term"] extends null ? never : Text;
}[InvoiceText];

export const invoiceTextKeys = keysOf(invoiceTexts);

const isPrinted = (text: InvoiceText): text is PrintedText => invoiceTexts[text].term !== null;
export const printedTextKeys = invoiceTextKeys.filter(isPrinted);

/** The texts of a draft or of a stored invoice, and nothing else of it. */
export const textsOf = (of: InvoiceTexts): InvoiceTexts => recordOf(invoiceTextKeys, (key) => of[key]);

/** The other controls of the form whose content no copy begins with, and why. */
export const NOT_COPIED = {
  issueDate: "a copy is of today",
  dueDate: "it follows from the issue date and the terms of payment",
  deliveryDate: "what is delivered again is delivered on another day",
} as const;

/** The texts of a line. */
export const lineTexts = {
  /** Its control has one line; one that came from elsewhere may have more: the document prints them. BT-153 */
  description: { most: limits.description, kind: "lines" },
} as const satisfies Record<string, TextField>;

export type LineText = keyof typeof lineTexts;
