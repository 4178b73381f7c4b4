import { describe, expect, it } from "vitest";
import { entryText } from "~/domain/search/entry-text";
import { foldText } from "~/domain/search/fold";
import { readAmounts, searchQuery } from "~/domain/search/query";

describe("a text as it is searched through", () => {
  it.each([
    ["Łódź", "lodz"],
    ["Straßenbau", "strassenbau"],
    ["Ærøskøbing Ångström", "aeroskobing angstrom"],
    ["Þór Ðað", "thor dad"],
    ["IĞDIR ığdır İstanbul", "igdir igdir istanbul"],
    ["ΛΌΓΟΣ λόγος", "λογοσ λογοσ"],
    ["Ёлка Йогурт", "елка иогурт"],
    ["Nguyễn Đức", "nguyen duc"],
    ["مُؤَسَّسَة أحمد", "موسسة احمد"],
    ["کتابی", "كتابي"],
    ["שָׁלוֹם", "שלום"],
    ["บริษัท ไทย", "บริษัท ไทย"],
    ["ＡＢＣ１２３", "abc123"],
    ["٤٢ ۴۲ ४२ ๔๒", "42 42 42 42"],
    ["ﾄﾖﾀｶﾞﾗｽ", foldText("トヨタガラス")],
    ["㈱東京", "株 東京"],
    ["ﬁnance Ⅷ №7", "finance viii no7"],
    ["O’Brien & Sons—Ltd.", "o brien sons ltd"],
    ["Cafe\u0301", "cafe"],
    ["  ", ""],
  ])("%j is %j", (text, folded) => expect(foldText(text)).toBe(folded));

  it("keeps voiced kana apart", () => expect(foldText("カラス")).not.toBe(foldText("ガラス")));

  it("has codes without their signs too, and letters of scripts without spaces two by two", () => {
    expect(entryText([{ text: "REP-77/AX", isCode: true }])).toBe("  rep  77  ax  rep77ax  ");
    expect(entryText([{ text: "東京商事", isCode: false }])).toBe("  東京商事  東京  京商  商事  事  ");
  });
});

describe("an amount that is looked for", () => {
  it.each([
    ["1.234,50", ["1234500"]],
    ["1,234.50", ["1234500"]],
    ["1234.5", ["1234500"]],
    ["1234,5", ["1234500"]],
    ["1'234.50", ["1234500"]],
    ["1’234.50", ["1234500"]],
    ["1 234,50 €", ["1234500"]],
    ["€ 1.234,50", ["1234500"]],
    ["EUR 1.234,50", ["1234500"]],
    ["1.234,50 kr", ["1234500"]],
    ["CHF -12.00", ["12000"]],
    ["−12,00", ["12000"]],
    ["1,50,000.25", ["150000250"]],
    ["1.234.567", ["1234567000"]],
    ["1.234", ["1234", "1234000"]],
    ["1,234", ["1234", "1234000"]],
    ["0,5", ["500"]],
    [".5", ["500"]],
    ["14025", ["14025000", "140250", "14025"]],
    ["１４０２５", ["14025000", "140250", "14025"]],
    ["١٢٣٤٫٥", ["1234500"]],
    ["￥1,234", ["1234", "1234000"]],
    ["7", ["7000"]],
  ])("%s is %j thousandths of a unit", (text, amounts) => expect(readAmounts(text)).toEqual(amounts));

  it.each([
    "0042",
    "INV-2026-0042",
    "2026/0042",
    "1.2.3",
    "12.3456",
    "1,23,4",
    "house 5",
    "",
    "1..2",
    "9".repeat(14),
  ])("%j is none", (text) => expect(readAmounts(text)).toEqual([]));
});

describe("what is typed into a search", () => {
  it("is sought inside of words, but where it is short at the beginning of one", () => {
    expect(searchQuery("bau a 東京")?.needles).toEqual(["bau", " a", " 東京"]);
  });

  it("asks for parts that have every letter of a word", () => {
    expect(searchQuery("Garten")?.grams).toEqual(['("gar" OR "###")', '("ten" OR "###")']);
    expect(searchQuery("Gärten")?.grams).toEqual(searchQuery("garten")?.grams);
    expect(searchQuery("baum")?.grams).toEqual(['("bau" OR "###")', '("aum" OR "###")']);
    expect(searchQuery("42")?.grams).toEqual(['(" 42" OR "###")']);
    expect(searchQuery("x")?.grams).toEqual(['("  x" OR "###")']);
  });

  it("may end with the sequence of a number", () => {
    expect(searchQuery("INV20260042")?.sequences).toContain(42);
    expect(searchQuery("2026/0042")?.sequences).toContain(42);
    expect(searchQuery("0042/2026")?.sequences).toContain(42);
    expect(searchQuery("inv")?.sequences).toEqual([]);
  });

  it("is bounded, whatever it is", () => {
    const query = searchQuery(`${"lebensversicherung ".repeat(50)} ${"12 ".repeat(200)}`);
    expect(query?.needles.length).toBeLessThanOrEqual(8);
    expect(query?.grams.length).toBeLessThanOrEqual(8);
    expect(query?.sequences.length).toBeLessThanOrEqual(12);
    expect(query?.amounts.length).toBeLessThanOrEqual(2);
  });

  it.each(["", "   ", "—", '"*" ()', "\uD800", "€"])("%j has no word in it", (typed) =>
    expect(searchQuery(typed)).toBeNull(),
  );
});
