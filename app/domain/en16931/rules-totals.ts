import {
  dividedBy,
  type Exact,
  exactOf,
  isEqual,
  isWithin,
  isZero,
  minus,
  NOTHING,
  plus,
  sumOf,
  times,
} from "~/shared/exact";
import { currencyDecimals } from "./currency-decimals";
import type { EnAllowanceCharge, EnInvoice } from "./model";
import { allowancesOf, chargesOf, groupsOf, linesOf } from "./parts";
import { isThere, type Numbered, type Rule, rule, ruleOfEach } from "./rule";

const HUNDRED = exactOf(100, 0);

/** What is there, added up: a part that is missing has a rule of its own. */
const total = <T>(parts: readonly Numbered<T>[], amount: (part: T) => Exact | undefined): Exact =>
  sumOf(parts.map(([part]) => amount(part) ?? NOTHING));

/** Whether two are equal; what is missing has a rule of its own. */
const same = (a: Exact | undefined, b: Exact | undefined): boolean =>
  a === undefined || b === undefined || isEqual(a, b);

const amountOf = ({ amount }: EnAllowanceCharge): Exact | undefined => amount;

/** BT-110: the totals of tax in the invoice's own currency. */
const taxTotalsOf = ({ taxTotals, currency }: EnInvoice) =>
  taxTotals.filter((each) => each.currency === undefined || each.currency === currency);

/** A percentage of something, as an amount of the invoice's currency: rounded half away from zero. */
export const percentOf = (base: Exact, percent: Exact, invoice: EnInvoice): Exact =>
  dividedBy(times(base, percent), HUNDRED, currencyDecimals(invoice));

/** Sums, EN 16931-1 part 6.5. Whatever passes them has the totals that `calculateTotals` gives. */
export const totalsRules: readonly Rule[] = [
  rule("BR-12", "BT-106", ({ totals }) => totals.lineTotal !== undefined),
  rule("BR-13", "BT-109", ({ totals }) => totals.net !== undefined),
  rule("BR-14", "BT-112", ({ totals }) => totals.gross !== undefined),
  rule("BR-15", "BT-115", ({ totals }) => totals.due !== undefined),
  ruleOfEach("BR-45", "BT-116", groupsOf, ({ base }) => base !== undefined),
  ruleOfEach("BR-46", "BT-117", groupsOf, ({ tax }) => tax !== undefined),
  ruleOfEach("BR-47", "BT-118", groupsOf, ({ category }) => isThere(category)),
  ruleOfEach("BR-48", "BT-119", groupsOf, ({ category, rate }) => category === "O" || rate !== undefined),
  rule("BR-CO-10", "BT-106", (invoice) =>
    same(
      invoice.totals.lineTotal,
      total(linesOf(invoice), ({ net }) => net),
    ),
  ),
  rule("BR-CO-11", "BT-107", (invoice) =>
    isEqual(invoice.totals.allowanceTotal ?? NOTHING, total(allowancesOf(invoice), amountOf)),
  ),
  rule("BR-CO-12", "BT-108", (invoice) =>
    isEqual(invoice.totals.chargeTotal ?? NOTHING, total(chargesOf(invoice), amountOf)),
  ),
  rule("BR-CO-13", "BT-109", ({ totals }) => {
    const { lineTotal, allowanceTotal = NOTHING, chargeTotal = NOTHING, net } = totals;
    return lineTotal === undefined || same(net, plus(minus(lineTotal, allowanceTotal), chargeTotal));
  }),
  rule("BR-CO-14", "BT-110", (invoice) =>
    taxTotalsOf(invoice).every(
      ({ amount }) =>
        invoice.taxGroups.length === 0 ||
        same(
          amount,
          total(groupsOf(invoice), ({ tax }) => tax),
        ),
    ),
  ),
  rule("BR-CO-15", "BT-112", (invoice) => {
    const { net, gross } = invoice.totals;
    const [tax, ...more] = taxTotalsOf(invoice);
    // Tax in another currency alone, or twice in this one, says nothing that can be added. CII may leave a tax of nothing out.
    if (more.length > 0 || (tax === undefined && invoice.taxTotals.length > 0)) return false;
    return net === undefined || same(gross, plus(net, tax?.amount ?? NOTHING));
  }),
  rule("BR-CO-16", "BT-115", ({ totals }) => {
    const { gross, prepaid = NOTHING, rounding = NOTHING, due } = totals;
    return gross === undefined || same(due, plus(minus(gross, prepaid), rounding));
  }),
  ruleOfEach("BR-CO-17", "BT-117", groupsOf, ({ base, tax, rate = NOTHING }, invoice, { tolerance }) => {
    if (base === undefined || tax === undefined) return true;
    return isWithin(tax, percentOf(base, rate, invoice), isZero(rate) ? NOTHING : tolerance);
  }),
  rule("BR-CO-18", "BG-23", ({ taxGroups }) => taxGroups.length > 0),
];
