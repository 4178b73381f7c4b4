import type { PrintedText } from "~/domain/invoices/fields";
import type { LineControl } from "./form/line-schema";
import type { InvoiceControl } from "./form/schemas";

/** What the controls of an invoice's form are called, by field. A conflict is shown in this order; lines are compared line by line. */
export const invoiceLabels = {
  client: "Client",
  issueDate: "Issue date",
  dueDate: "Due date",
  currency: "Currency",
  deliveryDate: "Delivery date",
  buyerReference: "Buyer reference",
  orderReference: "Order number",
  projectReference: "Project reference",
  discount: "Discount on everything",
  note: "Note",
  internalNote: "Internal note",
} as const satisfies Record<Exclude<InvoiceControl, "intent" | "lines">, string>;

/** What the controls of a line are called. */
export const lineLabels = {
  description: "Description",
  quantity: "Quantity",
  unit: "Unit",
  unitCode: "Unit code",
  unitPrice: "Unit price",
  taxRate: "Tax rate",
  discount: "Discount",
} as const satisfies Record<LineControl, string>;

/** What the document calls its references, to the one who gets it, in their order there. The note has a place of its own. */
export const referenceLabels = {
  buyerReference: "Your reference",
  orderReference: "Your order",
  projectReference: "Project reference",
} as const satisfies Record<Exclude<PrintedText, "note">, string>;
