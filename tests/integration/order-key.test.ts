import { describe, expect, it } from "vitest";
import { letterFolds, orderKey } from "~/domain/clients/order-key";
import { sql } from "../support/sql";

describe("names in order", () => {
  it.each([
    [
      ["Zürcher", "Ärzte", "Abel", "Azur"],
      ["Abel", "Ärzte", "Azur", "Zürcher"],
    ],
    [
      ["Oz", "Østfold", "Oslo", "Paris"],
      ["Oslo", "Østfold", "Oz", "Paris"],
    ],
    [
      ["Lz", "Łódź", "Loa", "Mexico"],
      ["Loa", "Łódź", "Lz", "Mexico"],
    ],
    [
      ["Strasz", "Straße", "Strasse 2", "Strast"],
      ["Straße", "Strasse 2", "Strast", "Strasz"],
    ],
    [
      ["beta", "Alpha", "ALPINE", "alp"],
      ["alp", "Alpha", "ALPINE", "beta"],
    ],
    [
      ["Åse", "Ase B", "Æon", "Afa"],
      ["Æon", "Afa", "Åse", "Ase B"],
    ],
    [
      ["Ώμέγα", "Άλφα", "Βήτα"],
      ["Άλφα", "Βήτα", "Ώμέγα"],
    ],
    [
      ["Ёлка", "Жук", "Ель"],
      ["Ёлка", "Ель", "Жук"],
    ],
    [
      ["Ｚed", "Ａbc", "b"],
      ["Ａbc", "b", "Ｚed"],
    ],
  ])("%j stand as %j", (names, wanted) => {
    expect(names.toSorted((a, b) => (orderKey(a) < orderKey(b) ? -1 : 1))).toEqual(wanted);
  });

  it.each([
    ["Łódź", "lodz"],
    ["Straßenbau", "strassenbau"],
    ["Nguyễn", "nguyen"],
    ["Cafe\u0301", "cafe"],
    ["Œuvre Ðað Þór", "oeuvre dad thor"],
    ["IĞDIR ığdır", "igdir igdir"],
    ["株式会社東京商事", "株式会社東京商事"],
    ["이순신", "이순신"],
    ["Ω Ⅷ ﬁ", "ω Ⅷ ﬁ"],
    ["x".repeat(150), "x".repeat(100)],
    ["", ""],
  ])("%j has the key %j", (name, key) => expect(orderKey(name)).toBe(key));
});

describe("the database", () => {
  it("folds by the same table", async () => {
    const rows = await sql("SELECT letter, base FROM letter_folds");
    const byLetter = ([a]: readonly [string, string], [b]: readonly [string, string]) => (a < b ? -1 : 1);
    const stored = rows.map(({ letter, base }) => [String(letter), String(base)] as const).sort(byLetter);
    expect(stored).toEqual([...letterFolds()].sort(byLetter));
    expect(stored.length).toBeGreaterThan(1_000);
  });
});
