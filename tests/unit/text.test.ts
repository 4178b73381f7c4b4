import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inEnglish } from "~/i18n/in-english";
import { cleanText, isStoredText, readText, type TextKind, textProblem } from "~/shared/text";
import { runs } from "../support/runs";

const read = (raw: string, kind: TextKind = "line"): string => {
  const text = readText(raw, kind);
  return text.ok ? text.value : `! ${text.error.kind}`;
};

describe("a text", () => {
  it.each([
    ["decomposed letters", "Mu\u0308ller", "Müller"],
    ["spaces at its ends", "  Ada ", "Ada"],
    ["a no-break space, an ideographic one and a tab", "A\u00a0B\u3000C\tD", "A B C D"],
    ["a byte order mark", "\ufeffAda", "Ada"],
    ["zero-width spaces", "A\u200bd\u200ba\u200b", "Ada"],
    ["soft hyphens and word joiners", "Donau\u00addampf\u2060schiff", "Donaudampfschiff"],
    ["marks of direction", "\u200eAda\u200f", "Ada"],
    ["joiners that join nothing", "A\u200dd\u200ca", "Ada"],
    ["a joiner between a letter and its accent", "e\u200d\u0301", "é"],
    ["a selector that selects nothing", "A\ufe0f", "A"],
  ])("loses %s, which nobody sees", (_, raw, stored) => expect(read(raw)).toBe(stored));

  it.each([
    ["Persian, whose words have a non-joiner", "می‌خواهم"],
    ["Hindi, whose letters are joined or not", "क्‍ष क्‌ष"],
    ["Malayalam, whose words end with a joiner", "ന്‍"],
    ["a family, and a flag with a selector", "👩‍👩‍👧 🏳️‍🌈"],
    ["a key and a heart", "1️⃣ ❤️"],
    ["a skin colour and a flag of letters", "👍🏽 🇩🇪"],
    ["a Japanese place by its own form", "葛\u{e0100}飾"],
    ["Hebrew, Arabic, Thai and Korean", "שלום مرحبا สวัสดี 한국"],
    ["Vietnamese", "Nguyễn Thị Hằng"],
    ["what a later Unicode adds: pictures and currencies", "\u{1fae9} \u20c1"],
    ["punctuation", "O’Neill & Söhne – “GmbH” №5 50 % €"],
  ])("keeps %s", (_, raw) => expect(read(raw)).toBe(raw.normalize("NFC")));

  it.each([
    ["a right-to-left override", "direction", ["\u202e", "\u202d", "\u202a", "\u202b", "\u202c"]],
    ["an isolate", "direction", ["\u2066", "\u2067", "\u2068", "\u2069"]],
    ["a control character", "control", ["\u0001", "\u0007", "\u001b", "\u007f", "\u0085", "\u009f"]],
    ["a tag", "tag", ["\u{e0001}", "\u{e0041}", "\u{e007f}"]],
    [
      "a filler",
      "filler",
      ["\u115f", "\u1160", "\u3164", "\uffa0", "\u2800", "\u17b4", "\u17b5", "\u180b", "\u180e", "\u180f"],
    ],
    ["another hidden character", "hidden", ["\ufff9", "\ufffb", "\u{1d173}", "\u{1bca0}"]],
    ["a character for private use", "private", ["\ue000", "\uf8ff", "\u{10fffd}"]],
    [
      "a noncharacter or an unassigned one",
      "unassigned",
      ["\ufdd0", "\uffff", "\u{1ffff}", "\u0378", "\u2065"],
    ],
    ["half of a character", "surrogate", ["\ud800", "\udfff"]],
    ["NUL", "nul", ["\0"]],
  ])("with %s is refused, wherever it stands", (_, kind, chars) => {
    for (const char of chars)
      for (const raw of [char, `A${char}B`, `${char}A`, `A${char}`])
        for (const of of ["line", "lines"] as const)
          expect(read(raw, of), JSON.stringify(raw)).toBe(`! ${kind}`);
  });

  it("has line breaks where it may have lines only, by any of their names", () => {
    for (const name of ["\n", "\r\n", "\r", "\u2028", "\u2029"]) {
      expect(read(`a${name}b`)).toBe("! break");
      expect(read(`a${name}`)).toBe("a");
      expect(read(`a${name}${name}b`, "lines")).toBe("a\n\nb");
    }
  });

  it("of nothing that can be seen is empty", () => {
    for (const raw of [
      "\u200b\u200c\u200d",
      "\ufeff",
      "\u0301",
      "\u0301\u0300",
      "\u00ad",
      " \u00a0\u3000",
      "\ufe0f",
      "\u034f",
    ])
      expect(read(raw), JSON.stringify(raw)).toBe("");
  });

  it("with accents piled over its neighbours is refused", () =>
    expect(read(`Z${"\u0301\u0302".repeat(9)}`)).toBe("! marks"));

  it("says in words what is wrong with it, and where", () => {
    const words = (raw: string) => {
      const text = readText(raw, "line");
      return text.ok ? "" : inEnglish(textProblem(text.error));
    };
    expect(words("Mustermann\u202eGmbH")).toBe(
      "Behind “Mustermann” there is a hidden character that turns the order of the letters around (U+202E). Take it out, or type the text again.",
    );
    expect(words("\u3164Ada")).toContain("At the start there is a character that looks like nothing");
    expect(words("Ada\nLovelace")).toBe("Behind “Ada” there is a line break. Write this on one line.");
  });

  it("read once is as it is read again, and what is kept of any text is one", () => {
    const char = fc.oneof(
      fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
      fc.constantFrom(
        "e",
        "\u0301",
        "\u200d",
        "\u200c",
        "\ufe0f",
        "م",
        "क",
        "\u094d",
        "👩",
        "葛",
        "\u{e0100}",
        "1",
        "\u20e3",
        " ",
        "\n",
      ),
    );
    const raw = fc.array(char, { maxLength: 12 }).map((chars) => chars.join(""));
    fc.assert(
      fc.property(raw, fc.constantFrom<TextKind>("line", "lines"), (typed, kind) => {
        const text = readText(typed, kind);
        if (text.ok) expect(isStoredText(text.value, kind)).toBe(true);
        if (text.ok) expect(cleanText(typed, kind)).toBe(text.value);
        expect(isStoredText(cleanText(typed, kind), kind)).toBe(true);
      }),
      { numRuns: runs(5_000) },
    );
  });
});
