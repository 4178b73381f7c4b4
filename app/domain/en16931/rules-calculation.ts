import {
  dividedBy,
  type Exact,
  exactOf,
  isEqual,
  isZero,
  minus,
  NOTHING,
  plus,
  roundTo,
  times,
} from "~/shared/exact";
import { currencyDecimals } from "./currency-decimals";
import type { EnAllowanceCharge, EnInvoice, EnLine } from "./model";
import { allowancesOf, chargesOf, lineAllowancesOf, lineChargesOf, linesOf } from "./parts";
import { type Rule, ruleOfEach } from "./rule";
import { percentOf } from "./rules-totals";

const ONE = exactOf(1, 0);

/** BT-131: what a line comes to, or null where a part is missing. */
function netOf(line: EnLine, invoice: EnInvoice): Exact | null {
  const { quantity, price, priceBase = ONE, allowanceCharges } = line;
  if (quantity === undefined || price === undefined || isZero(priceBase)) return null;
  const gross = dividedBy(times(quantity, price), priceBase, currencyDecimals(invoice));
  return allowanceCharges.reduce(
    (net, { isCharge, amount = NOTHING }) => (isCharge ? plus(net, amount) : minus(net, amount)),
    gross,
  );
}

const isPercentOfBase = ({ amount, base, percent }: EnAllowanceCharge, invoice: EnInvoice): boolean =>
  amount === undefined ||
  base === undefined ||
  percent === undefined ||
  isEqual(amount, percentOf(base, percent, invoice));

/**
 * What a line and a percentage come to. EN 16931-1 has no rule for it, and some of its official examples don't keep these: they are of
 * Peppol BIS 3.0, which lets 0.02 pass. Here it is exact.
 */
export const calculationRules: readonly Rule[] = [
  ruleOfEach("PEPPOL-EN16931-R040", "BT-92", allowancesOf, isPercentOfBase),
  ruleOfEach("PEPPOL-EN16931-R040", "BT-99", chargesOf, isPercentOfBase),
  ruleOfEach("PEPPOL-EN16931-R040", "BT-136", lineAllowancesOf, isPercentOfBase),
  ruleOfEach("PEPPOL-EN16931-R040", "BT-141", lineChargesOf, isPercentOfBase),
  ruleOfEach("PEPPOL-EN16931-R120", "BT-131", linesOf, (line, invoice) => {
    const net = netOf(line, invoice);
    return net === null || line.net === undefined || isEqual(roundTo(line.net, net.scale), net);
  }),
  ruleOfEach(
    "PEPPOL-EN16931-R121",
    "BT-149",
    linesOf,
    ({ priceBase }) => priceBase === undefined || priceBase.units > 0n,
  ),
];
