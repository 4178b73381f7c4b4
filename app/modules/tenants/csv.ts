/** A cell that a spreadsheet would take for a formula: it gets an apostrophe in front (security.md 12). */
const FORMULA = /^[=+\-@\t\r]/;

/** One cell of text, quoted where it must be. */
export function csvCell(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as CSV (RFC 4180), each ended by CRLF. */
export const csvRows = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");

/** Spreadsheets read a CSV as UTF-8 only when it begins with this. */
export const BYTE_ORDER_MARK = "\uFEFF";

/** A download's name (RFC 6266): in ASCII for old programs, and as it is in UTF-8. Quotes, slashes and controls become `-`. */
export function attachment(fileName: string): string {
  const plain = fileName.toWellFormed().replace(/[\p{Cc}"\\/%]/gu, "-");
  const ascii = plain
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^ -~]/g, "_");
  const extended = encodeURIComponent(plain).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${extended}`;
}
