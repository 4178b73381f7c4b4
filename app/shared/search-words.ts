import { cleanText } from "./text";

/** Prefixes of 1 to 12 characters have an index of their own (0004, `prefix`): longer words are looked up by their first 12. */
const LONGEST = 12;
/** More words than that find nothing more. */
const MOST = 8;

/**
 * What a person typed as an FTS5 query: every word, or the beginning of one, must be there; case and accents don't matter. Null
 * when nothing of it is a word. Words are what the tokenizer unicode61 takes for one: letters and digits in a row.
 */
export function searchMatch(text: string): string | null {
  const words = cleanText(text, "line").match(/[\p{L}\p{N}\p{Co}]+/gu) ?? [];
  const prefixes = words.slice(0, MOST).map((word) => `"${[...word].slice(0, LONGEST).join("")}"*`);
  return prefixes.length > 0 ? prefixes.join(" ") : null;
}

/** A text may lose much of its length by being cleaned; what lies beyond that is not looked at. */
const FAR = 8;

/** The words of a URL's search as they may be shown and looked up. */
export const searchText = (text: string | null, longest: number): string =>
  cleanText((text ?? "").slice(0, FAR * longest), "line")
    .slice(0, longest)
    .toWellFormed()
    .trim();
