import type { ExportRow } from "@db/queries/export";
import { sql } from "drizzle-orm";
import type { Sender } from "./rows";

/** What the issue gives an invoice: stored as a draft first, since the database lets no other be born. */
export interface Issued {
  readonly id: string;
  readonly series_id: string;
  readonly period: string;
  readonly sequence: number;
  readonly number: string;
  readonly issued_at: number;
  readonly paid_date: string | null;
  readonly archived_at: number | null;
}

/** The draft that an archived invoice once was: without its number, and as many versions back as it has steps to go. */
export function draftOf(row: ExportRow): { readonly draft: ExportRow; readonly issued: Issued | null } {
  if (row.status === "draft") return { draft: row, issued: null };
  const { id, series_id, period, sequence, number, issued_at, paid_date, archived_at } = row;
  const draft = {
    ...row,
    ...{ status: "draft", series_id: null, period: null, sequence: null, number: null },
    // Put away again at the issue: the database issues no draft that is.
    ...{
      issued_at: null,
      paid_date: null,
      archived_at: null,
      version: Number(row.version) - (row.status === "paid" ? 2 : 1),
    },
  };
  const issued = { id, series_id, period, sequence, number, issued_at, paid_date, archived_at };
  return { draft, issued: issued as Issued };
}

/**
 * Gives a run its numbers again, one by one, each to the invoice that has it; a number that no invoice has any more (its time to be
 * kept was over) is only counted.
 */
export async function fillRun(
  sender: Sender,
  tenantId: string,
  run: ExportRow,
  issued: ReadonlyMap<number, Issued>,
): Promise<void> {
  const { build } = sender;
  const { series_id, period, first_sequence: first, last_sequence: last, created_at } = run;
  await sender.send(
    build.run(sql`INSERT INTO number_runs (tenant_id, series_id, period, first_sequence, last_sequence, created_at)
      VALUES (${tenantId}, ${series_id}, ${period}, ${first}, ${Number(first) - 1}, ${created_at})`),
  );
  for (let sequence = Number(first); sequence <= Number(last); sequence += 1) {
    const invoice = issued.get(sequence);
    const where = invoice && sql`WHERE tenant_id = ${tenantId} AND id = ${invoice.id}`;
    await sender.send(
      build.run(sql`UPDATE number_runs SET last_sequence = last_sequence + 1 WHERE tenant_id = ${tenantId}
        AND series_id = ${series_id} AND period = ${period} AND first_sequence = ${first}`),
      ...(invoice
        ? [
            build.run(sql`UPDATE invoices SET status = 'sent', version = version + 1, series_id = ${invoice.series_id},
              period = ${invoice.period}, sequence = ${invoice.sequence}, number = ${invoice.number},
              issued_at = ${invoice.issued_at}, archived_at = ${invoice.archived_at} ${where}`),
          ]
        : []),
    );
  }
}

/**
 * Marks what was paid. Behind the payments: where an archive has none (it is older than they are) the database writes one itself
 * (0016, invoices_paid).
 */
export async function settle(
  sender: Sender,
  tenantId: string,
  { id, paid_date }: Pick<Issued, "id" | "paid_date">,
): Promise<void> {
  if (!paid_date) return;
  await sender.send(
    sender.build.run(sql`UPDATE invoices SET status = 'paid', version = version + 1, paid_date = ${paid_date}
      WHERE tenant_id = ${tenantId} AND id = ${id}`),
  );
}
