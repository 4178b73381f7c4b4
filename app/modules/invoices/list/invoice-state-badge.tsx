import { StatusBadge } from "~/components/status-badge";
import { type InvoiceState, stateNames } from "~/domain/invoices/invoice-state";

const tones = { draft: "neutral", sent: "info", overdue: "danger", paid: "positive" } as const;

/** The state of an invoice as a word, and beside it whether it is archived. */
export function InvoiceStateBadge({ state, archived = false }: { state: InvoiceState; archived?: boolean }) {
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      <StatusBadge tone={tones[state]}>{stateNames[state]}</StatusBadge>
      {archived ? <StatusBadge>Archived</StatusBadge> : null}
    </span>
  );
}
