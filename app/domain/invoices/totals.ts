/**
 * The totals of an invoice by EN 16931, for the server and the form's preview alike.
 *
 * Amounts are integers of the currency's minor unit. Rounding is half away from zero and happens at three places only: line gross,
 * a percentage's amount, tax of a group. All else is an exact sum. Whether a rate fits its category is tax-category.ts's to say.
 */
import { type CurrencyCode, exponentOf } from "~/shared/currency";
import {
  formatDecimal,
  formatFraction,
  formatPercent,
  type Micro,
  PPM_PER_WHOLE,
  type Ppm,
} from "~/shared/decimal";
import { allocate, asMinor, MAX_AMOUNT, type Minor, roundHalfAwayFromZero } from "~/shared/money";
import { err, ok, type Result } from "~/shared/result";
import type { TaxCategory } from "./tax-category";

/** `amount` as given, or else `percent` of `base`. Where all are given, the amount counts. */
export interface AllowanceCharge {
  readonly isCharge: boolean;
  readonly reason?: string;
  readonly percent?: Ppm;
  /** Of a line: its gross unless given. Of the document: the line nets of the same (category, rate) unless given. */
  readonly base?: Minor;
  readonly amount?: Minor;
}

export interface TaxKey {
  readonly taxCategory: TaxCategory;
  readonly taxRate: Ppm;
}

export interface LineInput extends TaxKey {
  readonly quantity: Micro;
  /** BT-146: not negative (BR-27). */
  readonly unitPrice: Micro;
  /** BT-149, the quantity that the price is for: greater than 0. */
  readonly priceBase: Micro;
  readonly allowanceCharges: readonly AllowanceCharge[];
}

/** Off the line total: a percentage of it, or an amount that makes it smaller, whatever its sign: of a credit it takes off the credit. */
export type Discount = { readonly percent: Ppm } | { readonly amount: Minor };

/** The taxes that a rate consists of, where they are several, as in Quebec: GST 5 % and QST 9.975 % of 14.975 %. The rate is their sum. */
export interface TaxComponents extends TaxKey {
  readonly components: readonly Ppm[];
}

export interface TotalsInput {
  readonly currency: CurrencyCode;
  readonly lines: readonly LineInput[];
  readonly documentAllowanceCharges: readonly (AllowanceCharge & TaxKey)[];
  /** Becomes one document allowance per tax group, in proportion to the groups' line nets. */
  readonly discount?: Discount;
  readonly prepaid: Minor;
  readonly rounding: Minor;
  /** Of the rates that have any; others are one tax. */
  readonly taxComponents?: readonly TaxComponents[];
}

export type ResolvedAllowanceCharge = Omit<AllowanceCharge, "amount"> & { readonly amount: Minor };

export interface LineTotals {
  readonly gross: Minor;
  readonly allowances: Minor;
  readonly charges: Minor;
  /** BT-131 */
  readonly net: Minor;
  readonly allowanceCharges: readonly ResolvedAllowanceCharge[];
}

export interface TaxGroup {
  readonly category: TaxCategory;
  readonly rate: Ppm;
  /** BT-116 */
  readonly base: Minor;
  /** BT-117: of several taxes the sum, each rounded by itself. */
  readonly tax: Minor;
  /** Left out where the group is one tax. */
  readonly components?: readonly { readonly rate: Ppm; readonly tax: Minor }[];
}

/** The amounts of the document level, EN 16931 BG-22. */
export interface Sums {
  /** BT-106 */
  readonly lineTotal: Minor;
  /** BT-107 */
  readonly allowanceTotal: Minor;
  /** BT-108 */
  readonly chargeTotal: Minor;
  /** BT-109 */
  readonly net: Minor;
  /** BT-110 */
  readonly tax: Minor;
  /** BT-112 */
  readonly gross: Minor;
  /** BT-113 */
  readonly prepaid: Minor;
  /** BT-114 */
  readonly rounding: Minor;
  /** BT-115 */
  readonly due: Minor;
}

export interface Totals extends Sums {
  readonly lines: readonly LineTotals[];
  /** As given, then those that the discount was spread into. */
  readonly documentAllowanceCharges: readonly (ResolvedAllowanceCharge & TaxKey)[];
  /** In the order of first appearance: lines, then document allowances and charges. */
  readonly groups: readonly TaxGroup[];
}

