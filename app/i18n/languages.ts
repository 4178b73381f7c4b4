/** The languages that there is a catalogue of, by BCP 47; the first is spoken where no other is asked for. */
export const languages = ["en"] as const;

/** English with accents and brackets: what is not, on a page of this language, stands outside the catalogue. */
export const PSEUDO = "en-XA";

export type LanguageTag = (typeof languages)[number] | typeof PSEUDO;

/** The ranges of an Accept-Language header (RFC 9110, 12.5.4), most wanted first; what is refused (q=0) is left out. */
function rangesOf(header: string): string[] {
  const ranges = header.split(",", 30).map((part) => {
    const [range = "", ...rest] = part.split(";").map((word) => word.trim());
    const quality = rest.find((word) => /^q=/i.test(word))?.slice(2);
    return { range, quality: quality === undefined ? 1 : Number(quality) };
  });
  return ranges
    .filter(({ range, quality }) => range !== "" && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ range }) => range);
}

const lower = (tag: string): string => tag.toLowerCase();

/** RFC 4647, 3.4: the tag itself, then with one part less at its end, and so on. */
function lookUp(range: string, known: readonly LanguageTag[]): LanguageTag | undefined {
  for (let tag = lower(range); tag; tag = tag.slice(0, Math.max(0, tag.lastIndexOf("-")))) {
    const found = known.find((each) => lower(each) === tag);
    if (found) return found;
  }
  return undefined;
}

/**
 * The language of an answer: the account's, else what the browser asks for, else English. A language that is not there counts as none.
 * `pseudo`: whether the pseudo-language may be asked for.
 */
export function negotiate(
  account: string | null | undefined,
  accept: string | null,
  { pseudo = false } = {},
): LanguageTag {
  const known: readonly LanguageTag[] = pseudo ? [...languages, PSEUDO] : languages;
  for (const range of [...(account ? [account] : []), ...rangesOf(accept ?? "")]) {
    const found = lookUp(range, known);
    if (found) return found;
  }
  return languages[0];
}
