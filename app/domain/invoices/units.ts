/**
 * Units of measure a line may use: a subset of UN/ECE Recommendation 20 (and 21 for packages, with X before it), revision 11e,
 * as EN 16931 BT-130 and BR-CL-23 ask. The name is what people read.
 */
const TABLE = [
  ["C62", "Piece"],
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
  ["H87", "Item"],
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
] as const;

export type UnitCode = (typeof TABLE)[number][0];

/** In the order a list shows them: the usual first. */
export const units: readonly { readonly code: UnitCode; readonly name: string }[] = TABLE.map(
  ([code, name]) => ({
    code,
    name,
  }),
);

const names: ReadonlyMap<string, string> = new Map(TABLE);

export function isUnit(code: string): code is UnitCode {
  return names.has(code);
}

/** The unit's name; for a code that isn't in the list, the code itself. */
export function unitName(code: string): string {
  return names.get(code) ?? code;
}
