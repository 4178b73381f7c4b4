import { Form } from "@remix-run/react";
import { Button } from "~/components/button";
import { DataTable } from "~/components/data-table";
import { FormKey } from "~/components/form-key";
import { StatusBadge } from "~/components/status-badge";
import { Time } from "~/components/time";
import { useSay, useT } from "~/i18n/language";
import type { SessionRow } from "./session-rows";

type KeyedRow = SessionRow & { readonly formKey: string };

function EndButton({ id, device, formKey }: KeyedRow) {
  const [t, say] = [useT(), useSay()];
  return (
    <Form method="post">
      <FormKey value={formKey} which={{ session: id }} />
      <input type="hidden" name="session" value={id} />
      <Button
        variant="secondary"
        size="small"
        name="intent"
        value="end"
        aria-label={t("accounts.sessions.endThisDevice", { device: say(device) })}
      >
        {t("accounts.sessions.endThis")}
      </Button>
    </Form>
  );
}

/** Where the person is logged in, and a button to end each. */
export function SessionList({ rows }: { rows: KeyedRow[] }) {
  const [t, say] = [useT(), useSay()];
  return (
    <DataTable
      caption={t("accounts.sessions.caption")}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { header: t("accounts.sessions.device"), cell: ({ device }) => say(device) },
        { header: t("accounts.sessions.place"), cell: ({ place }) => say(place) },
        {
          header: t("accounts.sessions.lastSeen"),
          cell: ({ seen, isThis }) =>
            isThis ? (
              <StatusBadge tone="positive">{t("accounts.sessions.now")}</StatusBadge>
            ) : (
              <Time dateTime={seen.iso}>{seen.text}</Time>
            ),
        },
        {
          header: t("accounts.sessions.since"),
          cell: ({ since }) => <Time dateTime={since.iso}>{since.text}</Time>,
        },
        {
          header: t("accounts.sessions.end"),
          headerHidden: true,
          align: "end",
          cell: (row) => (row.isThis ? null : <EndButton {...row} />),
        },
      ]}
    />
  );
}
