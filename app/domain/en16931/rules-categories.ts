import { compare, type Exact, isEqual, isWithin, isZero, minus, NOTHING, plus } from "~/shared/exact";
import type { EnInvoice, EnTaxGroup } from "./model";
import { allowancesOf, chargesOf, groupsOf, linesOf } from "./parts";
import { isThere, type Numbered, type Rule, rule, ruleOfEach } from "./rule";
import { percentOf } from "./rules-totals";

interface Category {
  readonly code: string;
  /** What its rules' ids begin with. */
  readonly prefix: string;
  /** One breakdown for each rate, or one in all. */
  readonly breakdowns: "per rate" | "one";
  readonly rate: "above zero" | "zero or more" | "zero" | "none";
  /** Which of the seller's tax ids there must be: any of BT-31, BT-32 and BT-63, a VAT id of these, or no VAT id at all. */
  readonly seller: "any" | "VAT id" | "no VAT id";
  readonly buyer?: "VAT or registration id" | "VAT id" | "no VAT id";
  readonly reason: "required" | "forbidden";
}

/** EN 16931-1, 6.4: the rules of each category of tax, which differ in these points alone. */
const CATEGORIES: readonly Category[] = [
  {
    code: "S",
    prefix: "BR-S",
    breakdowns: "per rate",
    rate: "above zero",
    seller: "any",
    reason: "forbidden",
  },
  { code: "Z", prefix: "BR-Z", breakdowns: "one", rate: "zero", seller: "any", reason: "forbidden" },
  { code: "E", prefix: "BR-E", breakdowns: "one", rate: "zero", seller: "any", reason: "required" },
  {
    code: "AE",
    prefix: "BR-AE",
    breakdowns: "one",
    rate: "zero",
    seller: "any",
    buyer: "VAT or registration id",
    reason: "required",
  },
  {
    code: "K",
    prefix: "BR-IC",
    breakdowns: "one",
    rate: "zero",
    seller: "VAT id",
    buyer: "VAT id",
    reason: "required",
  },
  { code: "G", prefix: "BR-G", breakdowns: "one", rate: "zero", seller: "VAT id", reason: "required" },
  {
    code: "O",
    prefix: "BR-O",
    breakdowns: "one",
    rate: "none",
    seller: "no VAT id",
    buyer: "no VAT id",
    reason: "required",
  },
  {
    code: "L",
    prefix: "BR-AF",
    breakdowns: "per rate",
    rate: "zero or more",
    seller: "any",
    reason: "forbidden",
  },
  {
    code: "M",
    prefix: "BR-AG",
    breakdowns: "per rate",
    rate: "zero or more",
    seller: "any",
    reason: "forbidden",
  },
];

function hasSellerIds({ seller, representative }: EnInvoice, wanted: Category["seller"]): boolean {
  const hasVatId = isThere(seller.vatId) || isThere(representative?.vatId);
  if (wanted === "no VAT id") return !hasVatId;
  return hasVatId || (wanted === "any" && isThere(seller.taxNumber));
}

function hasBuyerIds({ buyer }: EnInvoice, wanted: Category["buyer"]): boolean {
  const hasVatId = isThere(buyer.vatId);
  if (wanted === undefined) return true;
  if (wanted === "no VAT id") return !hasVatId;
  return hasVatId || (wanted === "VAT or registration id" && isThere(buyer.registrationId?.id));
}

function rateFits(rate: Exact | undefined, wanted: Category["rate"]): boolean {
  if (wanted === "none") return rate === undefined;
  if (rate === undefined) return false;
  const sign = compare(rate, NOTHING);
  return wanted === "above zero" ? sign > 0 : wanted === "zero" ? sign === 0 : sign >= 0;
}

interface Taxed {
  readonly taxCategory?: string;
  readonly taxRate?: Exact;
}

const sameRate = (a: Exact | undefined, b: Exact | undefined): boolean => isEqual(a ?? NOTHING, b ?? NOTHING);

/** BT-116 as the lines, allowances and charges of a group give it. */
function baseOf(invoice: EnInvoice, { category, rate }: EnTaxGroup, perRate: boolean): Exact {
  const isOf = (part: Taxed) => part.taxCategory === category && (!perRate || sameRate(part.taxRate, rate));
  const lines = invoice.lines.filter(isOf).reduce((sum, { net = NOTHING }) => plus(sum, net), NOTHING);
  return invoice.allowanceCharges
    .filter(isOf)
    .reduce(
      (sum, { isCharge, amount = NOTHING }) => (isCharge ? plus(sum, amount) : minus(sum, amount)),
      lines,
    );
}

const of = <T extends Taxed>(parts: readonly Numbered<T>[], code: string): Numbered<T>[] =>
  parts.filter(([{ taxCategory }]) => taxCategory === code);

