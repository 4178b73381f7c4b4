import type { EnAllowanceCharge, EnInvoice, EnLine, EnTaxGroup } from "./model";
import { type Numbered, numbered } from "./rule";

// The parts of an invoice that rules are about.

export const linesOf = (invoice: EnInvoice): Numbered<EnLine>[] => numbered(invoice.lines);

export const groupsOf = (invoice: EnInvoice): Numbered<EnTaxGroup>[] => numbered(invoice.taxGroups);

const only = (all: readonly Numbered<EnAllowanceCharge>[], isCharge: boolean) =>
  all.filter(([item]) => item.isCharge === isCharge);

/** BG-20. */
export const allowancesOf = (invoice: EnInvoice) => only(numbered(invoice.allowanceCharges), false);

/** BG-21. */
export const chargesOf = (invoice: EnInvoice) => only(numbered(invoice.allowanceCharges), true);

/** With the line that it is of. */
const ofLines = (invoice: EnInvoice): Numbered<EnAllowanceCharge>[] =>
  invoice.lines.flatMap((line, at) => line.allowanceCharges.map((item) => [item, at] as const));

/** BG-27. */
export const lineAllowancesOf = (invoice: EnInvoice) => only(ofLines(invoice), false);

/** BG-28. */
export const lineChargesOf = (invoice: EnInvoice) => only(ofLines(invoice), true);
