import { rec20Codes } from "./rec20";

/**
 * The usual units of a line, the most usual first; app/i18n has their names. All others of Recommendations 20 and 21
 * (app/domain/invoices/rec20.ts) are chosen by typing their code.
 */
export const usualUnits = [
  "H87",
  "C62",
  "HUR",
  "DAY",
  "E49",
  "WEE",
  "MON",
  "QAN",
  "ANN",
  "MIN",
  "LS",
  "EA",
  "SET",
  "PR",
  "XPP",
  "XPK",
  "XBX",
  "XPX",
  "GRM",
  "KGM",
  "TNE",
  "MTR",
  "KMT",
  "MTK",
  "MTQ",
  "LTR",
  "KWH",
  "KWT",
] as const;

export type UsualUnit = (typeof usualUnits)[number];

/** What a new line begins with: a piece. */
export const FIRST_UNIT = "H87";

/** The choice that asks for another unit's code. No code of the recommendations is written so. */
export const OTHER_UNIT = "other";

const usual: ReadonlySet<string> = new Set(usualUnits);

/** Whether a unit has a name here. */
export const isUsualUnit = (code: string): code is UsualUnit => usual.has(code);

/** Whether a code is one of Recommendation 20 or 21, usual or not. */
export const isUnit = (code: string): boolean => rec20Codes.has(code);

/** A unit as people type its code: "kwt" is KWT. Whether it is one, `isUnit` says. */
export const readUnit = (typed: string): string => typed.trim().toUpperCase();

/** The usual units, and the one that a line has already. */
export const unitCodes = (current: string | undefined): readonly string[] =>
  current === undefined || usual.has(current) || !isUnit(current) ? usualUnits : [...usualUnits, current];
