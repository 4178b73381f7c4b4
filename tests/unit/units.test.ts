import { expect, test } from "vitest";
import vectors from "~/commands/seed/en16931-vectors.json";
import { isUnit, unitName, units } from "~/domain/invoices/units";

test("every unit has a code of Recommendation 20 or 21 and a name, once", () => {
  for (const { code, name } of units) {
    expect(code).toMatch(/^[A-Z0-9]{2,3}$/);
    expect(unitName(code)).toBe(name);
  }
  expect(new Set(units.map((unit) => unit.code)).size).toBe(units.length);
  expect(new Set(units.map((unit) => unit.name)).size).toBe(units.length);
});

test("the units of the official example invoices are among them", () => {
  const lines: { unit: string }[] = vectors.flatMap((vector): { unit: string }[] => vector.lines);
  expect(lines.length).toBe(36);
  for (const line of lines) expect(isUnit(line.unit)).toBe(true);
});

test("an unknown code is no unit and stands for itself", () => {
  expect(isUnit("c62")).toBe(false);
  expect(isUnit("")).toBe(false);
  expect(unitName("QQQ")).toBe("QQQ");
});
