import { type Column, DataTable } from "~/components/data-table";
import { Amount } from "~/components/money";
import { Time } from "~/components/time";
import { useT } from "~/i18n/language";
import type { InvoiceRow } from "./invoice-rows";
import { InvoiceStateBadge } from "./invoice-state-badge";

interface InvoiceTableProps {
  caption: string;
  rows: InvoiceRow[];
  /** Where invoices live: "/o/:tenant/invoices". */
  base: string;
  /** Left out where the page is one client's. */
  showClient?: boolean;
  sort?: { [column in "number" | "issued" | "due"]?: Column<InvoiceRow>["sort"] };
}

/** Invoices as rows that lead to their pages. */
export function InvoiceTable({ caption, rows, base, showClient = true, sort }: InvoiceTableProps) {
  const t = useT();
  const client: Column<InvoiceRow> = { header: t("invoices.list.client"), cell: (row) => row.clientName };
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={(row) => row.id}
      rowTo={(row) => `${base}/${row.id}`}
      columns={[
        {
          header: t("invoices.list.number"),
          cell: (row) => row.number || t("invoices.draft"),
          sort: sort?.number,
        },
        ...(showClient ? [client] : []),
        {
          header: t("invoices.list.issued"),
          cell: (row) => <Time dateTime={row.issued.iso}>{row.issued.text}</Time>,
          sort: sort?.issued,
        },
        {
          header: t("invoices.list.due"),
          cell: (row) => <Time dateTime={row.due.iso}>{row.due.text}</Time>,
          sort: sort?.due,
        },
        {
          header: t("invoices.list.status"),
          cell: (row) => <InvoiceStateBadge state={row.state} archived={row.archived} />,
        },
        {
          header: t("invoices.list.amount"),
          cell: (row) => <Amount negative={row.negative}>{row.amount}</Amount>,
          align: "end",
          phone: "corner",
        },
      ]}
    />
  );
}