export type TotalsErrorCode =
  | "amount-too-large"
  | "negative-price"
  | "price-base-not-positive"
  | "allowance-without-amount"
  | "discount-too-large"
  | "nothing-to-discount";

/** `line` is the index of the line at fault; without it the fault is in the document. */
export interface TotalsError {
  readonly code: TotalsErrorCode;
  readonly line?: number;
}

/** What a percentage was taken of, and what it gave before rounding: a decimal in major units, "…" where it never ends. */
interface PercentStep {
  readonly percent?: string;
  readonly base?: Minor;
  readonly exact?: string;
}

/** How one amount came to be. Texts are exact decimals in major units, amounts are minor units. */
export type Step =
  | {
      readonly kind: "line-gross";
      readonly line: number;
      readonly quantity: string;
      readonly unitPrice: string;
      readonly priceBase: string;
      readonly exact: string;
      readonly amount: Minor;
    }
  | ({
      readonly kind: "line-allowance" | "line-charge";
      readonly line: number;
      readonly reason?: string;
      readonly amount: Minor;
    } & PercentStep)
  | {
      readonly kind: "line-net";
      readonly line: number;
      readonly gross: Minor;
      readonly allowances: Minor;
      readonly charges: Minor;
      readonly amount: Minor;
    }
  | ({ readonly kind: "discount"; readonly amount: Minor } & PercentStep)
  | ({
      readonly kind: "document-allowance" | "document-charge" | "discount-share";
      readonly category: TaxCategory;
      readonly rate: string;
      readonly reason?: string;
      readonly amount: Minor;
    } & PercentStep)
  | {
      readonly kind: "group-base";
      readonly category: TaxCategory;
      readonly rate: string;
      readonly lines: Minor;
      readonly allowances: Minor;
      readonly charges: Minor;
      readonly amount: Minor;
    }
  | {
      readonly kind: "group-tax";
      readonly category: TaxCategory;
      readonly rate: string;
      readonly base: Minor;
      readonly exact: string;
      readonly amount: Minor;
    }
  | {
      readonly kind: "component-tax";
      readonly category: TaxCategory;
      /** Of the component. */
      readonly rate: string;
      readonly base: Minor;
      readonly exact: string;
      readonly amount: Minor;
    }
  | {
      readonly kind: "sum";
      readonly total: "lineTotal" | "allowanceTotal" | "chargeTotal" | "net" | "tax" | "gross" | "due";
      /** The amounts that were added, with their signs. */
      readonly terms: readonly Minor[];
      readonly amount: Minor;
    };

type Note = (step: Step) => void;

/** The reason (BT-97) that the spread discount bears. */
export const DISCOUNT_REASON = "Discount";

/** All amounts of an invoice. Fails when one is beyond MAX_AMOUNT either way, or the input can't be calculated. */
export function calculateTotals(input: TotalsInput): Result<Totals, TotalsError> {
  return compute(input, () => {});
}

/**
 * How each amount of `totals` came to be, in order of calculation: the calculation itself tells, there is no second one.
 * "totals-differ" when the input doesn't give these totals, so that nothing else than what is shown is ever explained.
 */
export function explainTotals(
  input: TotalsInput,
  totals: Sums,
): Result<readonly Step[], TotalsError | { readonly code: "totals-differ" }> {
  const steps: Step[] = [];
  const computed = compute(input, (step) => steps.push(step));
  if (!computed.ok) return computed;
  return SUMS.every((name) => computed.value[name] === totals[name])
    ? ok(steps)
    : err({ code: "totals-differ" });
}

const SUMS = [
  "lineTotal",
  "allowanceTotal",
  "chargeTotal",
  "net",
  "tax",
  "gross",
  "prepaid",
  "rounding",
  "due",
] as const satisfies readonly (keyof Sums)[];

interface Group {
  readonly category: TaxCategory;
  readonly rate: Ppm;
  lines: bigint;
  allowances: bigint;
  charges: bigint;
}

const LIMIT = BigInt(MAX_AMOUNT);
const PPM = BigInt(PPM_PER_WHOLE);
const MICRO = 1_000_000n;

