import type { CountedFrom, Policy } from "~/domain/retention/policies";
import { message } from "~/i18n/message";

interface InForce {
  /** For how many years what is issued is kept now. */
  readonly years: number;
  readonly policy: Policy;
}

const COUNTED = {
  "calendar-year": "",
  "fiscal-year": "Fiscal",
  "calendar-year-of-fiscal-year": "AfterFiscal",
} as const satisfies Record<CountedFrom, string>;

/** What the form says of the least that may be chosen, and why: a message. */
export function leastInWords({ years, policy }: InForce): string {
  const { years: law, source } = policy;
  const suffix = COUNTED[policy.countedFrom];
  return years > law
    ? message(`retention.leastChosen${suffix}`, { years, law, source })
    : message(`retention.least${suffix}`, { years, source });
}

/** Why so many years are too few, as a message; null when they are not. */
export function tooFew(chosen: number, { years, policy }: InForce): string | null {
  if (chosen >= years) return null;
  return message(years === policy.years ? "retention.law" : "retention.chosen", { count: years });
}
