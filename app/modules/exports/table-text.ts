import { BYTE_ORDER_MARK, csvCell } from "~/shared/csv";

interface Table {
  readonly columns: readonly { readonly name: string }[];
}

type Row = Readonly<Record<string, string | number | null>>;

/** Rows as JSON lines, exactly as stored. */
export const linesText = ({ columns }: Table, rows: readonly Row[]): string =>
  rows
    .map(
      (row) =>
        `${JSON.stringify(Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null])))}\n`,
    )
    .join("");

export const csvHeader = ({ columns }: Table): string =>
  `${BYTE_ORDER_MARK}${columns.map(({ name }) => name).join(",")}\r\n`;

/** A number is no formula, so its minus sign needs no apostrophe. */
const cell = (value: string | number | null | undefined): string =>
  typeof value === "number" ? String(value) : csvCell(value ?? "");

/** The same rows for spreadsheets: texts neutralised (security.md 12), nothing for what is not there. */
export const csvText = ({ columns }: Table, rows: readonly Row[]): string =>
  rows.map((row) => `${columns.map(({ name }) => cell(row[name])).join(",")}\r\n`).join("");
