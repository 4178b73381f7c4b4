import { looksLike } from "~/shared/skeleton";
import type { NumberPattern } from "./pattern";

type Pattern = Pick<NumberPattern, "prefix" | "suffix" | "width">;

/** A pattern around its number, and with the number's zeros written out: `RO{000}` looks like `R{0000}`. */
const formsOf = ({ prefix, suffix, width }: Pattern): readonly [string, string] => [
  `${prefix}#${suffix}`,
  prefix + "0".repeat(width) + suffix,
];

const isLookAlike = (one: Pattern, other: Pattern): boolean => {
  const [ofOne, ofOther] = [formsOf(one), formsOf(other)];
  return ofOne.some((form, i) => form !== ofOther[i] && looksLike(form, ofOther[i] ?? ""));
};

/**
 * The first of these series whose numbers nobody could tell from those of the pattern. Patterns that differ in the number's width
 * alone are not lies: their numbers are compared by the database.
 */
export const lookAlike = <S extends Pattern>(pattern: Pattern, series: readonly S[]): S | undefined =>
  series.find((known) => isLookAlike(pattern, known));
