import * as v from "valibot";
import { type TermsProblem, type TypedTerms, termsProblems } from "~/domain/terms/problems";
import { isTermsKind } from "~/domain/terms/terms";
import { braced, placeholders } from "~/domain/terms/words";
import { message } from "~/i18n/message";
import { PPM_PER_WHOLE } from "~/shared/decimal";
import { optionalOneOf, optionalTextOf, optionalWholeNumber } from "~/shared/fields";
import { limits } from "~/shared/limits";

const DAYS = message("terms.problems.days", { most: limits.paymentTermsDays });

/** Ppm of a hundredth of a percent: no discount is finer (BR-DE-18). */
const HUNDREDTH = 100;

/**
 * A percentage of less than 100 and with two decimals at most, as parts per million; null where nothing is typed, and for what is none.
 * No such number has group signs, so a point and a comma can only be its decimal sign, in whichever locale it is typed.
 */
export function readEarlyPercent(text: string): number | null {
  const [, whole, fraction = ""] = /^(\d{1,2})(?:[.,](\d{1,2}))?\s*[%\uFF05]?$/.exec(text.trim()) ?? [];
  return whole === undefined ? null : Number(whole + fraction.padEnd(2, "0")) * HUNDREDTH;
}

const isEarlyPercent = (text: string): boolean => {
  const ppm = readEarlyPercent(text);
  return ppm !== null && ppm > 0 && ppm < PPM_PER_WHOLE;
};

const percent = v.pipe(
  v.optional(v.string(), ""),
  v.trim(),
  v.check((text) => text === "" || isEarlyPercent(text), message("terms.problems.percent")),
  v.transform(readEarlyPercent),
);

/** The controls of payment terms: a business's, a client's own, an invoice's own. */
export const termsFields = {
  paymentTermsKind: optionalOneOf(isTermsKind, message("terms.problems.kind")),
  paymentTermsDays: optionalWholeNumber(0, limits.paymentTermsDays, DAYS),
  paymentTermsDay: optionalWholeNumber(1, 31, message("terms.problems.day")),
  earlyPaymentPpm: percent,
  earlyPaymentDays: optionalWholeNumber(0, limits.paymentTermsDays, DAYS),
  paymentTerms: optionalTextOf({ most: limits.paymentTerms, kind: "lines" }),
};

function wordsOf(problem: TermsProblem): string {
  switch (problem.code) {
    case "days-missing":
      return message("terms.problems.daysMissing", { most: limits.paymentTermsDays });
    case "day-missing":
      return message("terms.problems.day");
    case "day-unused":
      return message("terms.problems.dayUnused");
    case "percent-missing":
      return message("terms.problems.percentMissing");
    case "early-days-missing":
      return message("terms.problems.earlyDaysMissing");
    case "early-too-late":
      return message("terms.problems.earlyTooLate");
    case "unknown-placeholder":
      return message("terms.problems.placeholder", {
        placeholder: problem.placeholder,
        known: placeholders.map(braced).join(", "),
      });
    case "words-too-long":
      return message("terms.problems.wordsTooLong", { most: limits.paymentTerms });
  }
}

/** Whether the terms of a form go together, each problem at its field. */
export const termsCheck = <T extends TypedTerms & Readonly<Record<string, unknown>>>() =>
  v.rawCheck<T>(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { value } = dataset;
    for (const problem of termsProblems(value))
      addIssue({
        message: wordsOf(problem),
        path: [
          { type: "object", origin: "value", input: value, key: problem.field, value: value[problem.field] },
        ],
      });
  });
