import { lastDayOf, policyOf } from "~/modules/retention/policies";

interface Held {
  readonly lastYear: number | null;
  readonly years: number;
}

/** Why invoices of somebody who wants to be erased are kept, and until when; null where none was issued. */
export function whyKept(
  country: string,
  { lastYear, years }: Held,
): { reason: string; until: string } | null {
  if (lastYear === null) return null;
  const { source, years: asked } = policyOf(country);
  const longer = years > asked ? `, and this business keeps them ${years} years` : "";
  return {
    reason: `GDPR Art. 17(3)(b): the law asks to keep issued invoices (${source})${longer}`.slice(0, 200),
    until: lastDayOf(lastYear),
  };
}
