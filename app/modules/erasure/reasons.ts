import { policyOf } from "~/domain/retention/policies";
import { lastDayOf } from "~/domain/retention/years";
import { message } from "~/i18n/message";
import type { CivilDate } from "~/shared/dates";

/** What is kept of somebody: see db/queries/erase-client.ts. */
interface Held {
  readonly lastDay: string | null;
  readonly years: number;
  readonly seller: string | null;
}

/**
 * Why invoices of somebody who wants to be erased are kept, and until when; null where none was issued. The law that asks for the longest
 * is named. `reason` is for the trail, which nobody changes again; `words` is the same as a message for people. The law: of the business's country, or of the one that it issued from.
 */
export function whyKept(
  country: string,
  { lastDay, years, seller }: Held,
): { reason: string; words: string; until: CivilDate; lastDay: string } | null {
  if (lastDay === null) return null;
  const [here, there] = [policyOf(country), policyOf(seller ?? country)];
  const { source, years: required } = there.years > here.years ? there : here;
  const longer = years > required ? `, and this business keeps them ${years} years` : "";
  return {
    reason: `GDPR Art. 17(3)(b): the law asks to keep issued invoices (${source})${longer}`.slice(0, 200),
    words: longer
      ? message("erasure.client.lawAndLonger", { source, count: years })
      : message("erasure.client.law", { source }),
    until: lastDayOf(lastDay),
    lastDay,
  };
}
