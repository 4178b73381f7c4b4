import { expect, test } from "vitest";
import vectors from "~/commands/seed/en16931-vectors.json";
import { rec20Codes } from "~/domain/invoices/rec20";
import { isUnit, OTHER_UNIT, readUnit, usualUnits } from "~/domain/invoices/units";
import { units } from "~/i18n/en/units";
import { english, inEnglish } from "~/i18n/in-english";
import { unitChoices, unitName } from "~/modules/invoices/unit-words";

test("every unit has a code of Recommendation 20 or 21 and a name, once", () => {
  for (const code of usualUnits) expect(isUnit(code), code).toBe(true);
  expect(Object.keys(units.names)).toEqual([...new Set(usualUnits)]);
  expect(Object.keys(units.behind)).toEqual(Object.keys(units.names));
  expect(new Set(Object.values(units.names)).size).toBe(usualUnits.length);
});

test("the units of the official example invoices are among them", () => {
  const lines: { unit: string }[] = vectors.flatMap((vector): { unit: string }[] => vector.lines);
  expect(lines.length).toBe(36);
  for (const line of lines) expect(isUnit(line.unit)).toBe(true);
});

test("C62 is one, H87 a piece, KWT a kilowatt, as Recommendation 20 names them", () => {
  expect(["C62", "H87", "KWT", "KWH", "HUR"].map((code) => unitName(code, english))).toEqual([
    "One",
    "Piece",
    "Kilowatt",
    "Kilowatt hour",
    "Hour",
  ]);
});

test("every other unit of the recommendations is one, by its code as people type it", () => {
  for (const typed of ["MLT", " mlt ", "4l", "XBX", "xzz", "2n", "INH", "E34"])
    expect(isUnit(readUnit(typed)), typed).toBe(true);
  for (const typed of ["", "x", "QQQ", "other", "BX ", "kilo", "KW T"])
    expect(isUnit(readUnit(typed)), typed).toBe(false);
  expect(isUnit(OTHER_UNIT)).toBe(false);
  expect(rec20Codes.size).toBe(2162);
});

test("a line's own unit can be chosen though it is not a usual one", () => {
  expect(unitChoices("MLT").at(-1)).toEqual({ code: "MLT", name: "MLT" });
  for (const code of ["HUR", undefined, "other", "QQQ"])
    expect(unitChoices(code).map((unit) => [unit.code, inEnglish(unit.name)])).toEqual(
      Object.entries(units.names),
    );
});

test("an unknown code is no unit and stands for itself", () => {
  expect(isUnit("c62")).toBe(false);
  expect(isUnit("")).toBe(false);
  expect(unitName("QQQ", english)).toBe("QQQ");
});
