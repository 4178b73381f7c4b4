import { fileName } from "./file-name";

/** What begins a formula, in small and full width too, which spreadsheets of East Asia take for the same. */
const SIGN = /[=+\-@\u2212\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b]/u;
/** What a program may skip before it looks for one. */
const SKIPPED = /[\s\p{Cc}\p{Cf}\p{Z}"]/u;
const CONTROL = /\p{Cc}/u;
/** What begins another cell, whichever of them the opening program takes for its separator. */
const BREAKS = /[,;\t\r\n]/;
const APOSTROPHE = "'";

/**
 * For each place of the text whether a cell that began there would be a formula, but for apostrophes in front. From the end, so that a
 * long text takes no more than its length.
 */
function formulasIn(chars: readonly string[]): boolean[] {
  const found: boolean[] = new Array(chars.length + 1).fill(false);
  let skipped = false;
  for (let at = chars.length - 1; at >= 0; at -= 1) {
    const char = chars[at] ?? "";
    skipped = SIGN.test(char) || (skipped && SKIPPED.test(char));
    found[at] = skipped || (char === APOSTROPHE && (found[at + 1] ?? false));
  }
  return found;
}

/** Whether a cell may begin at this place: at the text's own start, and behind every separator. */
const beginsAt = (chars: readonly string[], at: number): boolean =>
  at === 0 || BREAKS.test(chars[at - 1] ?? "");

/** A control character is no formula, but programs strip it and look again: none begins a cell (security.md 12). */
const isControlAt = (chars: readonly string[], at: number): boolean => {
  let next = at;
  while (chars[next] === APOSTROPHE) next += 1;
  return at === 0 && CONTROL.test(chars[next] ?? "");
};

/**
 * The text with an apostrophe wherever a spreadsheet would begin a formula: at its start, and behind each comma, semicolon, tab and line
 * break in it, since a program that separates cells by another of them begins one there.
 */
function neutralised(text: string): string {
  const chars = [...text];
  const formulas = formulasIn(chars);
  return chars
    .map((char, at) =>
      beginsAt(chars, at) && (formulas[at] || isControlAt(chars, at)) ? APOSTROPHE + char : char,
    )
    .join("");
}

/** What a cell's text was before it was neutralised: the inverse, for whoever reads a table back. */
export function originalText(cell: string): string {
  // From the end: what an apostrophe was put before is as it was when its turn comes.
  let chars = [...cell];
  for (let at = chars.length - 1; at >= 0; at -= 1) {
    if (chars[at] !== APOSTROPHE || !beginsAt(chars, at)) continue;
    const rest = chars.slice(at + 1);
    if (formulasIn(rest)[0] || isControlAt(at === 0 ? rest : [], 0)) chars = [...chars.slice(0, at), ...rest];
  }
  return chars.join("");
}

/** One cell of text, quoted where it must be. */
export function csvCell(value: string): string {
  const safe = neutralised(value);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as CSV (RFC 4180), each ended by CRLF. */
export const csvRows = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");

/** Spreadsheets read a CSV as UTF-8 only when it begins with this. */
export const BYTE_ORDER_MARK = "\uFEFF";

/** A download's name (RFC 6266) that any system takes: in ASCII for old programs, and as it is in UTF-8. */
export function attachment(name: string): string {
  const [extension = ""] = /\.[a-z]{2,5}$/.exec(name) ?? [];
  const plain = fileName(name.slice(0, name.length - extension.length), extension);
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
