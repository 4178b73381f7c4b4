import { FilterBar } from "~/components/filter-bar";
import { invoiceStates } from "~/domain/invoices/invoice-state";
import { useT } from "~/i18n/language";
import { limits } from "~/shared/limits";
import type { ListFilter } from "./list-filter";

interface InvoiceFilterBarProps {
  filter: Pick<ListFilter, "status" | "clientId" | "archived" | "search" | "find" | "sort" | "descending"> & {
    from: string | null;
    to: string | null;
  };
  clients: { id: string; name: string }[];
  /** Whether there are more than the choice holds: a search then says which it has. */
  moreClients: boolean;
  clearTo: string | undefined;
}

/** Which invoices to list. */
export function InvoiceFilterBar({ filter, clients, moreClients, clearTo }: InvoiceFilterBarProps) {
  const t = useT();
  const states = invoiceStates.map((state) => ({ value: state, label: t(`invoices.states.${state}`) }));
  const isByDue = filter.sort === "due";
  return (
    <FilterBar
      label={t("invoices.list.filter")}
      fields={[
        {
          kind: "search",
          name: "search",
          label: t("invoices.list.search"),
          placeholder: t("invoices.list.searchPlaceholder"),
          value: filter.search,
          maxLength: limits.search,
        },
        {
          kind: "select",
          name: "status",
          label: t("invoices.list.status"),
          value: filter.status,
          options: [{ value: "", label: t("invoices.list.all") }, ...states],
        },
        ...(moreClients
          ? ([
              {
                kind: "search",
                name: "find",
                label: t("invoices.list.findClient"),
                value: filter.find,
                maxLength: limits.search,
              },
            ] as const)
          : []),
        {
          kind: "select",
          name: "client",
          label: t("invoices.list.client"),
          value: filter.clientId ?? "",
          options: [
            { value: "", label: t("invoices.list.allClients") },
            ...clients.map(({ id, name }) => ({ value: id, label: name })),
          ],
        },
        {
          kind: "date",
          name: "from",
          label: t(isByDue ? "invoices.list.dueFrom" : "invoices.list.issuedFrom"),
          value: filter.from ?? "",
        },
        {
          kind: "date",
          name: "to",
          label: t(isByDue ? "invoices.list.dueTo" : "invoices.list.issuedTo"),
          value: filter.to ?? "",
        },
        {
          kind: "select",
          name: "archived",
          label: t("invoices.list.show"),
          value: filter.archived ? "yes" : "",
          options: [
            { value: "", label: t("invoices.list.inUse") },
            { value: "yes", label: t("invoices.list.showArchived") },
          ],
        },
      ]}
      clearTo={clearTo}
      keep={{ sort: filter.sort, order: filter.descending ? "desc" : "asc" }}
    />
  );
}
