import { DataTable } from "~/components/data-table";
import { LinkButton } from "~/components/link-button";
import { StatusBadge } from "~/components/status-badge";
import { TaxRateButtons, type TaxRateIntent } from "./tax-rate-buttons";
import type { TaxRateRow } from "./tax-rate-rows";

function intentsOf(row: TaxRateRow): TaxRateIntent[] {
  if (row.isArchived) return ["restore"];
  return row.isDefault ? [] : ["default", "archive"];
}

/** Tax rates, with what an owner can do to each. */
export function TaxRateTable({ base, caption, rows }: { base: string; caption: string; rows: TaxRateRow[] }) {
  const mayWrite = rows.some(({ formKey }) => formKey !== null);
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          header: "Name",
          cell: ({ name, isDefault }) => (
            <span className="cluster">
              {name}
              {isDefault ? <StatusBadge tone="info">Default</StatusBadge> : null}
            </span>
          ),
        },
        { header: "Rate", align: "end", cell: ({ rate }) => <span className="figures">{rate}</span> },
        {
          header: "Category",
          cell: ({ category, reason }) => (
            <>
              {category}
              {reason && reason !== category ? (
                <span className="block text-sm text-ink-muted">{reason}</span>
              ) : null}
            </>
          ),
        },
        ...(mayWrite
          ? [
              {
                header: "Actions",
                headerHidden: true,
                align: "end" as const,
                cell: (row: TaxRateRow) =>
                  row.formKey ? (
                    <div className="cluster sm:justify-end">
                      {row.isArchived ? null : (
                        <LinkButton
                          to={`${base}/${row.id}`}
                          variant="secondary"
                          size="small"
                          aria-label={`Edit: ${row.name}`}
                        >
                          Edit
                        </LinkButton>
                      )}
                      <TaxRateButtons
                        action={`${base}?index`}
                        formKey={row.formKey}
                        rate={row}
                        intents={intentsOf(row)}
                      />
                    </div>
                  ) : null,
              },
            ]
          : []),
      ]}
    />
  );
}
