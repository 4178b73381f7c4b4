import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { documentPath } from "~/domain/exports/format";
import { fileName } from "~/shared/file-name";
import { runs } from "../support/runs";

const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;

const isSafe = (name: string): boolean =>
  !DEVICE.test(name) &&
  !/[<>:"/\\|?*\p{Cc}\p{Cf}]/u.test(name) &&
  !/^[. ]|[. ]$/.test(name) &&
  name !== "" &&
  new TextEncoder().encode(name).length <= 200;

describe("a file's name", () => {
  it.each([
    ...[
      "CON",
      "nul",
      "AUX.txt",
      "com1",
      "LPT9.a.b",
      "",
      " ",
      "...",
      "a.",
      "a ",
      ".hidden",
      'a<>:"/\\|?*b',
      "\u202egpj.exe",
    ],
    ...["日".repeat(200), "a\0b", "../../etc/passwd", "\u200b"],
  ])("of %j is one on every system", (text) => expect(fileName(text, ".html")).toSatisfy(isSafe));

  it("of any text is one on every system", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => isSafe(fileName(text, ".csv"))),
      { numRuns: runs(2_000) },
    );
  });

  it("is the text where nothing speaks against it", () =>
    expect(fileName("Numbers Müller & Söhne 2026", ".csv")).toBe("Numbers Müller & Söhne 2026.csv"));
});

describe("the documents of an archive", () => {
  const id = (at: number) => `01M82Z705TCK0BZ73GV4X4V${String(at).padStart(3, "0")}`;
  const path = (number: string, at = 1) => documentPath({ id: id(at), number, issueDate: "2026-01-01" });

  it("never meet, without case and after normalisation", () => {
    const numbers = [
      "INV-1",
      "inv-1",
      "Inv-1",
      "É-1",
      "E\u0301-1",
      "ＩＮＶ-1",
      "INV 1",
      "INV/1",
      "INV#1",
      "CON",
      "con",
      "AUX.1",
      "COM1",
      ".1",
      "番号1",
      "番1",
    ];
    const paths = numbers.map(path);
    const folded = paths.map((each) => each.normalize("NFKC").toLowerCase());
    expect(new Set(folded).size).toBe(numbers.length);
    for (const each of paths) expect(each.slice("invoices/2026/".length), each).toSatisfy(isSafe);
  });

  it("are called by their plain number where that is theirs alone", () => {
    expect(path("INV-2026-0001")).toBe("invoices/2026/INV-2026-0001.html");
    expect(path("COM1")).toBe(`invoices/2026/COM1~${id(1)}.html`);
  });
});