function compute(input: TotalsInput, note: Note): Result<Totals, TotalsError> {
  const scale = 10n ** BigInt(exponentOf(input.currency));
  const lines: LineTotals[] = [];
  const groups = new Map<string, Group>();
  for (const [index, line] of input.lines.entries()) {
    const computed = computeLine(line, index, scale, note);
    if (!computed.ok) return computed;
    lines.push(computed.value);
    groupOf(groups, line).lines += BigInt(computed.value.net);
  }

  const lineTotal = sum(lines.map((line) => line.net));
  if (!fits(lineTotal)) return err({ code: "amount-too-large" });
  const given = resolveDocument(input.documentAllowanceCharges, groups, scale, note);
  if (!given.ok) return given;
  const spread = spreadDiscount(input.discount, lineTotal, [...groups.values()], scale, note);
  if (!spread.ok) return spread;
  const documentAllowanceCharges = [...given.value, ...spread.value];
  for (const item of documentAllowanceCharges)
    groupOf(groups, item)[item.isCharge ? "charges" : "allowances"] += BigInt(item.amount);

  const taxed: TaxGroup[] = [];
  for (const group of groups.values()) {
    const computed = computeGroup(group, componentsOf(input, group), scale, note);
    if (!computed.ok) return computed;
    taxed.push(computed.value);
  }
  const allowanceTotal = totalOf(documentAllowanceCharges, false);
  const chargeTotal = totalOf(documentAllowanceCharges, true);
  const net = lineTotal - allowanceTotal + chargeTotal;
  const tax = sum(taxed.map((group) => group.tax));
  const gross = net + tax;
  const due = gross - BigInt(input.prepaid) + BigInt(input.rounding);
  const paid = [BigInt(input.prepaid), BigInt(input.rounding)];
  if (!fits(allowanceTotal, chargeTotal, net, tax, gross, due, ...paid))
    return err({ code: "amount-too-large" });

  const totals: Totals = {
    lines,
    documentAllowanceCharges,
    lineTotal: toMinor(lineTotal),
    allowanceTotal: toMinor(allowanceTotal),
    chargeTotal: toMinor(chargeTotal),
    net: toMinor(net),
    tax: toMinor(tax),
    gross: toMinor(gross),
    prepaid: input.prepaid,
    rounding: input.rounding,
    due: toMinor(due),
    groups: taxed,
  };
  noteSums(totals, note);
  return ok(totals);
}

function computeLine(
  line: LineInput,
  index: number,
  scale: bigint,
  note: Note,
): Result<LineTotals, TotalsError> {
  if (line.unitPrice < 0) return err({ code: "negative-price", line: index });
  if (line.priceBase <= 0) return err({ code: "price-base-not-positive", line: index });
  const numerator = BigInt(line.quantity) * BigInt(line.unitPrice);
  const denominator = BigInt(line.priceBase) * MICRO;
  const gross = roundHalfAwayFromZero(numerator * scale, denominator);
  if (!fits(gross)) return err({ code: "amount-too-large", line: index });
  note({
    kind: "line-gross",
    line: index,
    quantity: formatDecimal(line.quantity),
    unitPrice: formatDecimal(line.unitPrice),
    priceBase: formatDecimal(line.priceBase),
    exact: formatFraction(numerator, denominator),
    amount: toMinor(gross),
  });

  const allowanceCharges: ResolvedAllowanceCharge[] = [];
  for (const item of line.allowanceCharges) {
    const resolved = resolve(item, gross, scale);
    if (!resolved.ok) return err({ ...resolved.error, line: index });
    const { value, step } = resolved.value;
    allowanceCharges.push(value);
    note({
      kind: item.isCharge ? "line-charge" : "line-allowance",
      line: index,
      reason: item.reason,
      ...step,
    });
  }
  const allowances = totalOf(allowanceCharges, false);
  const charges = totalOf(allowanceCharges, true);
  if (size(allowances) > size(gross)) return err({ code: "discount-too-large", line: index });
  const net = gross - allowances + charges;
  if (!fits(charges, net)) return err({ code: "amount-too-large", line: index });
  const amounts = { gross: toMinor(gross), allowances: toMinor(allowances), charges: toMinor(charges) };
  note({ kind: "line-net", line: index, ...amounts, amount: toMinor(net) });
  return ok({ ...amounts, net: toMinor(net), allowanceCharges });
}

