import { message } from "~/i18n/message";
import { localizeDecimal } from "./format";
import type { LocaleTag } from "./locales";
import type { Doubt, NumberProblem } from "./numerals";
import type { Result } from "./result";

/** What a text could be that is a number elsewhere, as a question. */
export const numberQuestion = ([first = "", second]: readonly string[]): string =>
  second === undefined
    ? message("forms.numbers.meant", { value: first })
    : message("forms.numbers.meantOneOf", { first, second });

/** Why a field's text is no number, and what to write. `empty` and `decimals` are the field's own. */
export function numberProblem(
  problem: NumberProblem,
  locale: LocaleTag,
  { empty, decimals }: { empty: string; decimals: number },
): string {
  switch (problem.kind) {
    case "question":
      return numberQuestion(problem.meant);
    case "empty":
      return empty;
    case "not-a-number":
      return message("forms.numbers.notANumber", { example: localizeDecimal("1.5", locale) });
    case "too-many-decimals":
      return message("forms.numbers.decimals", { most: decimals });
    case "out-of-range":
      return message("forms.numbers.tooLarge");
  }
}

/**
 * What to say beside a field while somebody types: what was understood, where a text could have been read in another way, or the question
 * that will be asked of it.
 */
export function numberNote(
  read: Result<{ readonly doubt: Doubt | null }, NumberProblem | { readonly kind: "negative" }>,
): string | undefined {
  if (!read.ok) return read.error.kind === "question" ? numberQuestion(read.error.meant) : undefined;
  const { doubt } = read.value;
  if (!doubt) return undefined;
  const { readAs: value, notAs: other } = doubt;
  return other === null
    ? message("forms.numbers.readAs", { value })
    : message("forms.numbers.readAsNotAs", { value, other });
}
