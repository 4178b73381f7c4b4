import { MAX_SEQUENCE } from "~/domain/numbering/pattern";
import { isCurrency } from "~/shared/currency";
import { searchMatch } from "~/shared/search-words";
import { cleanText } from "~/shared/text";
import { foldLetter, foldText } from "./fold";

/** An amount that is looked for, and what else an entry must have. */
export interface AmountQuery {
  /** Every way to read it, in thousandths of a unit of currency, without its minus. Too big for a number, perhaps. */
  readonly amounts: readonly string[];
  readonly needles: readonly string[];
}

/** What a person typed, as the database looks for it. */
export interface SearchQuery {
  /** What the text of an entry must have, each (see entryText): a word of one or two letters at the beginning of one, others inside of one. */
  readonly needles: readonly string[];
  /** Three letters each, as expressions of FTS5: an entry that has the needles has all of these. */
  readonly grams: readonly string[];
  /** Which of its words are amounts. */
  readonly amounts: readonly AmountQuery[];
  /** The sequences that a number may have which ends like this; `number` is all of it without its signs. */
  readonly sequences: readonly number[];
  readonly number: string;
  /** For entries that have no text yet: see searchMatch. */
  readonly beginnings: string;
}

/** More words than that find nothing more. */
const MOST_WORDS = 8;
const MOST_GRAMS = 8;
const MOST_AMOUNTS = 2;
const MOST_SEQUENCES = 12;

const wordsOf = (text: string): string[] => foldText(text).split(" ").filter(Boolean);

/** How a word is found in the text of an entry: a short one where a word begins, or a letter of a script without spaces. */
const needleOf = (word: string): string => ([...word].length < 3 ? ` ${word}` : word);

/** Enough parts of a needle that whoever has them all has every letter of it; the entry's text says whether they stand together. */
function gramsOf(word: string): string[] {
  const letters = [...`${"  ".slice([...word].length - 1)}${word}`];
  const starts = Array.from({ length: Math.ceil(letters.length / 3) }, (_, i) =>
    Math.min(3 * i, letters.length - 3),
  );
  return starts.map((at) => letters.slice(at, at + 3).join(""));
}

/** The first of each, then the second of each. */
function inTurn<T>(lists: readonly (readonly T[])[]): T[] {
  const most = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: most }, (_, i) => lists.flatMap((list) => list.slice(i, i + 1))).flat();
}

/** Entries at certain places are in every list (0053). */
const asExpression = (gram: string): string => `("${gram.replaceAll('"', '""')}" OR "###")`;

/** What a person typed into a search. Null when nothing of it is a word. */
export function searchQuery(typed: string): SearchQuery | null {
  const text = cleanText(typed, "line");
  const words = wordsOf(text).slice(0, MOST_WORDS);
  if (words.length === 0) return null;
  return {
    needles: words.map(needleOf),
    grams: [...new Set(inTurn(words.map(gramsOf)))].slice(0, MOST_GRAMS).map(asExpression),
    amounts: amountsIn(text),
    sequences: sequencesIn(words),
    number: words.join(""),
    beginnings: searchMatch(typed) ?? '""',
  };
}

/** The text as an amount, and each word of it where the others are none. */
function amountsIn(text: string): AmountQuery[] {
  const whole = readAmounts(text);
  if (whole.length > 0) return [{ amounts: whole, needles: [] }];
  const parts = text.split(" ").filter(Boolean).slice(0, MOST_WORDS);
  return parts
    .map((part, at) => ({
      amounts: readAmounts(part),
      needles: parts.flatMap((other, i) => (i === at ? [] : wordsOf(other))).map(needleOf),
    }))
    .filter(({ amounts }) => amounts.length > 0)
    .slice(0, MOST_AMOUNTS);
}

/** Signs of currencies that are words, in small letters. */
const SIGNS = new Set("kr kr. zł kč ft fr fr. lei lv din руб р. грн 円 元 원 tl rp rm".split(" "));
const isSign = (text: string): boolean =>
  /^[\p{L}]{0,3}\p{Sc}$/u.test(text) || SIGNS.has(text.toLowerCase()) || isCurrency(text.toUpperCase());

