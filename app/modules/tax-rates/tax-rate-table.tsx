import { DataTable } from "~/components/data-table";
import { LinkButton } from "~/components/link-button";
import { StatusBadge } from "~/components/status-badge";
import { TaxRateButtons } from "./tax-rate-buttons";
import type { TaxRateRow } from "./tax-rate-rows";

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
            <div>
              {category}
              {reason && reason !== category ? <p className="text-sm text-ink-muted">{reason}</p> : null}
            </div>
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
                      {row.isDefault ? null : (
                        <TaxRateButtons
                          action={`${base}?index`}
                          formKey={row.formKey}
                          rate={row}
                          intents={row.isArchived ? ["restore"] : ["default", "archive"]}
                        />
                      )}
                    </div>
                  ) : null,
              },
            ]
          : []),
      ]}
    />
  );
}
