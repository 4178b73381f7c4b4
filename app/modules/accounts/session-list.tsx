import { Form } from "@remix-run/react";
import { Button } from "~/components/button";
import { DataTable } from "~/components/data-table";
import { FormKey } from "~/components/form-key";
import { StatusBadge } from "~/components/status-badge";
import { Time } from "~/components/time";
import type { SessionRow } from "./session-rows";

type KeyedRow = SessionRow & { readonly formKey: string };

function EndButton({ id, device, formKey }: KeyedRow) {
  return (
    <Form method="post">
      <FormKey value={formKey} which={{ session: id }} />
      <input type="hidden" name="session" value={id} />
      <Button
        variant="secondary"
        size="small"
        name="intent"
        value="end"
        aria-label={`End this one: ${device}`}
      >
        End this one
      </Button>
    </Form>
  );
}

/** Where the person is logged in, and a button to end each. */
export function SessionList({ rows }: { rows: KeyedRow[] }) {
  return (
    <DataTable
      caption="Your sessions"
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { header: "Device", cell: ({ device }) => device },
        { header: "Place", cell: ({ place }) => place },
        {
          header: "Last seen",
          cell: ({ seen, isThis }) =>
            isThis ? (
              <StatusBadge tone="positive">This device, now</StatusBadge>
            ) : (
              <Time dateTime={seen.iso}>{seen.text}</Time>
            ),
        },
        { header: "Logged in", cell: ({ since }) => <Time dateTime={since.iso}>{since.text}</Time> },
        {
          header: "End",
          headerHidden: true,
          align: "end",
          cell: (row) => (row.isThis ? null : <EndButton {...row} />),
        },
      ]}
    />
  );
}
