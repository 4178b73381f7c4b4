import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { parseForm } from "~/http/forms/parse-form";
import { inEnglish } from "~/i18n/in-english";
import { message } from "~/i18n/message";
import { optionalText, text } from "~/shared/fields";
import { limits } from "~/shared/limits";
import { runs } from "../support/runs";

const KEY = "01M82Z705TCK0BZ73GV4X4V1KC";
const Schema = v.strictObject({
  name: text(10, "Enter a name."),
  note: optionalText(10),
  lines: v.optional(
    v.pipe(
      v.array(v.strictObject({ price: text(10, "Enter a price.") })),
      v.maxLength(limits.lines, `An invoice can have at most ${limits.lines} lines.`),
    ),
    [],
  ),
});

const post = (fields: [string, string][] | FormData, path = "/form") =>
  new Request(`https://gapless.test${path}`, {
    method: "POST",
    body: Array.isArray(fields) ? new URLSearchParams(fields) : fields,
  });

const parse = (fields: [string, string][] | FormData, path?: string) => parseForm(post(fields, path), Schema);

async function formErrors(fields: [string, string][] | FormData): Promise<readonly string[]> {
  const form = await parse(fields);
  expect(form.ok).toBe(false);
  return ((form.ok ? null : form.result.error?.[""]) ?? []).map(inEnglish);
}

