import type { PrintedText } from "~/domain/invoices/fields";
import { message } from "~/i18n/message";
import { termsLabels } from "~/modules/terms/labels";
import type { LineControl } from "./form/line-schema";
import type { InvoiceControl } from "./form/schemas";

/** What the controls of an invoice's form are called, by field: messages. A conflict is shown in this order; lines are compared line by line. */
export const invoiceLabels = {
  client: message("drafts.fields.client"),
  issueDate: message("drafts.fields.issueDate"),
  dueDate: message("drafts.fields.dueDate"),
  ...termsLabels,
  currency: message("drafts.fields.currency"),
  deliveryDate: message("drafts.fields.deliveryDate"),
  buyerReference: message("drafts.fields.buyerReference"),
  orderReference: message("drafts.fields.orderReference"),
  projectReference: message("drafts.fields.projectReference"),
  exemptionE: message("drafts.fields.exemptionE"),
  exemptionAE: message("drafts.fields.exemptionAE"),
  exemptionK: message("drafts.fields.exemptionK"),
  exemptionG: message("drafts.fields.exemptionG"),
  exemptionO: message("drafts.fields.exemptionO"),
  discount: message("drafts.fields.discount"),
  note: message("drafts.fields.note"),
  internalNote: message("drafts.fields.internalNote"),
} as const satisfies Record<Exclude<InvoiceControl, "intent" | "lines">, string>;

/** What the controls of a line are called: messages. */
export const lineLabels = {
  description: message("drafts.line.fields.description"),
  quantity: message("drafts.line.fields.quantity"),
  unit: message("drafts.line.fields.unit"),
  unitCode: message("drafts.line.fields.unitCode"),
  unitPrice: message("drafts.line.fields.unitPrice"),
  taxRate: message("drafts.line.fields.taxRate"),
  discount: message("drafts.line.fields.discount"),
} as const satisfies Record<LineControl, string>;

/** What the document calls its references, to the one who gets it, in their order there: messages. The note has a place of its own. */
export const referenceLabels = {
  buyerReference: message("document.references.buyerReference"),
  orderReference: message("document.references.orderReference"),
  projectReference: message("document.references.projectReference"),
} as const satisfies Record<Exclude<PrintedText, "note">, string>;
