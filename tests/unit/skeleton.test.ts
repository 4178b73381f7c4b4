import { describe, expect, it } from "vitest";
import { lookAlike } from "~/domain/numbering/look-alike";
import { type NumberPattern, parsePattern, readPattern } from "~/domain/numbering/pattern";

const pattern = (text: string): NumberPattern => {
  const read = readPattern(text);
  if (!read.ok) throw new Error(`${text}: ${read.error}`);
  return read.value;
};

describe("a pattern of a number series", () => {
  it.each([
    ["RE-{0000}", "R\u0415-{0000}"],
    ["INV-{YYYY}-{0000}", "\u0406NV-{YYYY}-{0000}"],
    ["INV-{YYYY}-{0000}", "\uff29NV-{YYYY}-{0000}"],
    ["INV-{YYYY}-{0000}", "inv-{YYYY}-{0000}"],
    ["INV-{YYYY}-{0000}", "lNV-{YYYY}-{00000}"],
    ["RO-{0000}", "R0-{0000}"],
    ["A{0000}", "\u0391{0000}"],
    ["A{0000}", "\u3164A{0000}"],
    ["TOP{0}", "\u03a4\u039f\u03a1{0}"],
    ["R{0000}", "RO{000}"],
    ["Straße-{0}", "STRASSE-{0}"],
    ["{0000}-A", "{0000}-\u0410"],
  ])("%s is not told apart from %j, the other way round neither", (one, other) => {
    expect(lookAlike(pattern(other), [pattern("X-{0}"), pattern(one)])?.pattern).toBe(one);
    expect(lookAlike(pattern(one), [pattern(other)])?.pattern).toBe(other);
  });

  it.each([
    ["INV-{YYYY}-{0000}", "INV-{YYYY}-{00000}"],
    ["INV-{0000}", "INV/{0000}"],
    ["INV-{0000}", "{0000}-INV"],
    ["E-{0}", "É-{0}"],
    ["L-{0}", "I-{0}"],
    ["A-{0}", "B-{0}"],
    ["{YYYY}-{0}", "{MM}-{0}"],
    ["Б-{0}", "B-{0}"],
  ])("%s and %s are told apart", (one, other) => {
    expect(lookAlike(pattern(other), [pattern(one)])).toBeUndefined();
    expect(lookAlike(pattern(one), [pattern(one)])).toBeUndefined();
  });

  it("has visible characters only", () => {
    for (const hidden of [
      "\u200b",
      "\u00a0",
      "\u3164",
      "\u115f",
      "\u1160",
      "\uffa0",
      "\u202e",
      "\u{e0041}",
      "\ue000",
    ])
      expect(parsePattern(`R${hidden}-{0000}`), hidden).toEqual({ ok: false, error: "bad-character" });
  });
});
