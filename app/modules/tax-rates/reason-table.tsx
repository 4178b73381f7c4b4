import { Form } from "@remix-run/react";
import { Button } from "~/components/button";
import { Card } from "~/components/card";
import { DataTable } from "~/components/data-table";
import { FormKey } from "~/components/form-key";
import { LinkButton } from "~/components/link-button";
import { StatusBadge } from "~/components/status-badge";
import { useT } from "~/i18n/language";
import type { ReasonRow } from "./tax-rate-rows";
import type { ReasonIntent } from "./tax-rate-schemas";

export interface ReasonTableProps {
  /** The URL of the rate's list: its action carries the buttons out. */
  list: string;
  rate: { id: string; version: string };
  rows: ReasonRow[];
}

function ReasonButtons({
  list,
  rate,
  row,
  intents,
}: Omit<ReasonTableProps, "rows"> & { row: ReasonRow; intents: ReasonIntent[] }) {
  const t = useT();
  return (
    <Form method="post" action={`${list}?index`} className="cluster">
      <FormKey value={row.formKey} which={{ reason: row.nr }} />
      <input type="hidden" name="rate" value={rate.id} />
      <input type="hidden" name="version" value={rate.version} />
      <input type="hidden" name="reason" value={row.nr} />
      {intents.map((intent) => {
        const button = t(`taxRates.reasons.buttons.${intent}`);
        return (
          <Button
            key={intent}
            variant="secondary"
            size="small"
            name="intent"
            value={intent}
            aria-label={t("taxRates.buttons.about", { button, name: row.reason })}
          >
            {button}
          </Button>
        );
      })}
    </Form>
  );
}

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
                  <ReasonButtons
                    list={list}
                    rate={rate}
                    row={row}
                    intents={row.isArchived ? ["reasonRestore"] : ["reasonDefault", "reasonArchive"]}
                  />
                </div>
              ),
          },
        ]}
      />
    </Card>
  );
}
