import { isCountry } from "~/shared/countries";
import type { EnInvoice, EnParty, EnPeriod } from "./model";
import { isThere, numbered, type Rule, rule, ruleOfEach, ruleOfOne } from "./rule";

/** Whether it ends on the day it begins, or later. */
export const isInOrder = ({ start, end }: EnPeriod): boolean => !start || !end || end >= start;

/** Prefixes of VAT ids that are no country's code: Greece, Northern Ireland, and 1A for Kosovo as the official list has it. */
const OTHER_PREFIXES = new Set(["EL", "XI", "1A"]);

const hasPrefix = (vatId: string): boolean => {
  const prefix = vatId.trim().slice(0, 2);
  return isCountry(prefix) || OTHER_PREFIXES.has(prefix);
};

const vatIds = ({ seller, buyer, representative }: EnInvoice) =>
  numbered([seller.vatId, representative?.vatId, buyer.vatId].filter(isThere));

const share = (a: EnParty, b: EnParty): boolean =>
  a.identifiers.some(({ id }) => b.identifiers.some((other) => other.id === id)) ||
  (isThere(a.registrationId?.id) && a.registrationId.id === b.registrationId?.id);

const CREDIT_TRANSFERS = new Set(["30", "58"]);

/** A card's number is cut to its first 6 and last 4 digits at most. */
const MOST_CARD_DIGITS = 10;

/** Who, whom, when and how: EN 16931-1's rules of the document itself. */
export const documentRules: readonly Rule[] = [
  rule("BR-01", "BT-24", ({ specification }) => isThere(specification)),
  rule("BR-02", "BT-1", ({ number }) => isThere(number)),
  rule("BR-03", "BT-2", ({ issueDate }) => isThere(issueDate)),
  rule("BR-04", "BT-3", ({ type }) => isThere(type)),
  rule("BR-05", "BT-5", ({ currency }) => isThere(currency)),
  rule("BR-06", "BT-27", ({ seller }) => isThere(seller.name)),
  rule("BR-07", "BT-44", ({ buyer }) => isThere(buyer.name)),
  rule("BR-08", "BG-5", ({ seller }) => seller.address !== undefined),
  ruleOfOne(
    "BR-09",
    "BT-40",
    ({ seller }) => seller.address,
    ({ country }) => isThere(country),
  ),
  rule("BR-10", "BG-8", ({ buyer }) => buyer.address !== undefined),
  ruleOfOne(
    "BR-11",
    "BT-55",
    ({ buyer }) => buyer.address,
    ({ country }) => isThere(country),
  ),
  ruleOfOne(
    "BR-17",
    "BT-59",
    ({ payee }) => payee,
    (payee, { seller }) => isThere(payee.name) && payee.name !== seller.name && !share(payee, seller),
  ),
  ruleOfOne(
    "BR-18",
    "BT-62",
    ({ representative }) => representative,
    ({ name }) => isThere(name),
  ),
  ruleOfOne(
    "BR-19",
    "BG-12",
    ({ representative }) => representative,
    ({ address }) => address !== undefined,
  ),
  ruleOfOne(
    "BR-20",
    "BT-69",
    ({ representative }) => representative?.address,
    ({ country }) => isThere(country),
  ),
  ruleOfOne("BR-29", "BT-74", ({ period }) => period, isInOrder),
  ruleOfEach(
    "BR-49",
    "BT-81",
    ({ payments }) => numbered(payments),
    ({ means }) => isThere(means),
  ),
  ruleOfEach(
    "BR-50",
    "BT-84",
    ({ payments }) =>
      numbered(
        payments.filter(({ means = "" }) => CREDIT_TRANSFERS.has(means)).flatMap(({ accounts }) => accounts),
      ),
    ({ id }) => isThere(id),
  ),
  ruleOfEach(
    "BR-51",
    "BT-87",
    ({ payments }) => numbered(payments),
    ({ card }) => card === undefined || card.trim().length <= MOST_CARD_DIGITS,
  ),
  ruleOfEach(
    "BR-52",
    "BT-122",
    ({ documents }) => numbered(documents),
    ({ reference }) => isThere(reference?.id),
  ),
  rule(
    "BR-53",
    "BT-111",
    ({ taxCurrency, taxTotals }) =>
      !isThere(taxCurrency) || taxTotals.some(({ currency }) => currency === taxCurrency),
  ),
  ruleOfEach(
    "BR-55",
    "BT-25",
    ({ preceding }) => numbered(preceding),
    ({ number }) => isThere(number),
  ),
  ruleOfOne(
    "BR-56",
    "BT-63",
    ({ representative }) => representative,
    ({ vatId }) => isThere(vatId),
  ),
  ruleOfOne(
    "BR-57",
    "BT-80",
    ({ delivery }) => delivery?.address,
    ({ country }) => isThere(country),
  ),
  ruleOfEach(
    "BR-61",
    "BT-84",
    ({ payments }) => numbered(payments),
    ({ means = "", accounts }) =>
      !CREDIT_TRANSFERS.has(means.trim()) || accounts.some(({ id }) => id !== undefined),
  ),
  ruleOfOne(
    "BR-62",
    "BT-34-1",
    ({ seller }) => seller.electronicAddress,
    ({ scheme }) => isThere(scheme),
  ),
  ruleOfOne(
    "BR-63",
    "BT-49-1",
    ({ buyer }) => buyer.electronicAddress,
    ({ scheme }) => isThere(scheme),
  ),
  rule(
    "BR-CO-03",
    "BT-7",
    ({ taxPointDate, taxPointCode }) => !(isThere(taxPointDate) && isThere(taxPointCode)),
  ),
  ruleOfEach("BR-CO-09", "BT-31", vatIds, hasPrefix),
  rule(
    "BR-CO-19",
    "BG-14",
    ({ period, taxPointCode }) =>
      period === undefined || isThere(period.start) || isThere(period.end) || isThere(taxPointCode),
  ),
  // BR-CO-25 (a due date or the terms where something is due): in the standard, and in no official validator since 2019.
  rule(
    "BR-CO-26",
    "BT-31",
    ({ seller }) =>
      isThere(seller.vatId) ||
      isThere(seller.registrationId?.id) ||
      seller.identifiers.some(({ id, scheme }) => isThere(id) && scheme !== "SEPA"),
  ),
];
