import { DataTable } from "~/components/data-table";
import { LinkButton } from "~/components/link-button";
import { StatusBadge } from "~/components/status-badge";
import { useSay, useT } from "~/i18n/language";
import { IntentButtons } from "./intent-buttons";
import type { TaxRateRow } from "./tax-rate-rows";
import type { RateIntent } from "./tax-rate-schemas";

const intentsOf = ({ isArchived }: Pick<TaxRateRow, "isArchived">): RateIntent[] =>
  isArchived ? ["restore"] : ["default", "archive"];

/** Tax rates, with what an owner can do to each. */
export function TaxRateTable({ base, caption, rows }: { base: string; caption: string; rows: TaxRateRow[] }) {
  const [t, say] = [useT(), useSay()];
  const mayWrite = rows.some(({ formKey }) => formKey !== null);
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          header: t("taxRates.table.name"),
          cell: ({ name, isDefault }) => (
            <span className="cluster">
              {name}
              {isDefault ? <StatusBadge tone="info">{t("taxRates.table.isDefault")}</StatusBadge> : null}
            </span>
          ),
        },
        {
          header: t("taxRates.table.rate"),
          align: "end",
          cell: ({ rate }) => <span className="figures">{rate}</span>,
        },
        {
          header: t("taxRates.table.category"),
          cell: ({ category, reason, code, reasons }) => (
            <div>
              {say(category)}
              {[...(reason ? [{ reason, code }] : []), ...reasons]
                .filter((each) => each.code || each.reason !== say(category))
                .map((each) => (
                  <p key={each.reason} className="text-sm wrap-anywhere text-ink-muted">
                    {each.code
                      ? t("taxRates.table.reason", { reason: each.reason, code: each.code })
                      : each.reason}
                  </p>
                ))}
            </div>
          ),
        },
        ...(mayWrite
          ? [
              {
                header: t("taxRates.table.actions"),
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
                          aria-label={t("taxRates.table.editOne", { name: row.name })}
                        >
                          {t("taxRates.table.edit")}
                        </LinkButton>
                      )}
                      {row.isDefault ? null : (
                        <IntentButtons
                          action={`${base}?index`}
                          formKey={row.formKey}
                          about={{ rate: row.id, version: row.version }}
                          name={row.name}
                          buttons={intentsOf(row).map((intent) => ({
                            intent,
                            label: t(`taxRates.buttons.${intent}`),
                          }))}
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