type PartsOf = (invoice: EnInvoice) => readonly Numbered<Taxed>[];

/** Where a category may stand, the term of its rate there, and what its rules of each end with. */
const PLACES: readonly { parts: PartsOf; rate: string; ids: string; rates: string }[] = [
  { parts: linesOf, rate: "BT-152", ids: "02", rates: "05" },
  { parts: allowancesOf, rate: "BT-96", ids: "03", rates: "06" },
  { parts: chargesOf, rate: "BT-103", ids: "04", rates: "07" },
];

function rulesOf(category: Category): Rule[] {
  const { code, prefix, breakdowns } = category;
  const groups = (invoice: EnInvoice) => groupsOf(invoice).filter(([group]) => group.category === code);
  const isUsed = (invoice: EnInvoice) => PLACES.some(({ parts }) => of(parts(invoice), code).length > 0);
  const perRate = breakdowns === "per rate";
  return [
    rule(`${prefix}-01`, "BG-23", (invoice) => {
      const { length } = groups(invoice);
      if (perRate) return isUsed(invoice) === length > 0;
      return isUsed(invoice) || length > 0 ? length === 1 : true;
    }),
    ...PLACES.flatMap(({ parts, rate, ids, rates }) => [
      rule(`${prefix}-${ids}`, "BT-31", (invoice) => {
        if (of(parts(invoice), code).length === 0) return true;
        return hasSellerIds(invoice, category.seller) && hasBuyerIds(invoice, category.buyer);
      }),
      ruleOfEach(
        `${prefix}-${rates}`,
        rate,
        (invoice) => of(parts(invoice), code),
        ({ taxRate }) => rateFits(taxRate, category.rate),
      ),
    ]),
    ruleOfEach(`${prefix}-08`, "BT-116", groups, (group, invoice, { tolerance }) => {
      const base = baseOf(invoice, group, perRate);
      return group.base === undefined || isWithin(group.base, base, perRate ? tolerance : NOTHING);
    }),
    ruleOfEach(`${prefix}-09`, "BT-117", groups, ({ base, tax, rate = NOTHING }, invoice, { tolerance }) => {
      if (tax === undefined) return true;
      if (!perRate) return isZero(tax);
      return base === undefined || isWithin(tax, percentOf(base, rate, invoice), tolerance);
    }),
    ruleOfEach(`${prefix}-10`, "BT-120", groups, ({ exemptionReason, exemptionCode }) => {
      const hasReason = exemptionReason !== undefined || exemptionCode !== undefined;
      return hasReason === (category.reason === "required");
    }),
  ];
}

const hasGroup = ({ taxGroups }: EnInvoice, code: string): boolean =>
  taxGroups.some(({ category }) => category === code);

/** BR-O-12 to -14: beside O there is nothing else. */
const alone = (id: string, term: string, parts: (invoice: EnInvoice) => readonly Numbered<Taxed>[]): Rule =>
  ruleOfEach(
    id,
    term,
    parts,
    ({ taxCategory }, invoice) => !hasGroup(invoice, "O") || taxCategory === undefined || taxCategory === "O",
  );

const usesCategory = (invoice: EnInvoice, code: string): boolean =>
  hasGroup(invoice, code) || PLACES.some(({ parts }) => of(parts(invoice), code).length > 0);

/** Every country that the invoice names. */
const countriesOf = ({ seller, buyer, representative, delivery }: EnInvoice): string[] =>
  [
    seller.address?.country,
    buyer.address?.country,
    representative?.address?.country,
    delivery?.address?.country,
  ].filter(isThere);

/** What the category of a tax asks of an invoice, EN 16931-1, 6.4, and of Italy's split payment. */
export const categoryRules: readonly Rule[] = [
  ...CATEGORIES.flatMap(rulesOf),
  rule(
    "BR-IC-11",
    "BT-72",
    (invoice) =>
      !hasGroup(invoice, "K") ||
      [invoice.delivery?.date, invoice.period?.start, invoice.period?.end].some(isThere),
  ),
  rule(
    "BR-IC-12",
    "BT-80",
    (invoice) => !hasGroup(invoice, "K") || isThere(invoice.delivery?.address?.country),
  ),
  rule(
    "BR-O-11",
    "BG-23",
    (invoice) => !hasGroup(invoice, "O") || invoice.taxGroups.every(({ category }) => category === "O"),
  ),
  alone("BR-O-12", "BT-151", linesOf),
  alone("BR-O-13", "BT-95", allowancesOf),
  alone("BR-O-14", "BT-102", chargesOf),
  rule(
    "BR-B-01",
    "BT-151",
    (invoice) => !usesCategory(invoice, "B") || countriesOf(invoice).every((country) => country === "IT"),
  ),
  rule("BR-B-02", "BT-151", (invoice) => !usesCategory(invoice, "B") || !usesCategory(invoice, "S")),
];
