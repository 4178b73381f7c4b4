import { limits } from "~/shared/limits";
import type { AgreedColumns } from "./agreed";
import { canBeEarly, earlyPaymentOf } from "./early-payment";
import { termsOf } from "./terms";
import { longestFilled, unknownPlaceholder } from "./words";

/** What a form says of terms, each field by itself already right. */
export interface TypedTerms extends AgreedColumns {
  readonly paymentTerms: string | null;
}

export type TermsProblem =
  | { readonly field: "paymentTermsDays"; readonly code: "days-missing" }
  | { readonly field: "paymentTermsDay"; readonly code: "day-missing" | "day-unused" }
  | { readonly field: "earlyPaymentPpm"; readonly code: "percent-missing" }
  | { readonly field: "earlyPaymentDays"; readonly code: "early-days-missing" | "early-too-late" }
  | { readonly field: "paymentTerms"; readonly code: "unknown-placeholder"; readonly placeholder: string }
  | { readonly field: "paymentTerms"; readonly code: "words-too-long" };

/** What doesn't go together in terms as they were typed, each with the field to mend it in. */
export function termsProblems(typed: TypedTerms): TermsProblem[] {
  const { paymentTermsKind, paymentTermsDays, paymentTermsDay, paymentTerms } = typed;
  const { earlyPaymentPpm, earlyPaymentDays } = typed;
  const problems: TermsProblem[] = [];
  const hasDay = paymentTermsKind === "day-of-next-month";
  if (paymentTermsDays === null && paymentTermsKind !== null && paymentTermsKind !== "days")
    problems.push({ field: "paymentTermsDays", code: "days-missing" });
  if (hasDay && paymentTermsDay === null) problems.push({ field: "paymentTermsDay", code: "day-missing" });
  if (!hasDay && paymentTermsDay !== null) problems.push({ field: "paymentTermsDay", code: "day-unused" });
  if (earlyPaymentPpm === null && earlyPaymentDays !== null)
    problems.push({ field: "earlyPaymentPpm", code: "percent-missing" });
  if (earlyPaymentPpm !== null && earlyPaymentDays === null)
    problems.push({ field: "earlyPaymentDays", code: "early-days-missing" });
  const [terms, early] = [termsOf(typed), earlyPaymentOf(typed)];
  if (terms && early && !canBeEarly(early, terms))
    problems.push({ field: "earlyPaymentDays", code: "early-too-late" });
  const placeholder = paymentTerms === null ? null : unknownPlaceholder(paymentTerms);
  if (placeholder !== null)
    problems.push({ field: "paymentTerms", code: "unknown-placeholder", placeholder });
  if (paymentTerms !== null && longestFilled(paymentTerms) > limits.paymentTerms)
    problems.push({ field: "paymentTerms", code: "words-too-long" });
  return problems;
}

/** Terms as they are stored: plain days as they were before there were other kinds. */
export const storedTerms = <T extends AgreedColumns>(typed: T): T =>
  typed.paymentTermsKind === "days" ? { ...typed, paymentTermsKind: null } : typed;
