import type { Exact } from "~/shared/exact";
import { MOST_DECIMALS } from "./currency-decimals";
import type { EnInvoice, EnTotals } from "./model";
import { allowancesOf, chargesOf, groupsOf, lineAllowancesOf, lineChargesOf, linesOf } from "./parts";
import { type Numbered, type Rule, rule, ruleOfEach } from "./rule";

const isShort = (amount: Exact | undefined): boolean => amount === undefined || amount.scale <= MOST_DECIMALS;

const ofEach = <T>(
  id: string,
  term: string,
  parts: (invoice: EnInvoice) => readonly Numbered<T>[],
  amount: (part: T) => Exact | undefined,
): Rule => ruleOfEach(id, term, parts, (part) => isShort(amount(part)));

const ofTotal = (id: string, term: string, name: keyof EnTotals): Rule =>
  rule(id, term, ({ totals }) => isShort(totals[name]));

const taxTotalsIn = (invoice: EnInvoice, currency: string | undefined) =>
  invoice.taxTotals.filter((each) => each.currency === currency);

/** How many decimals an amount is written with: two at most. */
export const decimalRules: readonly Rule[] = [
  ofEach("BR-DEC-01", "BT-92", allowancesOf, ({ amount }) => amount),
  ofEach("BR-DEC-02", "BT-93", allowancesOf, ({ base }) => base),
  ofEach("BR-DEC-05", "BT-99", chargesOf, ({ amount }) => amount),
  ofEach("BR-DEC-06", "BT-100", chargesOf, ({ base }) => base),
  ofTotal("BR-DEC-09", "BT-106", "lineTotal"),
  ofTotal("BR-DEC-10", "BT-107", "allowanceTotal"),
  ofTotal("BR-DEC-11", "BT-108", "chargeTotal"),
  ofTotal("BR-DEC-12", "BT-109", "net"),
  rule("BR-DEC-13", "BT-110", (invoice) =>
    taxTotalsIn(invoice, invoice.currency).every(({ amount }) => isShort(amount)),
  ),
  ofTotal("BR-DEC-14", "BT-112", "gross"),
  rule(
    "BR-DEC-15",
    "BT-111",
    (invoice) =>
      invoice.taxCurrency === undefined ||
      taxTotalsIn(invoice, invoice.taxCurrency).every(({ amount }) => isShort(amount)),
  ),
  ofTotal("BR-DEC-16", "BT-113", "prepaid"),
  ofTotal("BR-DEC-17", "BT-114", "rounding"),
  ofTotal("BR-DEC-18", "BT-115", "due"),
  ofEach("BR-DEC-19", "BT-116", groupsOf, ({ base }) => base),
  ofEach("BR-DEC-20", "BT-117", groupsOf, ({ tax }) => tax),
  ofEach("BR-DEC-23", "BT-131", linesOf, ({ net }) => net),
  ofEach("BR-DEC-24", "BT-136", lineAllowancesOf, ({ amount }) => amount),
  ofEach("BR-DEC-25", "BT-137", lineAllowancesOf, ({ base }) => base),
  ofEach("BR-DEC-27", "BT-141", lineChargesOf, ({ amount }) => amount),
  ofEach("BR-DEC-28", "BT-142", lineChargesOf, ({ base }) => base),
];
