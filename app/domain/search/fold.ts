import { foldLetter as foldForOrder } from "~/domain/clients/order-key";

/**
 * Where letters have other shapes that are looked up alike, beyond those that names are sorted by: Hebrew and Arabic with their points,
 * signs and symbols, kana, squared words, ligatures, presentation forms, half width, selectors. What lies outside stands as it is.
 */
const FOLDED: readonly (readonly [first: number, last: number])[] = [
  [0x00a0, 0x00bf],
  [0x00d7, 0x00d7],
  [0x00f7, 0x00f7],
  [0x0590, 0x06ff],
  [0x2000, 0x20cf],
  [0x2100, 0x218f],
  [0x3000, 0x303f],
  [0x3041, 0x30ff],
  [0x3200, 0x33ff],
  [0xfb00, 0xfdff],
  [0xfe00, 0xfe6f],
  [0xfe70, 0xfeff],
  [0xff01, 0xfffd],
  [0xe0100, 0xe01ef],
];

/** The zeros of scripts with digits of their own (Unicode, general category Nd); nine more follow each. */
const ZEROS = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50,
  0x0ed0, 0x0f20, 0x1040, 0x17e0, 0x1810,
];

/** Letters that two keyboards, or two places in a word, write differently. */
const ALIKE: Readonly<Record<string, string>> = {
  ς: "σ",
  ى: "ي",
  ی: "ي",
  ک: "ك",
  ٱ: "ا",
  ـ: "",
};

const codeOf = (letter: string): number => letter.codePointAt(0) ?? 0;
const isWithin = (code: number, ranges: typeof FOLDED): boolean =>
  ranges.some(([first, last]) => code >= first && code <= last);

const digitOf = (code: number): string | undefined => {
  const zero = ZEROS.find((each) => code >= each && code < each + 10);
  return zero === undefined ? undefined : String(code - zero);
};

/** A voiced kana is another letter, not the same with an accent: カ is not ガ. */
const isVoice = (part: string): boolean => part === "\u3099" || part === "\u309a";

/** One part of a letter that was taken apart. */
function foldPart(part: string): string {
  const alike = ALIKE[part] ?? digitOf(codeOf(part));
  if (alike !== undefined) return alike;
  if (isVoice(part)) return part;
  if (/[\p{P}\p{S}\p{Z}]/u.test(part)) return " ";
  return /[\p{M}\p{C}]/u.test(part) ? "" : part;
}

const isTakenApart = (letter: string): boolean =>
  isWithin(codeOf(letter), FOLDED) || digitOf(codeOf(letter)) !== undefined;

/**
 * How a letter is written in what is searched through: as in the key that names are sorted by (orderKey), without the points of Hebrew
 * and Arabic, digits as 0 to 9, half width as full width, signs as a space.
 */
export function foldLetter(letter: string): string {
  if (codeOf(letter) < 0x80) return /[0-9A-Za-z]/.test(letter) ? letter.toLowerCase() : " ";
  const order = foldForOrder(letter);
  const parts = order === letter && isTakenApart(letter) ? letter.normalize("NFKD") : order;
  if (parts === letter && !isTakenApart(letter) && ALIKE[letter] === undefined) return letter;
  return [...parts].map((part) => [...foldForOrder(part)].map(foldPart).join("")).join("");
}

/** A text as it is searched through: words with a space between them. */
export const foldText = (text: string): string =>
  [...text].map(foldLetter).join("").replaceAll(/ +/g, " ").trim();

/** The rows of `search_folds` (0052): every letter that is written otherwise there than in the key of an order. */
export const searchFolds = (): readonly (readonly [letter: string, base: string])[] =>
  [[0x00, 0x7f] as const, [0xa0, 0x33ff] as const, [0xfb00, 0xfffd] as const, [0xe0100, 0xe01ef] as const]
    .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i))
    .map((code) => String.fromCodePoint(code))
    .filter((letter) => letter !== " " && !/[A-Z]/.test(letter) && letter !== "\0")
    .flatMap((letter) =>
      foldLetter(letter) === foldForOrder(letter) ? [] : [[letter, foldLetter(letter)] as const],
    );
