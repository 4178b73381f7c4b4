import { Card } from "~/components/card";
import { DataTable } from "~/components/data-table";
import { LinkButton } from "~/components/link-button";
import { StatusBadge } from "~/components/status-badge";
import { useT } from "~/i18n/language";
import { IntentButtons } from "./intent-buttons";
import type { ReasonRow } from "./tax-rate-rows";
import type { ReasonIntent } from "./tax-rate-schemas";

export interface ReasonTableProps {
  /** The URL of the rate's list: its action carries the buttons out. */
  list: string;
  rate: { id: string; version: string };
  rows: ReasonRow[];
}

const intentsOf = ({ isArchived }: ReasonRow): ReasonIntent[] =>
  isArchived ? ["reasonRestore"] : ["reasonDefault", "reasonArchive"];

/** The reasons for no tax that invoices can name for a rate, with what an owner can do to each. */
export function ReasonTable({ list, rate, rows }: ReasonTableProps) {
  const t = useT();
  const here = `${list}/${rate.id}/reasons`;
  return (
    <Card
      title={t("taxRates.reasons.title")}
      description={t("taxRates.reasons.description")}
      actions={
        <LinkButton to={`${here}/new`} variant="secondary" icon="plus">
          {t("taxRates.reasons.new")}
        </LinkButton>
      }
      flush
    >
      <DataTable
        caption={t("taxRates.reasons.title")}
        rows={rows}
        rowKey={({ nr }) => nr}
        columns={[
          {
            header: t("taxRates.reasons.one"),
            cell: ({ reason, code, isDefault, isArchived }) => (
              <div>
                <span className="cluster">
                  <span className="wrap-anywhere">{reason}</span>
                  {isDefault ? <StatusBadge tone="info">{t("taxRates.table.isDefault")}</StatusBadge> : null}
                  {isArchived ? (
                    <StatusBadge tone="neutral">{t("taxRates.reasons.isArchived")}</StatusBadge>
                  ) : null}
                </span>
                {code ? <p className="text-sm text-ink-muted">{code}</p> : null}
              </div>
            ),
          },
          {
            header: t("taxRates.table.actions"),
            headerHidden: true,
            align: "end",
            cell: (row) =>
              row.isDefault ? null : (
                <div className="cluster sm:justify-end">
                  {row.isArchived ? null : (
                    <LinkButton
                      to={`${here}/${row.nr}`}
                      variant="secondary"
                      size="small"
                      aria-label={t("taxRates.table.editOne", { name: row.reason })}
                    >
                      {t("taxRates.table.edit")}
                    </LinkButton>
                  )}
                  <IntentButtons
                    action={`${list}?index`}
                    formKey={row.formKey}
                    about={{ rate: rate.id, version: rate.version, reason: row.nr }}
                    name={row.reason}
                    buttons={intentsOf(row).map((intent) => ({
                      intent,
                      label: t(`taxRates.reasons.buttons.${intent}`),
                    }))}
                  />
                </div>
              ),
          },
        ]}
      />
    </Card>
  );
}
