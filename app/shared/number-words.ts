import { localizeDecimal } from "./format";
import type { LocaleTag } from "./locales";
import type { Doubt, NumberProblem } from "./numerals";
import type { Result } from "./result";

/** What a text could be that is a number elsewhere, as a question. */
export const questionWords = (meant: readonly string[]): string =>
  meant.length > 1
    ? `Did you mean ${meant.join(" or ")}? Write the one that you mean.`
    : `Did you mean ${meant.join()}? Then write it like that.`;

/** Why a field's text is no number, and what to write. `empty` and `decimals` are the field's own. */
export function numberProblemWords(
  problem: NumberProblem,
  locale: LocaleTag,
  { empty, decimals }: { empty: string; decimals: number },
): string {
  switch (problem.kind) {
    case "question":
      return questionWords(problem.meant);
    case "empty":
      return empty;
    case "not-a-number":
      return `Enter a number such as 2 or ${localizeDecimal("1.5", locale)}.`;
    case "too-many-decimals":
      return `Use at most ${decimals} decimals.`;
    case "out-of-range":
      return "That number is too large.";
  }
}

/**
 * What to say beside a field while somebody types: what was understood, where a text could have been read in another way, or the question
 * that will be asked of it.
 */
export function noteWords(
  read: Result<{ readonly doubt: Doubt | null }, NumberProblem | { readonly kind: "negative" }>,
): string | undefined {
  if (!read.ok) return read.error.kind === "question" ? questionWords(read.error.meant) : undefined;
  const { doubt } = read.value;
  if (!doubt) return undefined;
  const { readAs, notAs } = doubt;
  return notAs === null ? `Read as ${readAs}.` : `Read as ${readAs}, not as ${notAs}.`;
}
