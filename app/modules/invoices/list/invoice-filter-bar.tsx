import { FilterBar } from "~/components/filter-bar";
import { invoiceStates, stateNames } from "~/domain/invoices/invoice-state";
import { limits } from "~/shared/limits";
import type { ListFilter } from "./list-filter";

interface InvoiceFilterBarProps {
  filter: Pick<ListFilter, "status" | "clientId" | "archived" | "search" | "sort" | "descending"> & {
    from: string | null;
    to: string | null;
  };
  clients: { id: string; name: string }[];
  clearTo: string | undefined;
}

/** Which invoices to list. */
export function InvoiceFilterBar({ filter, clients, clearTo }: InvoiceFilterBarProps) {
  const states = invoiceStates.map((state) => ({ value: state, label: stateNames[state] }));
  const dated = filter.sort === "due" ? "Due" : "Issued";
  return (
    <FilterBar
      label="Filter invoices"
      fields={[
        {
          kind: "search",
          name: "search",
          label: "Search",
          placeholder: "Number, client or text",
          value: filter.search,
          maxLength: limits.search,
        },
        {
          kind: "select",
          name: "status",
          label: "Status",
          value: filter.status,
          options: [{ value: "", label: "All" }, ...states],
        },
        {
          kind: "select",
          name: "client",
          label: "Client",
          value: filter.clientId ?? "",
          options: [
            { value: "", label: "All clients" },
            ...clients.map(({ id, name }) => ({ value: id, label: name })),
          ],
        },
        ...(filter.search
          ? []
          : ([
              { kind: "date", name: "from", label: `${dated} from`, value: filter.from ?? "" },
              { kind: "date", name: "to", label: `${dated} to`, value: filter.to ?? "" },
            ] as const)),
        {
          kind: "select",
          name: "archived",
          label: "Show",
          value: filter.archived ? "yes" : "",
          options: [
            { value: "", label: "In use" },
            { value: "yes", label: "Show archived" },
          ],
        },
      ]}
      clearTo={clearTo}
      keep={{ sort: filter.sort, order: filter.descending ? "desc" : "asc" }}
    />
  );
}