function resolveDocument(
  items: TotalsInput["documentAllowanceCharges"],
  groups: Map<string, Group>,
  scale: bigint,
  note: Note,
): Result<(ResolvedAllowanceCharge & TaxKey)[], TotalsError> {
  const list: (ResolvedAllowanceCharge & TaxKey)[] = [];
  for (const item of items) {
    const group = groupOf(groups, item);
    const resolved = resolve(item, group.lines, scale);
    if (!resolved.ok) return resolved;
    const { value, step } = resolved.value;
    list.push({ ...value, taxCategory: item.taxCategory, taxRate: item.taxRate });
    const kind = item.isCharge ? "document-charge" : "document-allowance";
    note({ kind, ...labelOf(group), reason: item.reason, ...step });
  }
  return ok(list);
}

/**
 * One allowance per tax group that gets a share. A share of a percentage bears the percent and the group's own base; because the
 * whole is rounded once and then split, it may be one minor unit beside percent × base.
 */
function spreadDiscount(
  discount: Discount | undefined,
  lineTotal: bigint,
  groups: readonly Group[],
  scale: bigint,
  note: Note,
): Result<(ResolvedAllowanceCharge & TaxKey)[], TotalsError> {
  if (!discount) return ok([]);
  const percent = "percent" in discount ? discount.percent : undefined;
  const whole = resolve(allowanceOff(discount, lineTotal), lineTotal, scale);
  if (!whole.ok) return whole;
  const { amount } = whole.value.value;
  if (amount === 0) return ok([]);
  if (lineTotal === 0n) return err({ code: "nothing-to-discount" });
  if (size(BigInt(amount)) > size(lineTotal)) return err({ code: "discount-too-large" });
  if (!groups.every((group) => fits(group.lines))) return err({ code: "amount-too-large" });
  note({ kind: "discount", ...whole.value.step });

  const shares = allocate(
    amount,
    groups.map((group) => Number(group.lines)),
  );
  if (!shares.ok) return err({ code: "amount-too-large" });
  const list: (ResolvedAllowanceCharge & TaxKey)[] = [];
  for (const [index, group] of groups.entries()) {
    const share = shares.value[index];
    if (!share) continue;
    const base = toMinor(group.lines);
    list.push({
      isCharge: false,
      reason: DISCOUNT_REASON,
      ...(percent === undefined ? {} : { percent, base }),
      amount: share,
      taxCategory: group.category,
      taxRate: group.rate,
    });
    note({ kind: "discount-share", ...labelOf(group), base, amount: share });
  }
  return ok(list);
}

/**
 * A discount as an allowance of what it is taken off, a line's gross or the sum of the lines: an amount gets the sign of that, as a
 * percentage of it has. An allowance that is given as one keeps its own.
 */
export function allowanceOff(discount: Discount, whole: number | bigint): AllowanceCharge {
  if ("percent" in discount) return { isCharge: false, percent: discount.percent };
  const off = Math.abs(discount.amount);
  return { isCharge: false, amount: asMinor(whole < 0 ? -off : off) };
}

function resolve(
  { isCharge, reason, percent, base: givenBase, amount: given }: AllowanceCharge,
  defaultBase: bigint,
  scale: bigint,
): Result<{ value: ResolvedAllowanceCharge; step: PercentStep & { amount: Minor } }, TotalsError> {
  if (given !== undefined) {
    if (!fits(BigInt(given), BigInt(givenBase ?? 0))) return err({ code: "amount-too-large" });
    return ok({
      value: { isCharge, reason, percent, base: givenBase, amount: given },
      step: { amount: given },
    });
  }
  if (percent === undefined) return err({ code: "allowance-without-amount" });
  const exact = BigInt(givenBase ?? defaultBase) * BigInt(percent);
  const rounded = roundHalfAwayFromZero(exact, PPM);
  if (!fits(BigInt(givenBase ?? defaultBase))) return err({ code: "amount-too-large" });
  const base = givenBase ?? toMinor(defaultBase);
  const amount = toMinor(rounded);
  const step = { percent: formatPercent(percent), base, exact: formatFraction(exact, PPM * scale), amount };
  return ok({ value: { isCharge, reason, percent, base, amount }, step });
}

