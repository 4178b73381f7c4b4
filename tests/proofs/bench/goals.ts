import { median } from "./stats";
import type { Row } from "./table";
import type { Throughput } from "./throughput";

export interface Goal {
  readonly what: string;
  readonly reached: number;
  readonly goal: string;
  readonly met: boolean;
  /** The case that came off worst, where there are several. */
  readonly worst?: string;
}

const most = (rows: readonly Row[], value: (row: Row) => number | null) =>
  rows
    .map((row) => ({ name: row.name, value: value(row) }))
    .filter(
      (each): each is { name: string; value: number } => each.value !== null && !Number.isNaN(each.value),
    )
    .sort((a, b) => b.value - a.value)[0];

/** The goals of the product that are ratios within one run. */
export function goalsOf(rows: readonly Row[], throughput: Throughput | null): Goal[] {
  const first = rows.find(({ name }) => name === "list: first page");
  const deep = rows.find(({ name }) => name.startsWith("list: page "));
  const atMost = (what: string, goal: number, reached?: { name?: string; value: number }): Goal[] =>
    reached
      ? [{ what, goal: `≤ ${goal}`, reached: reached.value, met: reached.value <= goal, worst: reached.name }]
      : [];
  return [
    ...atMost(
      "any page or write at 1,000,000 ÷ the same at 1,000",
      1.2,
      // The small business has fewer than fifty drafts: a shorter page, which proves nothing.
      most(rows, (row) => (row.rows.big === row.rows.small ? row.bigToSmall : null)),
    ),
    ...atMost(
      "page 5,000 of the list ÷ page 1",
      1.1,
      first && deep ? { value: deep.big.median / first.big.median } : undefined,
    ),
    ...atMost(
      "list ÷ (list out of memory + its SQL)",
      1.3,
      first?.toFloor ? { value: first.toFloor } : undefined,
    ),
    ...atMost(
      "round trips of a page or a write",
      1,
      most(rows, (row) => row.roundTrips),
    ),
    ...(throughput
      ? [
          {
            what: "create with issue, 64 at once ÷ bare rows",
            goal: "≥ 0.7",
            reached: median(throughput.worker) / median(throughput.floor),
            met: median(throughput.worker) / median(throughput.floor) >= 0.7,
          },
        ]
      : []),
  ];
}
