import type { Case } from "./cases";
import { type Latencies, MEMORY, seriesOf } from "./latency";
import { median, quantile } from "./stats";

const BIG = { label: "big" } as const;
const SMALL = { label: "small" } as const;

export interface Row {
  readonly name: string;
  readonly big: { readonly median: number; readonly p99: number };
  readonly small: { readonly median: number; readonly p99: number };
  readonly bigToSmall: number;
  /** Of the page's table: fewer in the small business where it has no more. */
  readonly rows: { readonly big: number; readonly small: number };
  /** The page's SQL alone, at the big database; null for what writes. */
  readonly sql: number | null;
  /** The page by the list out of memory plus its own SQL; null for what is no list. */
  readonly toFloor: number | null;
  /** The most that any of its requests made. */
  readonly roundTrips: number | null;
}

/** What was measured, a row for each case. `roundTrips`: by request id. */
export function rowsOf(
  cases: readonly Case[],
  { times, requests }: Latencies,
  roundTrips: ReadonlyMap<string, number>,
): Row[] {
  const of = (name: string, target: typeof BIG | typeof SMALL, what: "page" | "sql" | "memory") =>
    times.get(seriesOf(name, target, what)) ?? [];
  const memory = median(of(MEMORY, BIG, "memory"));
  return cases.map(({ name, kind }) => {
    const figures = (target: typeof BIG | typeof SMALL) => {
      const values = of(name, target, "page");
      return { median: median(values), p99: quantile(values, 0.99) };
    };
    const [big, small] = [figures(BIG), figures(SMALL)];
    const sql = kind === "write" ? null : median(of(name, BIG, "sql"));
    const trips = (requests.get(seriesOf(name, BIG, "page")) ?? []).flatMap(
      ({ requestId }) => roundTrips.get(requestId) ?? [],
    );
    const tableRows = (target: typeof BIG | typeof SMALL) =>
      requests.get(seriesOf(name, target, "page"))?.[0]?.rows ?? 0;
    return {
      name,
      rows: { big: tableRows(BIG), small: tableRows(SMALL) },
      big,
      small,
      bigToSmall: big.median / small.median,
      sql,
      toFloor: kind === "list" && sql !== null ? big.median / (memory + sql) : null,
      roundTrips: trips.length > 0 ? Math.max(...trips) : null,
    };
  });
}

const number = (value: number | null, digits: number) => (value === null ? "" : value.toFixed(digits));

/** The rows as text, times in milliseconds. */
export function printed(rows: readonly Row[]): string {
  const cells = [
    ["", "big", "p99", "small", "p99", "big/small", "rows", "SQL", "/floor", "trips"],
    ...rows.map((row) => [
      row.name,
      number(row.big.median, 1),
      number(row.big.p99, 1),
      number(row.small.median, 1),
      number(row.small.p99, 1),
      number(row.bigToSmall, 2),
      row.rows.big === row.rows.small ? String(row.rows.big || "") : `${row.rows.big}/${row.rows.small}`,
      number(row.sql, 1),
      number(row.toFloor, 2),
      number(row.roundTrips, 0),
    ]),
  ];
  const widths = cells[0]?.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0))) ?? [];
  return cells
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join("  "),
    )
    .join("\n");
}
