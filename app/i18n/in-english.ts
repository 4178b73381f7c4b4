import { en } from "./en";
import { readMessage } from "./message";
import { piecesIn, translateBy } from "./translate";

const piecesOf = piecesIn("en", en);

/** English texts: for what operators read in a terminal, and for tests. */
export const english = translateBy(piecesOf);

/** A message in English: for what operators read in a terminal. No page imports this. */
export function inEnglish(text: string): string {
  const read = readMessage(text);
  return (read && piecesOf(...read)?.join("")) ?? text;
}
