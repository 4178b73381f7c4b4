import { type Agreed, type AgreedColumns, agreedOf } from "~/domain/terms/agreed";
import { earlyUntil } from "~/domain/terms/early-payment";
import { dueOn, isTermsKind } from "~/domain/terms/terms";
import { readEarlyPercent } from "~/modules/terms/terms-schema";
import { type CivilDate, parseCivilDate } from "~/shared/dates";
import { limits } from "~/shared/limits";

/** The part of an invoice's form that its due date depends on, as it is being typed: any of it may be missing or wrong. */
export type TypedDates = {
  readonly [Control in "client" | "issueDate" | "dueDate" | "dueDateOffered" | keyof AgreedColumns]?:
    | string
    | undefined;
};

/** What the form says of its due date. */
export interface DueState {
  readonly agreed: Agreed;
  /** What it is where the invoice says nothing itself. */
  readonly inherited: Agreed;
  /** The date that the terms give; null where there is no issue date yet. */
  readonly byTerms: CivilDate | null;
  /** The date that is stored when it is saved now. */
  readonly due: CivilDate | null;
  /** Whether it follows the terms: left empty, or as the form put it there. */
  readonly follows: boolean;
  /** The last day of the discount for paying early; null for none. */
  readonly until: CivilDate | null;
}

const dateOf = (text = ""): CivilDate | null => {
  const parsed = parseCivilDate(text);
  return parsed.ok ? parsed.value : null;
};

function wholeOf(text: string | undefined, least: number, most: number): number | null {
  const typed = text?.trim() ?? "";
  if (!/^\d{1,3}$/.test(typed)) return null;
  const number = Number(typed);
  return number >= least && number <= most ? number : null;
}

/** The invoice's own terms, as far as they are typed. */
function typedTerms(typed: TypedDates): AgreedColumns {
  const kind = typed.paymentTermsKind ?? "";
  const days = (text: string | undefined) => wholeOf(text, 0, limits.paymentTermsDays);
  return {
    paymentTermsKind: isTermsKind(kind) ? kind : null,
    paymentTermsDays: days(typed.paymentTermsDays),
    paymentTermsDay: wholeOf(typed.paymentTermsDay, 1, 31),
    earlyPaymentPpm: readEarlyPercent(typed.earlyPaymentPpm ?? "") || null,
    earlyPaymentDays: days(typed.earlyPaymentDays),
  };
}

/** The due date of a form that is being typed, by the module that the server holds its own to. */
export function dueState(typed: TypedDates, client: AgreedColumns | null, business: AgreedColumns): DueState {
  const agreed = agreedOf(typedTerms(typed), client, business);
  const issueDate = dateOf(typed.issueDate);
  const byTerms = issueDate && dueOn(issueDate, agreed.terms);
  const { dueDate = "", dueDateOffered = "" } = typed;
  const follows = dueDate === "" || dueDate === dueDateOffered;
  const due = follows ? byTerms : dateOf(dueDate);
  const until = issueDate && due && agreed.early ? earlyUntil(agreed.early, issueDate, due) : null;
  return { agreed, inherited: agreedOf(null, client, business), byTerms, due, follows, until };
}
