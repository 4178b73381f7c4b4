import { isId } from "./ids";
import { limits } from "./limits";

/** A place in a sorted list: the row's sort value and id, and which way to go on from it. */
export interface Cursor {
  readonly towards: "next" | "previous";
  readonly value: string | number;
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
    JSON.stringify([cursor.towards === "next" ? 1 : 0, cursor.value, cursor.id]),
  );
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
};

/** What stands in the URL, or null for anything that this module did not write: the list then begins at its start. */
export function decodeCursor(text: string | null): Cursor | null {
  if (!text || text.length > 600 || !/^[A-Za-z0-9_-]+$/.test(text)) return null;
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    const read: unknown = JSON.parse(
      new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(binary, (c) => c.charCodeAt(0))),
    );
    if (!Array.isArray(read) || read.length !== 3) return null;
    const [direction, value, id] = read as unknown[];
    const plain =
      (typeof value === "string" && value.isWellFormed() && !value.includes("\0")) ||
      Number.isSafeInteger(value);
    if ((direction !== 0 && direction !== 1) || !plain || typeof id !== "string" || !isId(id)) return null;
    return { towards: direction === 1 ? "next" : "previous", value: value as string | number, id };
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
  sortValue: (row: Row) => string | number,
  pageSize: number = limits.pageSize,
): PageOf<Row> {
  const more = fetched.length > pageSize;
  const backwards = cursor?.towards === "previous";
  const kept = fetched.slice(0, pageSize);
  const rows = backwards ? kept.reverse() : kept;
  const at = (row: Row | undefined, towards: Cursor["towards"]) =>
    row ? encode({ towards, value: sortValue(row), id: row.id }) : null;
  return {
    rows,
    next: (backwards ? cursor : more) ? at(rows.at(-1), "next") : null,
    previous: (backwards ? more : cursor) ? at(rows[0], "previous") : null,
  };
}
