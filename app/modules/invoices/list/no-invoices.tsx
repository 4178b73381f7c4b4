import { EmptyState } from "~/components/empty-state";
import { LinkButton } from "~/components/link-button";

interface NoInvoicesProps {
  /** The business: "/o/:tenant". */
  base: string;
  /** Whether there are invoices at all, only not here. */
  any: boolean;
  filtered: boolean;
  mayWrite: boolean;
  hasClients: boolean;
}

/** In place of an empty list of invoices: why it is empty, and what to do next. */
export function NoInvoices({ base, any, filtered, mayWrite, hasClients }: NoInvoicesProps) {
  if (any) {
    return (
      <EmptyState icon="document" title={filtered ? "No invoice matches" : "No invoices here"}>
        {filtered
          ? "Take one of the filters away to see more."
          : "Archived invoices are left out: choose “Show archived” to see them."}
      </EmptyState>
    );
  }
  const next = hasClients ? (
    <LinkButton to={`${base}/invoices/new`} variant="primary" icon="plus">
      New invoice
    </LinkButton>
  ) : (
    <LinkButton to={`${base}/clients/new`} variant="primary" icon="plus">
      New client
    </LinkButton>
  );
  return (
    <EmptyState icon="document" title="No invoices yet" action={mayWrite ? next : undefined}>
      {hasClients
        ? "Write the first one. It stays a draft, without a number, until you issue it."
        : "First add whom you invoice; then you can write the first invoice."}
    </EmptyState>
  );
}
