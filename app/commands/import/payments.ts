import type { ExportRow } from "@db/queries/export";
import type { ExportTable } from "@db/queries/export-tables";
import type { ProvenArchive } from "./read-archive";
import { type Sender, storeRows } from "./rows";

export interface PaymentTables {
  readonly payments: ExportTable;
  readonly credits: ExportTable;
  readonly allocations: ExportTable;
}

type Rename = (table: ExportTable) => (row: ExportRow) => ExportRow;

/** What a row of payments says of when its allocations may be stored. */
interface Payment {
  readonly isCredit: boolean;
  readonly isCounterEntry: boolean;
  /** The payment that a counter-entry takes back, else the payment itself. */
  readonly root: string;
  readonly recordedAt: number;
}

/**
 * Stores payments and what they settle, in an order in which no step settles too much: the database looks at each row by itself (0016,
 * 0023), and an archive has them by their ids. A counter-entry is stored behind what it takes back. Of the allocations first those that
 * were taken back, each followed by its counter-entry; then what credit notes settle, as it was recorded; then what is left.
 */
export async function storePayments(
  sender: Sender,
  archive: ProvenArchive,
  { payments, credits, allocations }: PaymentTables,
  rename: Rename,
): Promise<Record<string, number>> {
  const special = new Map<string, Payment>();
  for await (const row of archive.rows(payments)) {
    if (row.reverses_id === null && row.kind !== "credit") continue;
    const root = String(row.reverses_id ?? row.id);
    const payment = { isCredit: row.kind === "credit", root, recordedAt: Number(row.recorded_at) };
    special.set(String(row.id), { ...payment, isCounterEntry: row.reverses_id !== null });
    if (root !== row.id && !special.has(root))
      special.set(root, { ...payment, isCounterEntry: false, recordedAt: 0 });
  }
  const isCounterEntry = (id: ExportRow[string] | undefined) =>
    special.get(String(id))?.isCounterEntry === true;
  const originalsFirst = async (
    table: ExportTable,
    idOf: (row: ExportRow) => ExportRow[string] | undefined,
  ) => {
    let stored = 0;
    for (const counterEntries of [false, true])
      stored += await storeRows(sender, table, archive.rows(table), (row) =>
        isCounterEntry(idOf(row)) === counterEntries ? rename(table)(row) : null,
      );
    return stored;
  };
  const stored = {
    payments: await originalsFirst(payments, ({ id }) => id),
    payment_credits: await originalsFirst(credits, ({ payment_id }) => payment_id),
  };

  const noteOf = new Map<string, string>();
  for await (const row of archive.rows(credits))
    noteOf.set(String(row.payment_id), String(row.credit_note_id));
  const early: { readonly row: ExportRow; readonly payment: Payment }[] = [];
  for await (const row of archive.rows(allocations)) {
    const payment = special.get(String(row.payment_id));
    if (payment) early.push({ row, payment });
  }
  const takenBack = early.filter(({ payment }) => !payment.isCredit);
  takenBack.sort(
    (a, b) =>
      byText(a.payment.root, b.payment.root) ||
      Number(a.payment.isCounterEntry) - Number(b.payment.isCounterEntry),
  );
  // What is taken from the credit note comes before what that settles, and goes behind it.
  const within = ({ row, payment }: (typeof early)[number]) =>
    (noteOf.get(String(row.payment_id)) === row.invoice_id) === payment.isCounterEntry ? 1 : 0;
  const credited = early.filter(({ payment }) => payment.isCredit);
  credited.sort(
    (a, b) =>
      a.payment.recordedAt - b.payment.recordedAt ||
      Number(a.payment.isCounterEntry) - Number(b.payment.isCounterEntry) ||
      within(a) - within(b),
  );
  const first = [...takenBack, ...credited].map(({ row }) => row);
  const left = (row: ExportRow) => (special.has(String(row.payment_id)) ? null : rename(allocations)(row));
  return {
    ...stored,
    payment_allocations:
      (await storeRows(sender, allocations, eachOf(first), rename(allocations))) +
      (await storeRows(sender, allocations, archive.rows(allocations), left)),
  };
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

async function* eachOf<T>(rows: readonly T[]): AsyncGenerator<T> {
  yield* rows;
}
