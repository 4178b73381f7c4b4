import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvText } from "~/modules/exports/table-text";
import { csvCell, csvRows, originalText } from "~/shared/csv";
import { runs } from "../support/runs";

/** Cells as a spreadsheet reads them by one separator: a quote opens a text at a cell's start only, and what follows its end is added. */
function cellsBy(separator: string, text: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let at = 0;
  let start = true;
  while (at < text.length) {
    const char = text[at] ?? "";
    if (start && char === '"') {
      for (at += 1; at < text.length; at += 1) {
        if (text[at] !== '"') cell += text[at];
        else if (text[at + 1] === '"') {
          cell += '"';
          at += 1;
        } else break;
      }
      start = false;
    } else if (char === separator || char === "\n" || char === "\r") {
      cells.push(cell);
      cell = "";
      start = true;
    } else {
      cell += char;
      start = false;
    }
    at += 1;
  }
  return [...cells, cell];
}

/** Whether a program would calculate it; a number is none. */
const isFormula = (cell: string): boolean =>
  /^[\s\p{Cc}\p{Cf}\p{Z}]*[=+\-@＝＋－＠]/u.test(cell) && !/^-\d+$/.test(cell);

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "=",
        "+",
        "-",
        "@",
        "＝",
        "＋",
        "－",
        "＠",
        "'",
        '"',
        ",",
        ";",
        "\t",
        "\n",
        "\r",
        " ",
        "\0",
        "\u200b",
      ),
      fc.constantFrom("1+1", "cmd|' /C calc'!A0", "SUM(A1)", "a", "\u00a0", "\ufeff"),
    ),
    { maxLength: 10 },
  )
  .map((parts) => parts.join(""));
const text = fc.oneof(hostile, fc.string({ unit: "binary", maxLength: 20 }));

describe.each([",", ";", "\t"])("a table opened with %j as the separator", (separator) => {
  it("has no cell that is a formula", () => {
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 1, maxLength: 4 }), { maxLength: 4 }), (rows) => {
        expect(cellsBy(separator, csvRows(rows)).filter(isFormula)).toEqual([]);
      }),
      { numRuns: runs(3_000) },
    );
  });

  it.each([
    ...[
      "=1+1",
      "a;=1+1",
      "x\t@SUM(A1)",
      "line\n=cmd",
      "a,+1",
      "＝1+1",
      "a;＠x",
      "\u0001=1",
      " =1",
      'a;"=1+1"',
    ],
    ...["-1", "\r\n=1", "a; =1", "'=1", ";", '"', '=";=1"'],
  ])("calculates nothing of %j, wherever in a row it stands", (value) => {
    for (const row of [[value], ["x", value], [value, "y"], ["", value, ""]])
      expect(cellsBy(separator, csvRows([row, row])).filter(isFormula), JSON.stringify(row)).toEqual([]);
  });
});

describe("a cell", () => {
  it("is read back as the text that it was", () => {
    fc.assert(
      fc.property(text, (value) => {
        const [cell = ""] = cellsBy(
          ",",
          csvCell(value).includes('"') ? csvCell(value) : `"${csvCell(value)}"`,
        );
        expect(originalText(cell)).toBe(value);
      }),
      { numRuns: runs(3_000) },
    );
  });

  it("of an ordinary text has nothing added, nor has a number", () => {
    for (const value of [
      "INV-2026-0001",
      "Müller & Söhne",
      "a; b",
      "first\nsecond",
      "o'clock",
      "a - b",
      "1-2",
    ])
      expect(originalText(value)).toBe(value);
    expect(csvCell("a; b")).toBe("a; b");
    const columns = [{ name: "name" }, { name: "amount" }];
    expect(csvText({ columns }, [{ name: "-5", amount: -5 }])).toBe("'-5,-5\r\n");
  });

  it("takes time by its length, not by its square", () => {
    const took = (length: number) => {
      const value = "\n ;'".repeat(length);
      const times = Array.from({ length: 5 }, () => {
        const began = performance.now();
        csvCell(value);
        return performance.now() - began;
      });
      return Math.min(...times);
    };
    took(20_000);
    expect(took(80_000) / took(20_000)).toBeLessThan(12);
  });
});
