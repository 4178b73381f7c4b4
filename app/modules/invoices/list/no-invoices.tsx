import { EmptyState } from "~/components/empty-state";
import { LinkButton } from "~/components/link-button";
import { useT } from "~/i18n/language";
import { limits } from "~/shared/limits";

interface NoInvoicesProps {
  /** The business: "/o/:tenant". */
  base: string;
  /** Whether there are invoices at all, only not here. */
  any: boolean;
  filtered: boolean;
  /** Whether words were searched for, among other filters. */
  searched: boolean;
  mayWrite: boolean;
  hasClients: boolean;
}

/** In place of an empty list of invoices: why it is empty, and what to do next. */
export function NoInvoices({ base, any, filtered, searched, mayWrite, hasClients }: NoInvoicesProps) {
  const t = useT();
  if (any) {
    return (
      <EmptyState icon="document" title={t(filtered ? "invoices.list.noneMatch" : "invoices.list.noneHere")}>
        {searched
          ? t("invoices.list.noneFoundText", { most: limits.found })
          : t(filtered ? "invoices.list.noneMatchText" : "invoices.list.noneHereText")}
      </EmptyState>
    );
  }
  const next = hasClients ? (
    <LinkButton to={`${base}/invoices/new`} variant="primary" icon="plus">
      {t("invoices.new")}
    </LinkButton>
  ) : (
    <LinkButton to={`${base}/clients/new`} variant="primary" icon="plus">
      {t("invoices.newClient")}
    </LinkButton>
  );
  return (
    <EmptyState icon="document" title={t("invoices.list.none")} action={mayWrite ? next : undefined}>
      {t(hasClients ? "invoices.list.writeFirst" : "invoices.list.addClientFirst")}
    </EmptyState>
  );
}
