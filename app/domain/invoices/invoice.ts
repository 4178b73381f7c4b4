import { addDays, type CivilDate } from "~/shared/dates";
import { err, ok, type Result } from "~/shared/result";

/** All that an invoice's status can be. Overdue is derived (see isOverdue), never stored. */
export const invoiceStatuses = ["draft", "sent", "paid"] as const;
export type InvoiceStatus = (typeof invoiceStatuses)[number];

export const invoiceActions = ["issue", "markPaid", "undoPaid"] as const;
export type InvoiceAction = (typeof invoiceActions)[number];

/** Which status the action needed and didn't find. */
export type TransitionError = "not-draft" | "not-sent" | "not-paid";

const MACHINE: Readonly<Record<InvoiceAction, { from: InvoiceStatus; to: InvoiceStatus }>> = {
  issue: { from: "draft", to: "sent" },
  markPaid: { from: "sent", to: "paid" },
  undoPaid: { from: "paid", to: "sent" },
};

export function isInvoiceStatus(text: string): text is InvoiceStatus {
  return invoiceStatuses.some((status) => status === text);
}

/** The status after an action. Nothing leads back to draft. */
export function transition(
  status: InvoiceStatus,
  action: InvoiceAction,
): Result<InvoiceStatus, TransitionError> {
  const { from, to } = MACHINE[action];
  return status === from ? ok(to) : err<TransitionError>(`not-${from}`);
}

/** The actions that the status allows now. */
export function allowedActions(status: InvoiceStatus): InvoiceAction[] {
  return invoiceActions.filter((action) => transition(status, action).ok);
}

/** Sent, and due before today. Today is the tenant's (see todayIn); on the due date itself nothing is overdue. */
export function isOverdue(
  invoice: { readonly status: InvoiceStatus; readonly dueDate: CivilDate | null },
  today: CivilDate,
): boolean {
  return invoice.status === "sent" && invoice.dueDate !== null && invoice.dueDate < today;
}

/** The due date for terms in days after the issue date; 0 is due on the day. Throws RangeError for other than a whole number ≥ 0. */
export function dueDateFrom(issueDate: CivilDate, paymentTermsDays: number): CivilDate {
  if (!Number.isSafeInteger(paymentTermsDays) || paymentTermsDays < 0)
    throw new RangeError(`not payment terms in days: ${paymentTermsDays}`);
  return addDays(issueDate, paymentTermsDays);
}
