import { foldText } from "./fold";

/** Scripts without spaces: Thai and Lao, Burmese and hangul's parts, Khmer, kana and Han and hangul. Each letter may begin a word. */
const UNSPACED = /[\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff\u{20000}-\u{3fffd}]/u;

/** Something that an entry is found by. A code is also found without its signs: "REP-77/AX" by "rep77ax". */
export interface Piece {
  readonly text: string;
  readonly isCode: boolean;
}

function wordsOf({ text, isCode }: Piece): string {
  const folded = foldText(text);
  const letters = [...folded];
  const pairs = letters.flatMap((letter, at) =>
    UNSPACED.test(letter) ? [letters.slice(at, at + 2).join("")] : [],
  );
  return [folded, ...(isCode && folded.includes(" ") ? [folded.replaceAll(" ", "")] : []), ...pairs].join(
    " ",
  );
}

/**
 * The text of an entry, as the database makes it itself (0053), for whichever build writes: words of folded letters, two spaces around
 * each, so that three letters can say where a word begins; letters of scripts without spaces two by two as well.
 */
export const entryText = (pieces: readonly Piece[]): string =>
  `  ${pieces
    .flatMap((piece) => wordsOf(piece).split(" "))
    .filter(Boolean)
    .join("  ")}  `;
