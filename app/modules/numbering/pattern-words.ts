import { MAX_PATTERN_LENGTH, type PatternError } from "~/domain/numbering/pattern";

const WORDS: Record<PatternError, string> = {
  empty: "Enter a pattern such as INV-{YYYY}-{0000}.",
  "too-long": `Use at most ${MAX_PATTERN_LENGTH} characters.`,
  "stray-brace":
    "Each { needs its }, with one of the three parts in between: {YYYY}, {MM} or zeros such as {0000}.",
  "unknown-token": "In braces only {YYYY}, {MM} and zeros such as {0000} can stand, in just this spelling.",
  "bad-character": "Between the parts use letters, digits, spaces and - _ / . # only.",
  "no-number": "Say where the number goes, by zeros in braces such as {0000}.",
  "two-numbers": "There can be one number only: take one of the parts with zeros away.",
  "number-too-wide": "Use at most 9 zeros.",
};

/** What is wrong with a pattern, and how to mend it. */
export const patternProblem = (error: PatternError): string => WORDS[error];

export const looksLikeProblem = (other: string): string =>
  `Nobody could tell these numbers from those of ${other}, which this business has. Choose that pattern, or one that looks different.`;

/** Patterns to learn from. */
export const examplePatterns = ["INV-{YYYY}-{0000}", "{YYYY}/{MM}-{000}", "R{000000}", "{0}"] as const;