const componentsOf = ({ taxComponents = [] }: TotalsInput, { category, rate }: Group): readonly Ppm[] =>
  taxComponents.find((of) => of.taxCategory === category && of.taxRate === rate)?.components ?? [];

function computeGroup(
  group: Group,
  components: readonly Ppm[],
  scale: bigint,
  note: Note,
): Result<TaxGroup, TotalsError> {
  const { lines, allowances, charges } = group;
  const base = lines - allowances + charges;
  if (!fits(lines, allowances, charges, base)) return err({ code: "amount-too-large" });
  const { category } = group;
  const parts = { lines: toMinor(lines), allowances: toMinor(allowances), charges: toMinor(charges) };
  note({ kind: "group-base", ...labelOf(group), ...parts, amount: toMinor(base) });
  const taxAt = (kind: "group-tax" | "component-tax", rate: Ppm): Minor => {
    const exact = base * BigInt(rate);
    const amount = toMinor(roundHalfAwayFromZero(exact, PPM));
    const shown = {
      rate: formatPercent(rate),
      base: toMinor(base),
      exact: formatFraction(exact, PPM * scale),
    };
    note({ kind, category, ...shown, amount });
    return amount;
  };
  const taxes = components.map((rate) => ({ rate, tax: taxAt("component-tax", rate) }));
  const tax = taxes.length > 0 ? toMinor(sum(taxes.map((each) => each.tax))) : taxAt("group-tax", group.rate);
  return ok({
    category,
    rate: group.rate,
    base: toMinor(base),
    tax,
    ...(taxes.length > 0 ? { components: taxes } : {}),
  });
}

function noteSums(totals: Totals, note: Note): void {
  const { lines, documentAllowanceCharges: items, groups, lineTotal, allowanceTotal, chargeTotal } = totals;
  const { net, tax, gross, prepaid, rounding, due } = totals;
  const amountsOf = (isCharge: boolean) =>
    items.filter((item) => item.isCharge === isCharge).map((i) => i.amount);
  note({ kind: "sum", total: "lineTotal", terms: lines.map((line) => line.net), amount: lineTotal });
  note({ kind: "sum", total: "allowanceTotal", terms: amountsOf(false), amount: allowanceTotal });
  note({ kind: "sum", total: "chargeTotal", terms: amountsOf(true), amount: chargeTotal });
  note({ kind: "sum", total: "net", terms: [lineTotal, negate(allowanceTotal), chargeTotal], amount: net });
  const taxes = groups.flatMap((group) => (group.components ?? [group]).map((each) => each.tax));
  note({ kind: "sum", total: "tax", terms: taxes, amount: tax });
  note({ kind: "sum", total: "gross", terms: [net, tax], amount: gross });
  note({ kind: "sum", total: "due", terms: [gross, negate(prepaid), rounding], amount: due });
}

/** The group of a (category, rate); one that is new is added at the end. */
function groupOf(groups: Map<string, Group>, { taxCategory: category, taxRate: rate }: TaxKey): Group {
  const key = `${category} ${rate}`;
  const group = groups.get(key) ?? { category, rate, lines: 0n, allowances: 0n, charges: 0n };
  groups.set(key, group);
  return group;
}

function totalOf(items: readonly ResolvedAllowanceCharge[], isCharge: boolean): bigint {
  return sum(items.filter((item) => item.isCharge === isCharge).map((item) => item.amount));
}

function labelOf(group: Group) {
  return { category: group.category, rate: formatPercent(group.rate) };
}

function sum(amounts: readonly Minor[]): bigint {
  return amounts.reduce((total, amount) => total + BigInt(amount), 0n);
}

function size(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}

function fits(...amounts: bigint[]): boolean {
  return amounts.every((amount) => size(amount) <= LIMIT);
}

function toMinor(amount: bigint): Minor {
  return asMinor(Number(amount));
}

function negate(amount: Minor): Minor {
  return asMinor(0 - amount);
}
