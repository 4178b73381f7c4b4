import { listNumbers, type NumberPlace } from "@db/queries/number-proof";
import type { TenantDb } from "@db/tenant-db";
import { BYTE_ORDER_MARK, csvRows } from "./csv";

const HEADER = ["Series", "Period", "Sequence", "Number", "Issue date", "Status"];
/** Few enough to be read well within the database's deadline. */
const AT_ONCE = 5_000;

/** Every number of every series as CSV, in order. */
export async function numbersCsv(db: TenantDb): Promise<string> {
  let text = BYTE_ORDER_MARK + csvRows([HEADER]);
  let after: NumberPlace | null = null;
  do {
    const rows: Awaited<ReturnType<typeof listNumbers>> = await listNumbers(db, after, AT_ONCE);
    text += csvRows(
      rows.map((r) => [r.pattern, r.period, String(r.sequence), r.number, r.issueDate, r.status]),
    );
    after = rows.length === AT_ONCE ? (rows.at(-1) ?? null) : null;
  } while (after);
  return text;
}
