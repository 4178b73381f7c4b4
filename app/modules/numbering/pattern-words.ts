import { MAX_PATTERN_LENGTH, type PatternError } from "~/domain/numbering/pattern";
import { message } from "~/i18n/message";
import type { Translate } from "~/i18n/translate";

/** The parts of a pattern as they are spelt, whatever the language. */
export const PARTS = { year: "{YYYY}", month: "{MM}", number: "{0000}" } as const;

/** Patterns to learn from. */
export const examplePatterns = ["INV-{YYYY}-{0000}", "{YYYY}/{MM}-{000}", "R{000000}", "{0}"] as const;

const WORDS: Record<PatternError, string> = {
  empty: message("numbering.problems.empty", { pattern: examplePatterns[0] }),
  "too-long": message("forms.tooLong", { most: MAX_PATTERN_LENGTH }),
  "stray-brace": message("numbering.problems.strayBrace", { ...PARTS, open: "{", close: "}" }),
  "unknown-token": message("numbering.problems.unknownToken", PARTS),
  "bad-character": message("numbering.problems.badCharacter"),
  "no-number": message("numbering.problems.noNumber", PARTS),
  "two-numbers": message("numbering.problems.twoNumbers"),
  "number-too-wide": message("numbering.problems.numberTooWide"),
};

/** What is wrong with a pattern, and how to mend it: a message. */
export const patternProblem = (error: PatternError): string => WORDS[error];

export const looksLikeProblem = (other: string): string => message("numbering.problems.looksLike", { other });

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Asks whether so many numbers shall be left out: a message. */
export function skipProblem({ from, to }: Stretch): string {
  // Figures of an invoice's number, not amounts.
  const numbers = { from: String(from), to: String(to), number: String(from) };
  if (from === to) return message("numbering.problems.skipOne", numbers);
  return message(to === from + 1 ? "numbering.problems.skipTwo" : "numbering.problems.skipMore", numbers);
}

/** Sequences in words: "7", "7 and 8", "7 to 12". */
export function stretchInWords({ from, to }: Stretch, t: Translate): string {
  const numbers = { from: String(from), to: String(to) };
  if (from === to) return numbers.from;
  return t(to === from + 1 ? "numbering.stretch.two" : "numbering.stretch.more", numbers);
}
