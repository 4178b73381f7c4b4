import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { isNameOf, placeOf, shapeOf } from "~/http/forms/form-shape";
import { parseJsonWithin } from "~/http/forms/json-within";
import * as accounts from "~/modules/accounts/schemas";
import * as clients from "~/modules/clients/schemas";
import * as erasure from "~/modules/erasure/schemas";
import * as invoices from "~/modules/invoices/form/schemas";
import * as numbering from "~/modules/numbering/numbering-schema";
import * as retention from "~/modules/retention/schemas";
import * as taxRates from "~/modules/tax-rates/tax-rate-schemas";
import * as tenants from "~/modules/tenants/schemas";

const modules = { accounts, clients, erasure, invoices, retention, numbering, tenants, taxRates };
const schemas = Object.values(modules).flatMap((module) =>
  Object.entries(module)
    .filter(([name]) => name.endsWith("Schema"))
    // Some are made for a category of tax, or for the locale that numbers are written in.
    .map(([name, schema]): [string, v.GenericSchema] => [
      name,
      typeof schema === "function" ? schema(name === "editTaxRateSchema" ? "S" : "de-DE") : schema,
    ]),
);

describe("the names of a form", () => {
  it.each(schemas)("can be read off %s", (_, schema) => {
    const { size } = shapeOf(schema);
    expect(size).toBeGreaterThan(0);
    expect(shapeOf(schema)).toBe(shapeOf(schema));
  });

  it("are those of its schema, lists by their rows, up to their limit", () => {
    const shape = shapeOf(invoices.editInvoiceSchema("de-DE"));
    for (const name of ["client", "version", "lines[0].quantity", "lines[199].taxRate"])
      expect(isNameOf(shape, name), name).toBe(true);
    for (const name of [
      ...[
        "lines",
        "lines[0]",
        "lines.quantity",
        "lines[].quantity",
        "lines[00].quantity",
        "lines[200].quantity",
      ],
      ...[
        "lines[0].quantity.x",
        "lines[0].constructor",
        "__proto__",
        "constructor",
        "client[0].x",
        "a.b",
        "",
      ],
    ])
      expect(isNameOf(shape, name), name).toBe(false);
    expect(placeOf(shape, "lines[200].quantity")).toEqual({ kind: "row", list: "lines", index: 200 });
    expect([...shapeOf(accounts.EndSessionSchema).fields]).toEqual(["intent", "session"]);
  });

  it("can't be read off a list without a limit, nor off what no flat form fills", () => {
    const row = v.strictObject({ a: v.string() });
    for (const schema of [
      v.strictObject({ rows: v.array(row) }),
      v.strictObject({ row }),
      v.strictObject({ rows: v.pipe(v.array(v.strictObject({ row })), v.maxLength(2)) }),
      v.string(),
    ])
      expect(() => shapeOf(schema)).toThrow(TypeError);
  });
});

describe("JSON that was sent", () => {
  const bounds = { depth: 3, values: 10 };

  it("is read within its bounds", () => {
    for (const value of [null, 1, "a", [], {}, { a: [1, { b: 2 }] }, { 'a"\\': "[[[[[,,,,,,,,,,,,,,\\" }])
      expect(parseJsonWithin(JSON.stringify(value), bounds)).toEqual(value);
  });

  it("is nothing when it is deeper, longer or none", () => {
    for (const text of [
      "[[[[1]]]]",
      "[1,2,3,4,5,6,7,8,9,10,11]",
      "{",
      '"',
      "[".repeat(1_000_000),
      '"\\"',
      "",
    ])
      expect(parseJsonWithin(text, bounds), text.slice(0, 30)).toBeUndefined();
  });
});
