import { expect, it } from "vitest";
import { nested } from "~/components/typed-fields";

it("fields of a form are the object that their names spell, lines in their order", () => {
  expect(
    nested([
      ["client", "C"],
      ["lines[1].description", "Two"],
      ["lines[0].description", "One"],
      ["lines[0].quantity", ""],
    ]),
  ).toEqual({
    client: "C",
    lines: [{ description: "One", quantity: "" }, { description: "Two" }],
  });
});

it("a name that is no field of a list stands for itself", () => {
  expect(nested([["use[0]", "mine"]])).toEqual({ "use[0]": "mine" });
});
