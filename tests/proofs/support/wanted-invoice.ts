import { parse } from "valibot";
import type { Draft } from "~/domain/invoices/draft";
import { EditInvoiceSchema, NewInvoiceSchema } from "~/modules/invoices/form/schemas";

/** What somebody wants on an invoice, and the name by which it is found again. */
export interface Wish {
  readonly name: string;
  readonly clientId: string;
  readonly issueDate: string;
  readonly quantity: number;
  readonly cents: number;
  /** How many lines of this kind; one unless told. */
  readonly lines?: number;
}

/** The gross amount that it comes to, with 19% tax: reckoned here once more, half a cent up. */
export function grossOf({ quantity, cents, lines = 1 }: Pick<Wish, "quantity" | "cents" | "lines">): number {
  const net = lines * quantity * cents;
  return net + Math.floor((net * 19 + 50) / 100);
}

const price = (cents: number) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;

const headOf = (wish: Wish, intent: "draft" | "issue") => ({
  intent,
  client: wish.clientId,
  issueDate: wish.issueDate,
  dueDate: "",
  currency: "EUR",
  orderReference: wish.name,
  note: "",
  discount: "",
});

const linesOf = (wish: Wish) => Array.from({ length: wish.lines ?? 1 }, () => lineOf(wish));

const lineOf = ({ name, quantity, cents }: Wish) => ({
  description: `Work on ${name}`,
  quantity: String(quantity),
  unit: "HUR",
  unitPrice: price(cents),
  taxRate: "S-190000",
  discount: "",
});

/** The fields of the form that asks for it; `version` where it edits. */
export const fieldsOf = (
  wish: Wish,
  intent: "draft" | "issue",
  version?: number,
): Record<string, string> => ({
  ...headOf(wish, intent),
  ...Object.fromEntries(
    linesOf(wish).flatMap((line, i) =>
      Object.entries(line).map(([field, value]) => [`lines[${i}].${field}`, value] as const),
    ),
  ),
  ...(version === undefined ? {} : { version: String(version) }),
});

/** What the form's schema makes of them. */
export const draftOf = (wish: Wish, intent: "draft" | "issue", version?: number): Draft =>
  version === undefined
    ? parse(NewInvoiceSchema, { ...headOf(wish, intent), lines: linesOf(wish) })
    : parse(EditInvoiceSchema, {
        ...headOf(wish, intent),
        lines: linesOf(wish),
        version: String(version),
      });
