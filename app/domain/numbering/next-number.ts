import type { CivilDate } from "~/shared/dates";
import { formatNumber, type NumberPattern, parsePattern, periodOf } from "./pattern";

interface Given {
  readonly seriesId: string;
  readonly period: string;
  readonly next: number;
}

interface Series {
  readonly id: string;
  readonly pattern: string;
}

export interface NextNumber {
  readonly pattern: NumberPattern;
  /** The series that has the pattern already, if one has. */
  readonly seriesId: string | null;
  readonly period: string;
  /** The lowest sequence that the next invoice can get: one more than the last given, or 1. */
  readonly lowest: number;
}

/** Where a pattern stands on a day: the series that has it goes on from its last number, a new one begins at 1. */
export function nextNumber(
  pattern: NumberPattern,
  today: CivilDate,
  series: readonly Series[],
  given: readonly Given[],
): NextNumber {
  const period = periodOf(pattern, today);
  const seriesId = series.find((known) => known.pattern === pattern.pattern)?.id ?? null;
  const at = given.find((known) => known.seriesId === seriesId && known.period === period);
  return { pattern, seriesId, period, lowest: at?.next ?? 1 };
}

/** The numbering form's fields as they are stored. */
export const numberingValues = (active: Series & { readonly version: number }, { lowest }: NextNumber) => ({
  pattern: active.pattern,
  next: String(lowest),
  series: active.id,
  version: String(active.version),
});

/** The number in full as it would be on a day, or null for what is no pattern or no sequence. */
export function previewNumber(pattern: string, sequence: string, today: CivilDate): string | null {
  const parsed = parsePattern(pattern);
  if (!parsed.ok || !/^\d{1,9}$/.test(sequence.trim()) || Number(sequence) < 1) return null;
  return formatNumber(parsed.value, { sequence: Number(sequence), issueDate: today });
}