/** Without the code or sign of a currency before it or behind it, and without a minus: an invoice and its credit note alike. */
function bareAmount(text: string): string {
  const plain = [...text]
    .map((letter) => (/\p{Nd}/u.test(letter) ? foldLetter(letter) : letter.normalize("NFKC")))
    .join("")
    .replaceAll("٫", ".")
    .replaceAll("٬", ",");
  const [, before = "", number = "", behind = ""] =
    /^([^\d]*?)\s*([\d.,]+(?:[\s'’ʼ][\d.,]+)*)\s*(\D*)$/u.exec(plain) ?? [];
  const isFine = [before, behind].every((each) => {
    const sign = each.replaceAll(/[-−–\s]/g, "");
    return sign === "" || isSign(sign);
  });
  return isFine ? number.replaceAll(/[\s'’ʼ]/g, "") : "";
}

const MOST_DIGITS = 13;
const thousandths = (whole: string, fraction = ""): string[] =>
  fraction.length > 3 || whole.length + fraction.length > MOST_DIGITS
    ? []
    : [BigInt(`${whole}${fraction.padEnd(3, "0")}`).toString()];

/**
 * Every amount that a text can be, in thousandths of a unit, whatever the locale and the currency: no two of them are amounts of one
 * currency, but that digits alone are also read without their sign ("14025" as 140.25), as numbers are.
 */
export function readAmounts(text: string): string[] {
  const bare = bareAmount(text);
  const signs = [...bare].filter((each) => each === "." || each === ",");
  const last = signs.at(-1);
  if (last === undefined) return /^[1-9]\d*$/.test(bare) ? withoutSign(bare) : [];
  const at = bare.lastIndexOf(last);
  const [whole, fraction] = [bare.slice(0, at), bare.slice(at + 1)];
  const isOnce = signs.filter((each) => each === last).length === 1;
  const [group] = signs.length > 1 && isOnce ? signs : [last];
  const decimal =
    isOnce && isGrouped(whole, signs.length > 1 ? group : undefined)
      ? thousandths(digitsOf(whole), fraction)
      : [];
  const grouped =
    signs.every((each) => each === last) && isGrouped(bare, last) ? thousandths(digitsOf(bare)) : [];
  return [...new Set([...decimal, ...grouped])];
}

const withoutSign = (digits: string): string[] =>
  [0, 2, 3]
    .filter((decimals) => digits.length > decimals || decimals === 0)
    .flatMap((decimals) =>
      thousandths(digits.slice(0, digits.length - decimals), digits.slice(digits.length - decimals)),
    );

const digitsOf = (text: string): string => text.replaceAll(/\D/g, "") || "0";

/** Digits alone, or in groups: of three, in India of two before the last. */
function isGrouped(text: string, sign: string | undefined): boolean {
  if (sign === undefined) return /^\d*$/.test(text);
  const [first = "", ...others] = text.split(sign);
  const before = others.slice(0, -1);
  return (
    /^[1-9]\d{0,2}$/.test(first) &&
    /^\d{3}$/.test(others.at(-1) ?? "") &&
    (before.every((each) => /^\d{3}$/.test(each)) ||
      (first.length < 3 && before.every((each) => /^\d{2}$/.test(each))))
  );
}

/** The ends of what is a number without its signs, and each group of digits by itself: one of them may be a sequence. */
function sequencesIn(words: readonly string[]): number[] {
  const [tail = ""] = /\d+$/.exec(words.join("")) ?? [];
  const ends = Array.from({ length: Math.min(tail.length, 9) }, (_, i) => tail.slice(-(i + 1)));
  const groups = words.flatMap((word) => word.match(/\d+/g) ?? []);
  return [...new Set([...groups, ...ends].map(Number))]
    .filter((sequence) => sequence > 0 && sequence <= MAX_SEQUENCE)
    .slice(0, MOST_SEQUENCES);
}
