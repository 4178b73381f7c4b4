import fc from "fast-check";
import { expect, test } from "vitest";
import { checkCalculation, checkInvoice } from "~/domain/en16931/check-invoice";
import type { EnInvoice, EnTotals } from "~/domain/en16931/model";
import { calculateTotals, type TotalsInput } from "~/domain/invoices/totals";
import { asCurrency, exponentOf } from "~/shared/currency";
import { asMicro, asPpm, MICRO_SCALE, PERCENT_SCALE } from "~/shared/decimal";
import { type Exact, exactOf, plus } from "~/shared/exact";
import { asMinor } from "~/shared/money";
import { validInvoice } from "../support/en16931/valid-invoice";
import { runs } from "../support/runs";

// Whoever keeps the rules has the totals of the money module, to the cent: what either says of an invoice is the same.

const RATES = [190_000, 70_000, 55_000, 99_750];

const allowance = fc.record(
  {
    isCharge: fc.boolean(),
    amount: fc.integer({ min: 0, max: 5_000 }).map(asMinor),
    reason: fc.constant("Agreed"),
  },
  { noNullPrototype: true },
);

const taxKey = fc.constantFrom(...RATES).map((rate) => ({ taxCategory: "S" as const, taxRate: asPpm(rate) }));

const input: fc.Arbitrary<TotalsInput> = fc
  .record(
    {
      currency: fc.constantFrom("EUR", "JPY", "GBP").map(asCurrency),
      lines: fc.array(
        fc
          .record(
            {
              quantity: fc.integer({ min: -9_000_000, max: 90_000_000 }).map(asMicro),
              unitPrice: fc.integer({ min: 0, max: 999_999_999 }).map(asMicro),
              priceBase: fc.constantFrom(1_000_000, 3_000_000, 100_000_000).map(asMicro),
              allowanceCharges: fc.array(allowance, { maxLength: 2 }),
            },
            { noNullPrototype: true },
          )
          .chain((line) => taxKey.map((key) => ({ ...line, ...key }))),
        { minLength: 1, maxLength: 6 },
      ),
      documentAllowanceCharges: fc.array(
        allowance.chain((item) => taxKey.map((key) => ({ ...item, ...key }))),
        { maxLength: 3 },
      ),
      prepaid: fc.integer({ min: 0, max: 9_999 }).map(asMinor),
      rounding: fc.integer({ min: -4, max: 4 }).map(asMinor),
    },
    { noNullPrototype: true },
  )
  // An allowance of more than there is has no totals.
  .filter((of) => calculateTotals(of).ok);

/** What the money module gives, as the standard's invoice. */
function invoiceOf(of: TotalsInput): EnInvoice {
  const computed = calculateTotals(of);
  if (!computed.ok) throw new Error(computed.error.code);
  const totals = computed.value;
  const minor = (amount: number): Exact => exactOf(amount, exponentOf(of.currency));
  const rate = (ppm: number): Exact => exactOf(ppm, PERCENT_SCALE);
  const item = (each: (typeof totals.documentAllowanceCharges)[number]) => ({
    isCharge: each.isCharge,
    amount: minor(each.amount),
    reason: each.reason ?? "Agreed",
  });
  return {
    ...validInvoice,
    currency: of.currency,
    allowanceCharges: totals.documentAllowanceCharges.map((each) => ({
      ...item(each),
      taxCategory: each.taxCategory,
      taxRate: rate(each.taxRate),
    })),
    totals: {
      lineTotal: minor(totals.lineTotal),
      allowanceTotal: minor(totals.allowanceTotal),
      chargeTotal: minor(totals.chargeTotal),
      net: minor(totals.net),
      gross: minor(totals.gross),
      prepaid: minor(totals.prepaid),
      rounding: minor(totals.rounding),
      due: minor(totals.due),
    },
    taxTotals: [{ amount: minor(totals.tax), currency: of.currency }],
    taxGroups: totals.groups.map((group) => ({
      base: minor(group.base),
      tax: minor(group.tax),
      category: group.category,
      rate: rate(group.rate),
    })),
    lines: of.lines.map((line, at) => ({
      id: String(at + 1),
      name: "Something",
      unit: "C62",
      quantity: exactOf(line.quantity, MICRO_SCALE),
      price: exactOf(line.unitPrice, MICRO_SCALE),
      priceBase: exactOf(line.priceBase, MICRO_SCALE),
      net: minor(totals.lines[at]?.net ?? 0),
      taxCategory: line.taxCategory,
      taxRate: rate(line.taxRate),
      allowanceCharges: line.allowanceCharges.map((each) => ({
        isCharge: each.isCharge,
        amount: minor(each.amount ?? 0),
        reason: "Agreed",
      })),
      classifications: [],
      attributes: [],
    })),
  };
}

const isValid = (invoice: EnInvoice) =>
  checkInvoice(invoice).length === 0 && checkCalculation(invoice).length === 0;

test("whatever the money module gives keeps every rule", () => {
  fc.assert(
    fc.property(input, (of) => {
      const invoice = invoiceOf(of);
      expect([...checkInvoice(invoice), ...checkCalculation(invoice)]).toEqual([]);
    }),
    { numRuns: runs(300) },
  );
});

const SUMS = [
  "lineTotal",
  "allowanceTotal",
  "chargeTotal",
  "net",
  "gross",
  "due",
] as const satisfies (keyof EnTotals)[];

test("whatever keeps every rule has the totals that the money module gives", () => {
  const off = fc.integer({ min: -2, max: 2 });
  fc.assert(
    fc.property(input, fc.tuple(off, off, off, off, off, off), off, off, (of, sums, tax, line) => {
      const right = invoiceOf(of);
      const scale = exponentOf(of.currency);
      const moved = (amount: Exact | undefined, by: number) =>
        amount === undefined ? {} : { moved: plus(amount, exactOf(by, scale)) };
      const [group, ...groups] = right.taxGroups;
      const [first, ...lines] = right.lines;
      if (!group || !first) throw new Error("nothing to change");
      const taxed = moved(group.tax, tax).moved;
      const net = moved(first.net, line).moved;
      const changed: EnInvoice = {
        ...right,
        totals: Object.assign(
          { ...right.totals },
          ...SUMS.map((name, at) => {
            const { moved: sum } = moved(right.totals[name], sums[at] ?? 0);
            return sum ? { [name]: sum } : {};
          }),
        ),
        taxGroups: [{ ...group, ...(taxed ? { tax: taxed } : {}) }, ...groups],
        lines: [{ ...first, ...(net ? { net } : {}) }, ...lines],
      };
      const isSame = [...sums, tax, line].every((by) => by === 0);
      expect(isValid(changed)).toBe(isSame);
    }),
    { numRuns: runs(300) },
  );
});
