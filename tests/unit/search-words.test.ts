import { describe, expect, it } from "vitest";
import { searchMatch, searchText } from "~/shared/search-words";

describe("what is typed into a search", () => {
  it.each([
    ["Paint", '"Paint"*'],
    ["  kitchen   paint ", '"kitchen"* "paint"*'],
    ["INV-2026-0042", '"INV"* "2026"* "0042"*'],
    ["Müller & Söhne", '"Müller"* "Söhne"*'],
    ['a" OR b* NEAR(c)', '"a"* "OR"* "b"* "NEAR"* "c"*'],
    ["Rindfleischetikettierung", '"Rindfleische"*'],
    ["𝒳yz", '"𝒳yz"*'],
    ["a b c d e f g h i j", '"a"* "b"* "c"* "d"* "e"* "f"* "g"* "h"*'],
  ])("%s asks for the beginnings of its words", (typed, match) => expect(searchMatch(typed)).toBe(match));

  it.each(["", "   ", "—", '"*" ()', "\uD800"])("%j has no word in it", (typed) =>
    expect(searchMatch(typed)).toBeNull(),
  );

  it("is one text for composed and decomposed letters", () => {
    expect(searchMatch("Mu\u0308ller")).toBe(searchMatch("M\u00FCller"));
  });

  it("is cut to its limit, without what no page can show", () => {
    expect(searchText("  a\0b\uD800  ", 100)).toBe("ab\uFFFD");
    expect(searchText("abcdef", 3)).toBe("abc");
    expect(searchText(null, 3)).toBe("");
  });
});
