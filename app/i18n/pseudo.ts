import type { Text, Texts } from "./translate";

const PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const ACCENTED = [..."ÀƁĆĎĖƑĜĤĨĴĶĹṀŃÖÞǪŔŜŢŨṼŴẊÝŽàƀćďėƒĝĥĩĵķĺṁńöþǫŕŝţũṽŵẋýž"];

/** One text with accents on all letters and in brackets, what it leaves open as it was. */
const accented = (text: string): string =>
  `⟦${text.replace(/\{\w+\}|[A-Za-z]/g, (found) => ACCENTED[PLAIN.indexOf(found)] ?? found)}⟧`;

/** A catalogue in the pseudo-language: no letter of it is one of A to Z, so that any other text on a page gives itself away. */
export const pseudo = (texts: Texts): Texts =>
  Object.fromEntries(
    Object.entries(texts).map(([name, text]: [string, Text | Texts]) => [
      name,
      typeof text === "string" ? accented(text) : pseudo(text as Texts),
    ]),
  );
