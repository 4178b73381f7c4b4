import { parse } from "valibot";
import type { Draft } from "~/domain/invoices/draft";
import { editInvoiceSchema, newInvoiceSchema } from "~/modules/invoices/form/schemas";

/** What somebody wants on an invoice, and the name by which it is found again. */
export interface WantedInvoice {
  readonly name: string;
  readonly clientId: string;
  readonly issueDate: string;
  readonly quantity: number;
  readonly cents: number;
  /** How many lines of this kind; one unless told. */
  readonly lines?: number;
}

/** The gross amount that it comes to, with 19% tax: reckoned here once more, half a cent up. */
export function grossOf({
  quantity,
  cents,
  lines = 1,
}: Pick<WantedInvoice, "quantity" | "cents" | "lines">): number {
  const net = lines * quantity * cents;
  return net + Math.floor((net * 19 + 50) / 100);
}

const price = (cents: number) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;

const headOf = (wanted: WantedInvoice, intent: "draft" | "issue") => ({
  intent,
  writtenIn: "en-GB" as const,
  client: wanted.clientId,
  issueDate: wanted.issueDate,
  dueDate: "",
  currency: "EUR",
  orderReference: wanted.name,
  note: "",
  discount: "",
});

const linesOf = (wanted: WantedInvoice) => Array.from({ length: wanted.lines ?? 1 }, () => lineOf(wanted));

const lineOf = ({ name, quantity, cents }: WantedInvoice) => ({
  description: `Work on ${name}`,
  quantity: String(quantity),
  unit: "HUR",
  unitPrice: price(cents),
  taxRate: "S-190000",
  discount: "",
});

/** The fields of the form that asks for it; `version` where it edits. */
export const fieldsOf = (
  wanted: WantedInvoice,
  intent: "draft" | "issue",
  version?: number,
): Record<string, string> => ({
  ...headOf(wanted, intent),
  ...Object.fromEntries(
    linesOf(wanted).flatMap((line, i) =>
      Object.entries(line).map(([field, value]) => [`lines[${i}].${field}`, value] as const),
    ),
  ),
  ...(version === undefined ? {} : { version: String(version) }),
});

/** What the form's schema makes of them. */
export const draftOf = (wanted: WantedInvoice, intent: "draft" | "issue", version?: number): Draft =>
  version === undefined
    ? parse(newInvoiceSchema("en-GB"), { ...headOf(wanted, intent), lines: linesOf(wanted) })
    : parse(editInvoiceSchema("en-GB"), {
        ...headOf(wanted, intent),
        lines: linesOf(wanted),
        version: String(version),
      });
