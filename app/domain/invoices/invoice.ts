import type { CivilDate } from "~/shared/dates";

/** All that an invoice's status can be. Overdue is derived (see isOverdue), never stored. */
export const invoiceStatuses = ["draft", "sent", "paid"] as const;
export type InvoiceStatus = (typeof invoiceStatuses)[number];

/** The steps of an invoice's life, each from one status to another (rule 2). Nothing leads back to draft. */
export const TRANSITIONS = {
  issue: { from: "draft", to: "sent" },
  markPaid: { from: "sent", to: "paid" },
  undoPaid: { from: "paid", to: "sent" },
} as const satisfies Readonly<Record<string, { from: InvoiceStatus; to: InvoiceStatus }>>;

export function isInvoiceStatus(text: string): text is InvoiceStatus {
  return invoiceStatuses.some((status) => status === text);
}

interface Owed {
  readonly status: InvoiceStatus;
  /** In minor units. */
  readonly dueMinor: number;
}

/** Whether somebody still owes money for it. Nothing is owed for a credit, or for an invoice of zero. */
export const isReceivable = ({ status, dueMinor }: Owed): boolean => status === "sent" && dueMinor > 0;

/** A receivable that was due before today. Today is the tenant's (see todayIn); on the due date itself nothing is overdue. */
export function isOverdue(invoice: Owed & { readonly dueDate: CivilDate | null }, today: CivilDate): boolean {
  return isReceivable(invoice) && invoice.dueDate !== null && invoice.dueDate < today;
}
