import { parse } from "valibot";
import type { Draft } from "~/modules/invoices/read-draft";
import { EditInvoiceSchema, NewInvoiceSchema } from "~/modules/invoices/schemas";

/** The one line of an invoice that somebody wants, and the name by which the invoice is found again. */
export interface Wish {
  readonly name: string;
  readonly clientId: string;
  readonly issueDate: string;
  readonly quantity: number;
  readonly cents: number;
}

/** The gross amount that it comes to, with 19% tax: reckoned here once more, half a cent up. */
export const grossOf = ({ quantity, cents }: Pick<Wish, "quantity" | "cents">): number =>
  quantity * cents + Math.floor((quantity * cents * 19 + 50) / 100);

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

const lineOf = ({ name, quantity, cents }: Wish) => ({
  description: `Work on ${name}`,
  quantity: String(quantity),
  unit: "HUR",
  unitPrice: price(cents),
  taxRate: "S:190000",
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
    Object.entries(lineOf(wish)).map(([field, value]) => [`lines[0].${field}`, value] as const),
  ),
  ...(version === undefined ? {} : { version: String(version) }),
});

/** What the form's schema makes of them. */
export const draftOf = (wish: Wish, intent: "draft" | "issue", version?: number): Draft =>
  version === undefined
    ? parse(NewInvoiceSchema, { ...headOf(wish, intent), lines: [lineOf(wish)] })
    : parse(EditInvoiceSchema, {
        ...headOf(wish, intent),
        lines: [lineOf(wish)],
        version: String(version),
      });
