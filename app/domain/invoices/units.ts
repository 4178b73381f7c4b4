import { rec20Codes } from "./rec20";

/**
 * The usual units of a line, with the names that people read. All others of Recommendations 20 and 21 (app/domain/invoices/rec20.ts)
 * are chosen by typing their code.
 */
const TABLE = [
  ["H87", "Piece"],
  ["C62", "One"],
  ["HUR", "Hour"],
  ["DAY", "Day"],
  ["E49", "Working day"],
  ["WEE", "Week"],
  ["MON", "Month"],
  ["QAN", "Quarter"],
  ["ANN", "Year"],
  ["MIN", "Minute"],
  ["LS", "Lump sum"],
  ["EA", "Each"],
  ["SET", "Set"],
  ["PR", "Pair"],
  ["XPP", "Packaged piece"],
  ["XPK", "Package"],
  ["XBX", "Box"],
  ["XPX", "Pallet"],
  ["GRM", "Gram"],
  ["KGM", "Kilogram"],
  ["TNE", "Tonne"],
  ["MTR", "Metre"],
  ["KMT", "Kilometre"],
  ["MTK", "Square metre"],
  ["MTQ", "Cubic metre"],
  ["LTR", "Litre"],
  ["KWH", "Kilowatt hour"],
  ["KWT", "Kilowatt"],
] as const;

/** What a new line begins with: a piece. */
export const FIRST_UNIT = "H87";

/** The choice that asks for another unit's code. No code of the recommendations is written so. */
export const OTHER_UNIT = "other";

/** In the order a list shows them: the usual first. */
export const units: readonly { readonly code: string; readonly name: string }[] = TABLE.map(
  ([code, name]) => ({
    code,
    name,
  }),
);

const names: ReadonlyMap<string, string> = new Map(TABLE);

/** Whether a code is one of Recommendation 20 or 21, usual or not. */
export const isUnit = (code: string): boolean => rec20Codes.has(code);

/** A unit as people type its code: "kwt" is KWT. Whether it is one, `isUnit` says. */
export const readUnit = (typed: string): string => typed.trim().toUpperCase();

/** The unit's name; for one that isn't usual, its code. */
export function unitName(code: string): string {
  return names.get(code) ?? code;
}

/** The usual units, and the one that a line has already. */
export const unitChoices = (
  code: string | undefined,
): readonly { readonly code: string; readonly name: string }[] =>
  code === undefined || names.has(code) || !isUnit(code) ? units : [...units, { code, name: code }];
