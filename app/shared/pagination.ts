import { isId } from "./ids";
import { limits } from "./limits";

/** What a list is sorted by, of one row. */
type SortValue = string | number;

/** A place in a sorted list: the row's sort values and id, and which way to go on from it. */
export interface Cursor {
  readonly towards: "next" | "previous";
  readonly values: readonly SortValue[];
  readonly id: string;
}

export interface PageOf<Row> {
  readonly rows: readonly Row[];
  /** Cursors as they stand in the URL, or null at either end. */
  readonly next: string | null;
  readonly previous: string | null;
}

/** A page of nothing. */
export const NO_ROWS = { rows: [], next: null, previous: null } as const satisfies PageOf<never>;

const encode = (cursor: Cursor): string => {
  const bytes = new TextEncoder().encode(
    JSON.stringify([cursor.towards === "next" ? 1 : 0, cursor.values, cursor.id]),
  );
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
};

/** Of the order that needs most: series, period and number. */
const MOST_VALUES = 3;

const isPlain = (value: unknown): value is SortValue =>
  (typeof value === "string" && value.isWellFormed() && !value.includes("\0")) || Number.isSafeInteger(value);

/** The longest text that a list is sorted by, a client's name of four bytes a character, in base64 and with its id. */
const LONGEST = 1_200;

/** What stands in the URL, or null for anything that this module did not write: the list then begins at its start. */
export function decodeCursor(text: string | null): Cursor | null {
  if (!text || text.length > LONGEST || !/^[A-Za-z0-9_-]+$/.test(text)) return null;
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const read: unknown = JSON.parse(
      new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(binary, (c) => c.charCodeAt(0))),
    );
    if (!Array.isArray(read) || read.length !== 3) return null;
    const [direction, values, id] = read as unknown[];
    const plain = Array.isArray(values) && values.length <= MOST_VALUES && values.every(isPlain);
    if ((direction !== 0 && direction !== 1) || !plain || typeof id !== "string" || !isId(id)) return null;
    return { towards: direction === 1 ? "next" : "previous", values, id };
  } catch {
    return null;
  }
}

/**
 * A page out of `pageSize + 1` fetched rows. Rows fetched towards the start of the list come in reverse; the extra row only
 * tells that there is more.
 */
export function pageOf<Row extends { readonly id: string }>(
  fetched: readonly Row[],
  cursor: Cursor | null,
  sortValues: (row: Row) => readonly SortValue[],
  pageSize: number = limits.pageSize,
): PageOf<Row> {
  const more = fetched.length > pageSize;
  const backwards = cursor?.towards === "previous";
  const kept = fetched.slice(0, pageSize);
  const rows = backwards ? kept.reverse() : kept;
  const at = (row: Row | undefined, towards: Cursor["towards"]) =>
    row ? encode({ towards, values: sortValues(row), id: row.id }) : null;
  return {
    rows,
    next: (backwards ? cursor : more) ? at(rows.at(-1), "next") : null,
    previous: (backwards ? more : cursor) ? at(rows[0], "previous") : null,
  };
}
