import type { CivilDate } from "~/shared/dates";
import { err, ok, type Result } from "~/shared/result";
import { isStoredText } from "~/shared/text";

/** How the numbers of a series look, such as `INV-{YYYY}-{0000}`. Made by parsePattern only. */
export interface NumberPattern {
  /** As typed, without surrounding spaces and in Unicode NFC. */
  readonly pattern: string;
  /** What stands before and behind the number token, with {YYYY} and {MM} still in it. */
  readonly prefix: string;
  readonly suffix: string;
  /** The least digits of the number, padded with zeros: 1 to 9. */
  readonly width: number;
  /** Whether the run begins at 1 again each year: it does when the year is in the pattern, and never otherwise. */
  readonly restartsYearly: boolean;
}

export type PatternError =
  | "empty"
  | "too-long"
  | "stray-brace"
  | "unknown-token"
  | "bad-character"
  | "no-number"
  | "two-numbers"
  | "number-too-wide";

export const MAX_PATTERN_LENGTH = 40;
export const MAX_NUMBER_LENGTH = 50;
/** The last sequence, in the database too: as many digits as a pattern can ask for, so that no number is longer than MAX_NUMBER_LENGTH (37 + 9). */
export const MAX_SEQUENCE = 999_999_999;

const MAX_WIDTH = 9;
const LITERAL = /^[\p{L}0-9 \-_/.#]*$/u;

/** A pattern as it was typed, whose every character can be seen: nothing is dropped of it in silence (app/shared/text.ts). */
export function parsePattern(text: string): Result<NumberPattern, PatternError> {
  const typed = text.trim().normalize("NFC");
  return typed === "" || isStoredText(typed, "line") ? readPattern(typed) : err("bad-character");
}

/**
 * Reads a pattern that is stored, perhaps since before invisible letters were refused: literal text (letters, digits, space and `-_/.#`), {YYYY} and {MM} of the issue date, and exactly one number
 * token of 1 to 9 zeros in braces.
 *
 * No pattern that passes can give one text for two different (period, sequence) pairs, so nothing is refused as ambiguous, not even
 * `{YYYY}{0}` or `1{00}2`: the number is the only part whose length varies ({YYYY} is always 4 digits, {MM} 2, literals fixed), so
 * the text's length tells where the number begins and ends, and the year is read off its own place. {MM} without {YYYY} is fine
 * too: the run goes on over months and years, so the sequence alone differs. Two different patterns, one after the other in a
 * series, can meet (`{YYYY}{000}` and later `{0000000}`): that is for the database's unique index.
 */
export function readPattern(pattern: string): Result<NumberPattern, PatternError> {
  if (pattern === "") return err("empty");
  if (pattern.length > MAX_PATTERN_LENGTH) return err("too-long");
  let prefix = "";
  let suffix = "";
  let width = 0;
  for (const [part] of pattern.matchAll(/\{[^{}]*\}|[^{}]+|[{}]/g)) {
    if (part === "{" || part === "}") return err("stray-brace");
    if (/^\{0+\}$/.test(part)) {
      if (width > 0) return err("two-numbers");
      width = part.length - 2;
      if (width > MAX_WIDTH) return err("number-too-wide");
      continue;
    }
    if (part.startsWith("{")) {
      if (part !== "{YYYY}" && part !== "{MM}") return err("unknown-token");
    } else if (!LITERAL.test(part)) return err("bad-character");
    if (width === 0) prefix += part;
    else suffix += part;
  }
  if (width === 0) return err("no-number");
  return ok({ pattern, prefix, suffix, width, restartsYearly: pattern.includes("{YYYY}") });
}

/**
 * The number of one invoice. A sequence with more digits than the pattern's width makes it longer, never shorter.
 * Throws RangeError for a sequence that isn't a whole number from 1 to MAX_SEQUENCE.
 */
export function formatNumber(
  pattern: NumberPattern,
  { sequence, issueDate }: { readonly sequence: number; readonly issueDate: CivilDate },
): string {
  if (!Number.isSafeInteger(sequence) || sequence < 1 || sequence > MAX_SEQUENCE)
    throw new RangeError(`not a sequence: ${sequence}`);
  const fill = (part: string) =>
    part.replaceAll("{YYYY}", issueDate.slice(0, 4)).replaceAll("{MM}", issueDate.slice(5, 7));
  return fill(pattern.prefix) + String(sequence).padStart(pattern.width, "0") + fill(pattern.suffix);
}

/** Which run of the series a date belongs to: its year ("2026") when the pattern restarts yearly, otherwise the only one (""). */
export function periodOf(pattern: NumberPattern, issueDate: CivilDate): string {
  return pattern.restartsYearly ? issueDate.slice(0, 4) : "";
}
