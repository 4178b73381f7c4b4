import { NOTHING } from "~/shared/exact";
import type { EnInvoice } from "./model";
import type { Strictness, Violation } from "./rule";
import { calculationRules } from "./rules-calculation";
import { categoryRules } from "./rules-categories";
import { codeRules } from "./rules-codes";
import { decimalRules } from "./rules-decimals";
import { documentRules } from "./rules-document";
import { lineRules } from "./rules-lines";
import { totalsRules } from "./rules-totals";

const RULES = [
  ...documentRules,
  ...lineRules,
  ...totalsRules,
  ...categoryRules,
  ...decimalRules,
  ...codeRules,
];

/**
 * Where an invoice breaks the rules of EN 16931-1, in the order of the standard's parts; empty for one that is valid. A rule speaks of
 * what is there: what another rule asks for and is missing is that one's to say.
 *
 * `tolerance`: how far tax may be from what is calculated; nothing unless told (see Strictness).
 */
export const checkInvoice = (
  invoice: EnInvoice,
  { tolerance = NOTHING }: Partial<Strictness> = {},
): Violation[] => RULES.flatMap((each) => each(invoice, { tolerance }));

/** Where a line or a percentage is not what was multiplied: of what Gapless issues, never. */
export const checkCalculation = (invoice: EnInvoice): Violation[] =>
  calculationRules.flatMap((each) => each(invoice, { tolerance: NOTHING }));
