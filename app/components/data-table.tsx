// biome-ignore-all lint/a11y/noRedundantRoles: Safari forgets what a table is when CSS makes cards of it
// biome-ignore-all lint/a11y/useSemanticElements: the same roles, said of elements that have them
import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Icon } from "./icon";

export type Column<Row> = {
  header: string;
  /** An empty value leaves the cell out of a phone's card. */
  cell: (row: Row) => ReactNode;
  /** `end` for amounts and counts. */
  align?: "start" | "end";
  /** For a column of actions: the heading is for assistive technology only. */
  headerHidden?: boolean;
  /** Sorts by this column: where the heading leads, and the order it has now. */
  sort?: { to: string; direction?: "ascending" | "descending" };
  /** On a phone: at the right of the row's name, without its heading; or left out. */
  phone?: "corner" | "hidden";
};

export type DataTableProps<Row> = {
  /** What the table lists; hidden unless `captionVisible`. */
  caption: string;
  captionVisible?: boolean;
  /** The first column names its row and carries the link. */
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** Where the row leads; on a phone the whole card does. */
  rowTo?: (row: Row) => string | undefined;
};

const edge = "first:pl-4 last:pr-4 sm:first:pl-6 sm:last:pr-6";

function Heading<Row>({ column }: { column: Column<Row> }) {
  if (column.headerHidden) return <span className="sr-only">{column.header}</span>;
  if (!column.sort) return column.header;
  const { to, direction } = column.sort;
  return (
    <Link
      to={to}
      className="-my-1 inline-flex items-center gap-0.5 rounded-sm py-1 align-bottom hover:text-ink"
    >
      {column.header}
      {direction ? (
        <Icon name="chevron-down" className={`size-3.5 ${direction === "ascending" ? "-scale-y-100" : ""}`} />
      ) : null}
    </Link>
  );
}

/** Rows of one kind: a table, and on a phone a list of cards. Put it in a flush Card. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, captionVisible, columns, rows, rowKey, rowTo } = props;
  const [first, ...others] = columns;
  if (!first) return null;
  return (
    <table role="table" className="cards-on-phone w-full border-collapse text-left">
      <caption className={captionVisible ? "px-4 pb-3 text-left text-sm text-ink-muted sm:px-6" : "sr-only"}>
        {caption}
      </caption>
      <thead role="rowgroup">
        <tr role="row" className="border-b border-line">
          {columns.map((column) => (
            <th
              key={column.header}
              role="columnheader"
              scope="col"
              aria-sort={column.sort?.direction}
              className={`px-3 py-2.5 align-bottom text-sm font-medium text-ink-muted ${edge} ${column.align === "end" ? "text-right" : ""}`}
            >
              <Heading column={column} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="divide-y divide-line">
        {rows.map((row) => {
          const to = rowTo?.(row);
          return (
            <tr role="row" key={rowKey(row)} className="hover:bg-soft/50 has-[th_a:focus-visible]:bg-soft/50">
              <th
                role="rowheader"
                scope="row"
                className={`px-3 py-3 align-baseline font-medium phone:font-semibold ${edge}`}
              >
                {to ? (
                  <Link
                    to={to}
                    prefetch="intent"
                    className="-my-3 block rounded-sm py-3 hover:text-accent hover:underline hover:underline-offset-3 phone:my-0 phone:py-0 phone:after:absolute phone:after:inset-0"
                  >
                    {first.cell(row)}
                  </Link>
                ) : (
                  first.cell(row)
                )}
              </th>
              {others.map((column) => (
                <td
                  key={column.header}
                  role="cell"
                  data-label={column.headerHidden || column.phone === "corner" ? undefined : column.header}
                  className={`px-3 py-3 align-baseline wrap-anywhere ${edge} ${column.align === "end" ? "text-right tabular-nums" : ""} ${column.phone === "hidden" ? "phone:hidden!" : ""} ${column.phone === "corner" ? "corner" : ""}`}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
