/** Letters that are no other letter with a mark on it, as people look them up beside. */
const BESIDE: Readonly<Record<string, string>> = {
  ß: "ss",
  ẞ: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ħ: "h",
  ı: "i",
  ŋ: "n",
  ŧ: "t",
};

/**
 * Where letters have marks or another size: Latin, combining marks, Greek, Cyrillic, Armenian, more Latin and Greek, full width. What lies
 * outside stands as it is: scripts without case, which nobody can fold.
 */
const FOLDED: readonly (readonly [first: number, last: number])[] = [
  [0xaa, 0xba],
  [0xc0, 0x24f],
  [0x300, 0x36f],
  [0x370, 0x58f],
  [0x1e00, 0x1fff],
  [0xff01, 0xff5e],
];

const isFolded = (letter: string): boolean => {
  const code = letter.codePointAt(0) ?? 0;
  return FOLDED.some(([first, last]) => code >= first && code <= last);
};

const bare = (letter: string): string => letter.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();

/** How one letter is written in a key. */
export function foldLetter(letter: string): string {
  if (!isFolded(letter)) return letter.replace(/[A-Z]/, (capital) => capital.toLowerCase());
  const lower = letter.toLowerCase();
  return [...(BESIDE[lower] ?? BESIDE[letter] ?? bare(letter))].map((part) => BESIDE[part] ?? part).join("");
}

/** The rows of `letter_folds`: every letter that is written otherwise in a key, but for A to Z. */
export const letterFolds = (): readonly (readonly [letter: string, base: string])[] =>
  FOLDED.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)),
  ).flatMap((letter) => (foldLetter(letter) === letter ? [] : [[letter, foldLetter(letter)] as const]));

/** Names that are the same for so long stand in the order of their age. */
const LONGEST = 100;

/**
 * What a list of names is sorted by, the same in every language: without case, ä beside a, ø beside o, ł beside l, ß as ss. The database
 * makes it itself (0046), for whichever build writes the name; this is what the checker compares it with.
 */
export const orderKey = (name: string): string => [...name].slice(0, LONGEST).map(foldLetter).join("");
