import type { CivilDate } from "~/shared/dates";
import { type InvoiceStatus, isOverdue } from "./invoice";

/** What a person calls the state of an invoice: its status, or overdue, which is derived from it. */
export const invoiceStates = ["draft", "sent", "overdue", "paid"] as const;
export type InvoiceState = (typeof invoiceStates)[number];

export const isInvoiceState = (text: string): text is InvoiceState =>
  invoiceStates.some((state) => state === text);

/** The state on a day of the tenant's calendar. */
export const invoiceState = (
  invoice: { readonly status: InvoiceStatus; readonly dueDate: CivilDate; readonly dueMinor: number },
  today: CivilDate,
): InvoiceState => (isOverdue(invoice, today) ? "overdue" : invoice.status);