describe("a form", () => {
  it("gives its values, without the key, and what makes it this very request", async () => {
    const form = await parse([
      ["key", KEY],
      ["name", " Ada "],
      ["lines[0].price", "1"],
    ]);
    expect(form.ok && form.value).toEqual({ name: "Ada", note: null, lines: [{ price: "1" }] });
    expect(form.ok && form.idempotencyKey.key).toBe(KEY);
    expect(form.ok && form.idempotencyKey.requestHash).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it("is another request when its content or its address differs, not when it was sent by script", async () => {
    const hash = async (name: string, path: string) => {
      const form = await parse(
        [
          ["key", KEY],
          ["name", name],
        ],
        path,
      );
      return form.ok ? form.idempotencyKey.requestHash : "";
    };
    const first = await hash("Ada", "/form");
    expect(await hash("Ada", "/form")).toBe(first);
    expect(await hash("Ada", "/form.data")).toBe(first);
    expect(await hash("Eve", "/form")).not.toBe(first);
    expect(await hash("Ada", "/other")).not.toBe(first);
  });

  it("with a mistake says so at the field and keeps what was typed", async () => {
    const form = await parse([
      ["key", KEY],
      ["name", "much too long for it"],
      ["note", "kept"],
    ]);
    expect(form).toMatchObject({ ok: false, status: 422 });
    expect(form.ok ? null : form.result.error).toEqual({ name: [message("forms.tooLong", { most: 10 })] });
    expect(form.ok ? null : form.result.initialValue).toMatchObject({
      name: "much too long for it",
      note: "kept",
    });
  });

  it("is refused with a field that it does not have", async () => {
    const form = await parse([
      ["key", KEY],
      ["name", "Ada"],
      ["total", "0"],
    ]);
    expect(form).toMatchObject({ ok: false, status: 422 });
  });

  it("is refused with a name that no control has", async () => {
    for (const name of [
      "__proto__",
      "__state__",
      "constructor",
      "a.valueOf",
      "toString[0]",
      "a[b]",
      "a[-1]",
      "lines[0].price.more",
      "x".repeat(61),
      "",
      "a b",
      "$",
    ]) {
      expect(
        await formErrors([
          ["key", KEY],
          ["name", "Ada"],
          [name, "x"],
        ]),
        name,
      ).toContain("This form has a field that does not belong to it.");
    }
  });

  it("is refused with a field twice", async () => {
    expect(
      await formErrors([
        ["key", KEY],
        ["name", "Ada"],
        ["name", "Eve"],
      ]),
    ).toEqual(["This form has a field twice."]);
    expect(
      await formErrors([
        ["key", KEY],
        ["key", KEY],
        ["name", "Ada"],
      ]),
    ).toEqual(["This form has a field twice."]);
  });

  it("is an empty one when it is sent as no page sends it, with a file or without", async () => {
    const data = new FormData();
    data.set("key", KEY);
    data.set("name", "Ada");
    const incomplete = ["This form is incomplete. Reload the page and try again."];
    expect(await formErrors(data)).toEqual(incomplete);
    data.set("name", new File(["Ada"], "name.txt"));
    expect(await formErrors(data)).toEqual(incomplete);
  });

  it("is refused with a list that has a gap, or two names for one control", async () => {
    for (const names of [["lines[1].price"], ["lines[0].price", "lines[2].price"], ["lines[00].price"]]) {
      const rows = names.map((name): [string, string] => [name, "1"]);
      expect(await formErrors([["key", KEY], ["name", "Ada"], ...rows]), names.join()).toEqual([
        "This form has a field that does not belong to it.",
      ]);
    }
  });

  it("builds nothing of more fields than it can have", async () => {
    const many = Array.from({ length: 100_000 }, (_, i): [string, string] => [`a${i}[999999].b`, "x"]);
    expect(await formErrors([["key", KEY], ["name", "Ada"], ...many])).toEqual([
      "This form has a field that does not belong to it.",
      "This form has more fields than belong to it.",
    ]);
  });

  it("takes a conflict page's answer only when every name in it is its own", async () => {
    const conflict = (theirs: object, more: object = {}) =>
      JSON.stringify({ version: 1, intent: null, mine: {}, theirs, groups: [], ...more });
    const strange = "This form has a field that does not belong to it.";
    const groups = [{ label: "", names: ["constructor"], mine: "", theirs: "" }];
    for (const text of [
      conflict({ unknown: "x" }),
      conflict({ "lines[999999].price": "x" }),
      conflict({ name: ["x"] }),
      conflict({ name: "x" }, { groups }),
      conflict({ name: "x" }, { other: 1 }),
      "[".repeat(200_000),
      `{"version":1,"intent":null,"mine":${"[".repeat(50_000)}`,
    ])
      expect(
        await formErrors([
          ["key", KEY],
          ["conflict", text],
        ]),
        text.slice(0, 100),
      ).toContain(strange);
    const form = await parseForm(
      post([
        ["key", KEY],
        ["conflict", conflict({ name: "Ada", version: "1" })],
      ]),
      v.strictObject({ ...Schema.entries, version: optionalText(9) }),
    );
    expect(form.ok && form.value).toMatchObject({ name: "Ada", version: "1" });
  });

  it("is refused without its key", async () => {
    for (const fields of [[], [["key", ""]], [["key", "1"]], [["key", KEY.toLowerCase()]]] as [
      string,
      string,
    ][][]) {
      expect(await formErrors([...fields, ["name", "Ada"]])).toEqual([
        "This form is incomplete. Reload the page and try again.",
      ]);
    }
  });

  it("is refused with more lines than an invoice has, and one far index costs no memory", async () => {
    const words = [
      `An invoice can have at most ${limits.lines} lines.`,
      "The lines after that are not shown.",
    ];
    expect(
      await formErrors([
        ["key", KEY],
        ["name", "Ada"],
        [`lines[${limits.lines}].price`, "1"],
      ]),
    ).toEqual(words);
    expect(
      await formErrors([
        ["key", KEY],
        ["name", "Ada"],
        ["lines[999999].price", "1"],
      ]),
    ).toEqual(words);
  });

  it("that is no form at all is an empty one", async () => {
    const bodies: [string, string][] = [
      ["application/json", "{}"],
      ["multipart/form-data; boundary=x", "--y"],
      ["text/plain", "name=Ada"],
    ];
    for (const [type, body] of bodies) {
      const request = new Request("https://gapless.test/form", {
        method: "POST",
        headers: { "Content-Type": type },
        body,
      });
      expect(await parseForm(request, Schema), type).toMatchObject({ ok: false, status: 422 });
    }
  });

  it("rearranged by a button of its own is no mistake", async () => {
    const intent = JSON.stringify({ type: "insert", payload: { name: "lines" } });
    expect(
      await parse([
        ["key", KEY],
        ["name", ""],
        ["__intent__", intent],
      ]),
    ).toMatchObject({ ok: false, status: 200 });
  });

  it("is refused with a button that no form has", async () => {
    const strange = [
      "",
      "{",
      "null",
      "7",
      '{"type":"other","payload":{}}',
      '{"type":"update","payload":{"value":null}}',
      '{"type":"insert"}',
      '{"type":"insert","payload":{"name":"__proto__"}}',
      '{"type":"insert","payload":{"name":"lines","index":1e9}}',
      '{"type":"insert","payload":{"name":"name"}}',
      '{"type":"reorder","payload":{"name":"lines","from":0.5,"to":-1}}',
      '{"type":"insert","payload":{"name":"a"}}',
      '{"type":"insert","payload":{"name":"lines","index":1}}',
      '{"type":"insert","payload":{"name":"lines","defaultValue":{"cost":"1"}}}',
      '{"type":"insert","payload":{"name":"lines","defaultValue":{"price":1}}}',
      '{"type":"insert","payload":{"name":"lines","defaultValue":{"price":null}}}',
      '{"type":"remove","payload":{"name":"lines","index":0}}',
      '{"type":"reorder","payload":{"name":"lines","from":0,"to":0}}',
      '{"type":"validate","payload":{"name":"a"}}',
      '{"type":"validate","payload":{"name":"lines[200].price"}}',
      "[".repeat(100_000),
    ];
    for (const intent of strange) {
      expect(
        await formErrors([
          ["key", KEY],
          ["name", "Ada"],
          ["__intent__", intent],
        ]),
        intent,
      ).toContain("This form has a field that does not belong to it.");
    }
  });

  it("never throws, whatever its fields are called and hold", async () => {
    const name = fc.oneof(
      fc.string(),
      fc.constantFrom("key", "name", "note", "__intent__", "toString", "lines[0].price", "lines[1]", "lines"),
    );
    const intent = fc.record({
      type: fc.constantFrom("insert", "remove", "reorder", "validate"),
      payload: fc.record(
        {
          name: fc.constantFrom("lines", "name", "other"),
          index: fc.nat(200),
          from: fc.nat(200),
          to: fc.nat(200),
        },
        { requiredKeys: [] },
      ),
    });
    const value = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.json(),
      fc.constant(KEY),
      intent.map((each) => JSON.stringify(each)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, value), { maxLength: 8 }), async (fields) => {
        const form = await parse(fields);
        expect(form.ok || form.status === 422 || form.status === 200).toBe(true);
      }),
      { numRuns: runs(2_000) },
    );
  });
});
