import { StatusBadge } from "~/components/status-badge";
import type { InvoiceState } from "~/domain/invoices/invoice-state";
import { useT } from "~/i18n/language";

const tones = { draft: "neutral", sent: "info", overdue: "danger", paid: "positive" } as const;

/** The state of an invoice as a word, and beside it whether it is archived. */
export function InvoiceStateBadge({ state, archived = false }: { state: InvoiceState; archived?: boolean }) {
  const t = useT();
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      <StatusBadge tone={tones[state]}>{t(`invoices.states.${state}`)}</StatusBadge>
      {archived ? <StatusBadge>{t("invoices.states.archived")}</StatusBadge> : null}
    </span>
  );
}
