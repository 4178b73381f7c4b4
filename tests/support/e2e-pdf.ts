import { inflateSync } from "node:zlib";

/**
 * The text of each page of a PDF as Chromium writes it (Skia): objects in the clear, streams deflated, a ToUnicode table for each font.
 * Only for our own pages: it reads no other PDFs.
 */
export function textOfPages(pdf: Buffer): string[] {
  const objects = objectsOf(pdf.toString("latin1"));
  const at = (ref: string | undefined) => objects.get(Number(ref)) ?? "";
  const first = [...objects.values()].find(
    (text) => /\/Type\s*\/Pages\b/.test(text) && !/\/Parent\b/.test(text),
  );
  return leavesOf(first ?? "", at).map((page) => {
    const fonts = fontsOf(page, at);
    const contents = /\/Contents\s+(\d+) 0 R/.exec(page)?.[1];
    return textOf(streamOf(at(contents)), fonts);
  });
}

type At = (ref: string | undefined) => string;

function objectsOf(text: string): Map<number, string> {
  const objects = new Map<number, string>();
  for (const [, id, body] of text.matchAll(/(?:^|\n)(\d+) 0 obj\s([\s\S]*?)\nendobj/g))
    objects.set(Number(id), body ?? "");
  return objects;
}

function leavesOf(node: string, at: At): string[] {
  if (!/\/Type\s*\/Pages\b/.test(node)) return [node];
  const kids = /\/Kids\s*\[([^\]]*)\]/.exec(node)?.[1] ?? "";
  return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, id]) => leavesOf(at(id), at));
}

/** By its length: its last byte may look like the end of a line. */
function streamOf(object: string): string {
  const begin = object.indexOf("stream\n") + "stream\n".length;
  const stream = object.slice(begin, begin + Number(/\/Length (\d+)/.exec(object)?.[1]));
  return object.includes("/FlateDecode")
    ? inflateSync(Buffer.from(stream, "latin1")).toString("latin1")
    : stream;
}

const unicode = (hex: string) => Buffer.from(hex, "hex").swap16().toString("utf16le");

/** From a font's name on the page to what each of its glyphs means. */
function fontsOf(page: string, at: At): Map<string, Map<number, string>> {
  const resources = page.includes("/Font") ? page : at(/\/Resources\s+(\d+) 0 R/.exec(page)?.[1]);
  const named = /\/Font\s*<<([\s\S]*?)>>/.exec(resources)?.[1] ?? "";
  return new Map(
    [...named.matchAll(/\/(\S+)\s+(\d+) 0 R/g)].map(([, name = "", id]) => [
      name,
      glyphsOf(streamOf(at(/\/ToUnicode\s+(\d+) 0 R/.exec(at(id))?.[1]))),
    ]),
  );
}

function glyphsOf(cmap: string): Map<number, string> {
  const glyphs = new Map<number, string>();
  for (const [, section = ""] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph = "", text = ""] of section.matchAll(/<(\w+)>\s*<(\w+)>/g))
      glyphs.set(Number.parseInt(glyph, 16), unicode(text));
  for (const [, section = ""] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, from = "", to = "", text = ""] of section.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g))
      for (let glyph = Number.parseInt(from, 16); glyph <= Number.parseInt(to, 16); glyph += 1)
        glyphs.set(glyph, String.fromCharCode(Number.parseInt(text, 16) + glyph - Number.parseInt(from, 16)));
  return glyphs;
}

function textOf(content: string, fonts: Map<string, Map<number, string>>): string {
  let glyphs = new Map<number, string>();
  let text = "";
  for (const [, font, hex, end] of content.matchAll(/\/(\S+) [\d.]+ Tf|<([0-9A-Fa-f]+)>|\b(ET)\b/g)) {
    if (font) glyphs = fonts.get(font) ?? new Map();
    if (hex)
      text += (hex.match(/.{4}/g) ?? [])
        .map((glyph) => glyphs.get(Number.parseInt(glyph, 16)) ?? "\uFFFD")
        .join("");
    if (end) text += "\n";
  }
  return text;
}
