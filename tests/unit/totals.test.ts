import { expect, test } from "vitest";
import officialExamples from "~/commands/seed/en16931-vectors.json";
import { isTaxCategory, type TaxCategory } from "~/domain/invoices/tax-category";
import {
  calculateTotals,
  explainTotals,
  type LineInput,
  type Step,
  type Totals,
  type TotalsInput,
} from "~/domain/invoices/totals";
import { asCurrency, type CurrencyCode } from "~/shared/currency";
import { asMicro, type Micro, type Ppm, parseDecimal, parsePercent } from "~/shared/decimal";
import { asMinor, formatAmountPlain, MAX_AMOUNT, type Minor, parseAmount } from "~/shared/money";
import type { Result } from "~/shared/result";

const EUR = asCurrency("EUR");
const NONE = asMinor(0);
const ONE = asMicro(1_000_000);

function must<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

const decimal = (text: string): Micro => must(parseDecimal(text));
const percent = (text: string | null): Ppm => must(parsePercent(text ?? "0"));

function line(quantity: string, unitPrice: string, rate = "19", more: Partial<LineInput> = {}): LineInput {
  return {
    quantity: decimal(quantity),
    unitPrice: decimal(unitPrice),
    priceBase: ONE,
    allowanceCharges: [],
    taxCategory: rate === "0" ? "Z" : "S",
    taxRate: percent(rate),
    ...more,
  };
}

function invoice(lines: LineInput[], more: Partial<TotalsInput> = {}): TotalsInput {
  return { currency: EUR, lines, documentAllowanceCharges: [], prepaid: NONE, rounding: NONE, ...more };
}

const totalsOf = (input: TotalsInput): Totals => must(calculateTotals(input));
const errorOf = (input: TotalsInput) => {
  const result = calculateTotals(input);
  return result.ok ? undefined : result.error;
};

// --- the official examples -------------------------------------------------------------------------------------------

interface VectorItem {
  charge: boolean;
  reason: string;
  percent: string | null;
  baseAmount: string | null;
  amount: string;
}

interface VectorTax {
  cat: string;
  rate: string | null;
}

interface Vector {
  source: string;
  currency: string;
  lines: {
    qty: string;
    price: string;
    priceBase: string | null;
    allowanceCharges: VectorItem[];
    vat: VectorTax;
    expectedNet: string;
  }[];
  documentAllowanceCharges: (VectorItem & { vat: VectorTax })[];
  prepaid: string | null;
  rounding: string | null;
  expected: Record<"sumLines_BT106" | "net_BT109" | "vat_BT110" | "gross_BT112" | "due_BT115", string> & {
    allowances_BT107: string | null;
    charges_BT108: string | null;
    vatBreakdown: { cat: string; rate: string; base: string; tax: string }[];
  };
}

const vectors: readonly Vector[] = officialExamples;

function category(code: string): TaxCategory {
  if (!isTaxCategory(code)) throw new Error(`no category: ${code}`);
  return code;
}

function readVector(vector: Vector, currency: CurrencyCode, withAmounts: boolean): TotalsInput {
  const amount = (text: string | null): Minor => must(parseAmount(text ?? "0", currency));
  const item = (given: VectorItem) => ({
    isCharge: given.charge,
    reason: given.reason,
    ...(given.percent === null ? {} : { percent: percent(given.percent) }),
    ...(given.baseAmount === null ? {} : { base: amount(given.baseAmount) }),
    ...(withAmounts || given.percent === null ? { amount: amount(given.amount) } : {}),
  });
  return {
    currency,
    lines: vector.lines.map((given) => ({
      quantity: decimal(given.qty),
      unitPrice: decimal(given.price),
      priceBase: decimal(given.priceBase ?? "1"),
      allowanceCharges: given.allowanceCharges.map(item),
      taxCategory: category(given.vat.cat),
      taxRate: percent(given.vat.rate),
    })),
    documentAllowanceCharges: vector.documentAllowanceCharges.map((given) => ({
      ...item(given),
      taxCategory: category(given.vat.cat),
      taxRate: percent(given.vat.rate),
    })),
    prepaid: amount(vector.prepaid),
    rounding: amount(vector.rounding),
  };
}

test("there are seventeen official examples with thirty-six lines", () => {
  expect(vectors.length).toBe(17);
  expect(vectors.flatMap((vector) => vector.lines).length).toBe(36);
});

for (const withAmounts of [true, false])
  test.each(vectors.map((vector) => [vector.source, vector] as const))(
    `the official example %s comes out to the cent, percentages ${withAmounts ? "with their amounts" : "calculated anew"}`,
    (_source, vector) => {
      const currency = asCurrency(vector.currency);
      const amount = (text: string | null): Minor => must(parseAmount(text ?? "0", currency));
      const totals = totalsOf(readVector(vector, currency, withAmounts));
      expect(totals.lines.map((computed) => computed.net)).toEqual(
        vector.lines.map((given) => amount(given.expectedNet)),
      );
      expect(totals.lines.map((computed) => computed.allowanceCharges.map((item) => item.amount))).toEqual(
        vector.lines.map((given) => given.allowanceCharges.map((item) => amount(item.amount))),
      );
      expect(totals.documentAllowanceCharges.map((item) => item.amount)).toEqual(
        vector.documentAllowanceCharges.map((item) => amount(item.amount)),
      );
      const { expected } = vector;
      expect({
        lineTotal: totals.lineTotal,
        allowanceTotal: totals.allowanceTotal,
        chargeTotal: totals.chargeTotal,
        net: totals.net,
        tax: totals.tax,
        gross: totals.gross,
        prepaid: totals.prepaid,
        rounding: totals.rounding,
        due: totals.due,
        groups: totals.groups,
      }).toEqual({
        lineTotal: amount(expected.sumLines_BT106),
        allowanceTotal: amount(expected.allowances_BT107),
        chargeTotal: amount(expected.charges_BT108),
        net: amount(expected.net_BT109),
        tax: amount(expected.vat_BT110),
        gross: amount(expected.gross_BT112),
        prepaid: amount(vector.prepaid),
        rounding: amount(vector.rounding),
        due: amount(expected.due_BT115),
        groups: expected.vatBreakdown.map((group) => ({
          category: group.cat,
          rate: percent(group.rate),
          base: amount(group.base),
          tax: amount(group.tax),
        })),
      });
    },
  );

// --- worked examples -------------------------------------------------------------------------------------------------

test("an invoice with a rounding amount comes out as in the worked example", () => {
  const exempt = { taxCategory: "E" as const };
  const totals = totalsOf(
    invoice([line("1701", "0.3492", "25"), line("1", "50", "0", exempt)], { rounding: asMinor(-49) }),
  );
  expect(totals.lines.map((computed) => computed.net)).toEqual([59_399, 5_000]);
  expect(totals).toMatchObject({ net: 64_399, tax: 14_850, gross: 79_249, due: 79_200 });
});

test("tax is rounded once per group, never per line", () => {
  const totals = totalsOf(invoice([line("1", "0.10", "5"), line("1", "0.10", "5"), line("1", "0.10", "5")]));
  expect(totals.tax).toBe(2);
});

test("equal rates of different categories are different groups, in the order they appear", () => {
  const totals = totalsOf(
    invoice([
      line("1", "1", "0", { taxCategory: "E" }),
      line("1", "2", "19"),
      line("1", "4", "0"),
      line("1", "8", "0", { taxCategory: "E" }),
    ]),
  );
  expect(totals.groups).toEqual([
    { category: "E", rate: 0, base: 900, tax: 0 },
    { category: "S", rate: 190_000, base: 200, tax: 38 },
    { category: "Z", rate: 0, base: 400, tax: 0 },
  ]);
});

test("a negative line rounds away from zero as a positive one does", () => {
  const totals = totalsOf(invoice([line("0.5", "0.01"), line("-0.5", "0.01")]));
  expect(totals.lines.map((computed) => computed.gross)).toEqual([1, -1]);
  expect(totals).toMatchObject({ lineTotal: 0, net: 0, tax: 0, due: 0 });
});

test.each([
  ["JPY", 2_469, 246],
  ["EUR", 246_914, 24_630],
  ["KWD", 2_469_136, 246_296],
])("in %s, amounts are of its own minor unit", (code, net, tax) => {
  const totals = totalsOf(invoice([line("2", "1234.56789", "9.975")], { currency: asCurrency(code) }));
  expect(totals).toMatchObject({ net, tax });
});

test("an invoice without lines is nothing", () => {
  expect(totalsOf(invoice([]))).toMatchObject({
    lines: [],
    groups: [],
    lineTotal: 0,
    net: 0,
    tax: 0,
    gross: 0,
    due: 0,
  });
});

test("a line's percentage is of its gross unless a base is given", () => {
  const ten = percent("10");
  const totals = totalsOf(
    invoice([
      line("3", "3.33", "19", {
        allowanceCharges: [
          { isCharge: false, reason: "Loyal", percent: ten },
          { isCharge: true, percent: ten, base: asMinor(5_000) },
        ],
      }),
    ]),
  );
  expect(totals.lines).toEqual([
    {
      gross: 999,
      allowances: 100,
      charges: 500,
      net: 1_399,
      allowanceCharges: [
        { isCharge: false, reason: "Loyal", percent: ten, base: 999, amount: 100 },
        { isCharge: true, percent: ten, base: 5_000, amount: 500 },
      ],
    },
  ]);
});

test("an amount that is given counts, whatever its percentage would give", () => {
  const item = { isCharge: false, percent: percent("10"), base: asMinor(1_000), amount: asMinor(99) };
  const totals = totalsOf(invoice([line("1", "10", "19", { allowanceCharges: [item] })]));
  expect(totals.lines[0]).toMatchObject({ allowances: 99, net: 901, allowanceCharges: [item] });
});

test("a document percentage without a base is of its group's line nets, and may open a group", () => {
  const standard = { taxCategory: "S", taxRate: percent("19") } as const;
  const seven = { taxCategory: "S", taxRate: percent("7") } as const;
  const totals = totalsOf(
    invoice([line("1", "100"), line("1", "50", "0")], {
      documentAllowanceCharges: [
        { isCharge: false, percent: percent("10"), ...standard },
        { isCharge: true, reason: "Freight", amount: asMinor(500), ...seven },
      ],
    }),
  );
  expect(totals.documentAllowanceCharges).toEqual([
    { isCharge: false, percent: 100_000, base: 10_000, amount: 1_000, ...standard },
    { isCharge: true, reason: "Freight", amount: 500, ...seven },
  ]);
  expect(totals.groups.map((group) => [group.base, group.tax])).toEqual([
    [9_000, 1_710],
    [5_000, 0],
    [500, 35],
  ]);
  expect(totals).toMatchObject({
    allowanceTotal: 1_000,
    chargeTotal: 500,
    net: 14_500,
    tax: 1_745,
    gross: 16_245,
  });
});

// --- the document discount -------------------------------------------------------------------------------------------

test("a discount in per cent is rounded once and spread over the groups without losing a cent", () => {
  const lines = [line("1", "0.15", "19"), line("1", "0.15", "7"), line("1", "0.15", "0")];
  const totals = totalsOf(invoice(lines, { discount: { percent: percent("10") } }));
  expect(totals.allowanceTotal).toBe(5);
  expect(totals.documentAllowanceCharges).toEqual([
    {
      isCharge: false,
      reason: "Discount",
      percent: 100_000,
      base: 15,
      amount: 2,
      taxCategory: "S",
      taxRate: 190_000,
    },
    {
      isCharge: false,
      reason: "Discount",
      percent: 100_000,
      base: 15,
      amount: 2,
      taxCategory: "S",
      taxRate: 70_000,
    },
    {
      isCharge: false,
      reason: "Discount",
      percent: 100_000,
      base: 15,
      amount: 1,
      taxCategory: "Z",
      taxRate: 0,
    },
  ]);
  expect(totals.groups.map((group) => group.base)).toEqual([13, 13, 14]);
});

test("a discount as an amount is spread in proportion, and a group that gets nothing has no allowance", () => {
  const lines = [line("1", "90", "19"), line("1", "10", "7"), line("1", "0", "0")];
  const totals = totalsOf(invoice(lines, { discount: { amount: asMinor(1_000) } }));
  expect(totals.documentAllowanceCharges.map((item) => [item.taxRate, item.amount])).toEqual([
    [190_000, 900],
    [70_000, 100],
  ]);
  expect(totals.documentAllowanceCharges[0]).not.toHaveProperty("percent");
  expect(totals).toMatchObject({ lineTotal: 10_000, allowanceTotal: 1_000, net: 9_000, tax: 1_602 });
});

test("a discount of the whole leaves nothing to pay", () => {
  const lines = [line("3", "33.33", "19"), line("1", "0.01", "7")];
  expect(totalsOf(invoice(lines, { discount: { percent: percent("100") } }))).toMatchObject({
    net: 0,
    tax: 0,
    due: 0,
  });
  expect(totalsOf(invoice(lines, { discount: { amount: asMinor(10_000) } }))).toMatchObject({
    net: 0,
    tax: 0,
    due: 0,
  });
});

test("a discount makes a negative total smaller too, as an amount and as a percentage", () => {
  const lines = [line("-1", "100")];
  expect(totalsOf(invoice(lines, { discount: { percent: percent("10") } }))).toMatchObject({
    allowanceTotal: -1_000,
    net: -9_000,
    tax: -1_710,
  });
  for (const amount of [1_000, -1_000])
    expect(totalsOf(invoice(lines, { discount: { amount: asMinor(amount) } })).net).toBe(-9_000);
});

test("a discount of nothing is no allowance, even off nothing", () => {
  for (const discount of [{ percent: percent("0") }, { amount: NONE }, { percent: percent("50") }])
    expect(totalsOf(invoice([line("0", "5")], { discount })).documentAllowanceCharges).toEqual([]);
});

test("a discount is refused when there is too little to take it off", () => {
  const discount = { amount: asMinor(101) };
  expect(errorOf(invoice([line("1", "1")], { discount }))).toEqual({ code: "discount-too-large" });
  expect(errorOf(invoice([], { discount }))).toEqual({ code: "nothing-to-discount" });
  expect(errorOf(invoice([line("1", "5"), line("-1", "5")], { discount }))).toEqual({
    code: "nothing-to-discount",
  });
  expect(errorOf(invoice([line("-1", "1")], { discount }))).toEqual({ code: "discount-too-large" });
});

// --- what can't be calculated ----------------------------------------------------------------------------------------

test("a line discount greater than the line is refused, and the line named", () => {
  const off = (amount: number) => ({ allowanceCharges: [{ isCharge: false, amount: asMinor(amount) }] });
  expect(errorOf(invoice([line("1", "5"), line("1", "1", "19", off(101))]))).toEqual({
    code: "discount-too-large",
    line: 1,
  });
  expect(errorOf(invoice([line("-1", "1", "19", off(-101))]))).toEqual({
    code: "discount-too-large",
    line: 0,
  });
  expect(totalsOf(invoice([line("1", "1", "19", off(100))])).net).toBe(0);
});

test("a negative price and a price for no quantity are refused", () => {
  expect(errorOf(invoice([line("1", "-1")]))).toEqual({ code: "negative-price", line: 0 });
  for (const priceBase of [asMicro(0), asMicro(-1)])
    expect(errorOf(invoice([line("1", "1"), line("1", "1", "19", { priceBase })]))).toEqual({
      code: "price-base-not-positive",
      line: 1,
    });
});

test("an allowance needs an amount or a percentage", () => {
  expect(errorOf(invoice([line("1", "1", "19", { allowanceCharges: [{ isCharge: true }] })]))).toEqual({
    code: "allowance-without-amount",
    line: 0,
  });
  const item = { isCharge: true, base: asMinor(5), taxCategory: "S", taxRate: percent("19") } as const;
  expect(errorOf(invoice([], { documentAllowanceCharges: [item] }))).toEqual({
    code: "allowance-without-amount",
  });
});

const none = { taxCategory: "Z", taxRate: percent("0") } as const;
const seven = { taxCategory: "S", taxRate: percent("7") } as const;
const huge = asMinor(MAX_AMOUNT + 1);
const tooLarge = { code: "amount-too-large" };

/** A line whose gross is exactly so many cents: a hundred (or minus a hundred) at a hundredth each. */
const worth = (cents: number, more: Partial<LineInput> = none): LineInput => ({
  ...line(cents < 0 ? "-100" : "100", "0"),
  unitPrice: asMicro(Math.abs(cents) * 100),
  ...more,
});

test("the largest amount can be calculated, of either sign", () => {
  expect(totalsOf(invoice([worth(MAX_AMOUNT)]))).toMatchObject({ lineTotal: MAX_AMOUNT, due: MAX_AMOUNT });
  expect(totalsOf(invoice([worth(-MAX_AMOUNT)]))).toMatchObject({ lineTotal: -MAX_AMOUNT, due: -MAX_AMOUNT });
  expect(totalsOf(invoice([worth(MAX_AMOUNT)], { discount: { percent: percent("100") } })).due).toBe(0);
});

test("no line may be larger than the largest amount, and the line is named", () => {
  expect(errorOf(invoice([worth(1), worth(MAX_AMOUNT + 1)]))).toEqual({ ...tooLarge, line: 1 });
  expect(errorOf(invoice([worth(-MAX_AMOUNT - 1)]))).toEqual({ ...tooLarge, line: 0 });
  expect(errorOf(invoice([line("1000000000", "1000000000")]))).toEqual({ ...tooLarge, line: 0 });
  const charge = { isCharge: true, amount: asMinor(MAX_AMOUNT) };
  for (const allowanceCharges of [
    [charge],
    [{ ...charge, amount: huge }],
    [{ ...charge, amount: NONE, base: huge }],
    [{ isCharge: true, percent: percent("1"), base: huge }],
    [charge, charge, { isCharge: true, amount: asMinor(-MAX_AMOUNT) }, { isCharge: true, amount: huge }],
  ])
    expect(errorOf(invoice([worth(1, { allowanceCharges })]))).toEqual({ ...tooLarge, line: 0 });
});

test("no sum may be larger than the largest amount", () => {
  const item = (amount: number, isCharge = true) => ({ isCharge, amount: asMinor(amount), ...none });
  const refused: Record<string, TotalsInput> = {
    lineTotal: invoice([worth(MAX_AMOUNT), worth(1)]),
    charge: invoice([], { documentAllowanceCharges: [item(MAX_AMOUNT + 1)] }),
    chargeTotal: invoice([worth(-1)], {
      documentAllowanceCharges: [item(MAX_AMOUNT), { ...item(1), ...seven }],
    }),
    charges: invoice([], { documentAllowanceCharges: [item(MAX_AMOUNT), item(1), item(1, false)] }),
    base: invoice([worth(MAX_AMOUNT)], { documentAllowanceCharges: [item(1)] }),
    net: invoice([worth(MAX_AMOUNT)], { documentAllowanceCharges: [{ ...item(1), ...seven }] }),
    gross: invoice([worth(MAX_AMOUNT, seven)]),
    prepaid: invoice([], { prepaid: huge }),
    rounding: invoice([], { rounding: huge }),
    due: invoice([worth(MAX_AMOUNT)], { rounding: asMinor(1) }),
  };
  for (const [name, input] of Object.entries(refused))
    expect([name, errorOf(input)]).toEqual([name, tooLarge]);
});

test("a group's lines are bounded even where another group makes up for them", () => {
  const lines = [worth(MAX_AMOUNT, seven), worth(-MAX_AMOUNT), worth(MAX_AMOUNT, seven)];
  expect(errorOf(invoice(lines))).toEqual(tooLarge);
  expect(errorOf(invoice(lines, { discount: { percent: percent("1") } }))).toEqual(tooLarge);
  const documentAllowanceCharges = [{ isCharge: false, percent: percent("1"), ...seven }];
  expect(errorOf(invoice(lines, { documentAllowanceCharges }))).toEqual(tooLarge);
  const back = [{ isCharge: false, amount: asMinor(MAX_AMOUNT), ...seven }];
  expect(errorOf(invoice(lines, { documentAllowanceCharges: back }))).toEqual(tooLarge);
});

// --- the explanation -------------------------------------------------------------------------------------------------

const rich = invoice(
  [
    line("1701", "0.3492", "25", {
      allowanceCharges: [{ isCharge: false, reason: "Loyal", percent: percent("2.5") }],
    }),
    line("10", "200", "9.975", {
      priceBase: asMicro(3_000_000),
      allowanceCharges: [{ isCharge: true, amount: asMinor(100) }],
    }),
  ],
  {
    documentAllowanceCharges: [
      { isCharge: true, reason: "Freight", amount: asMinor(1_000), taxCategory: "S", taxRate: percent("25") },
      { isCharge: false, percent: percent("1"), taxCategory: "S", taxRate: percent("25") },
    ],
    discount: { percent: percent("10") },
    prepaid: asMinor(5_000),
    rounding: asMinor(-1),
  },
);

test("the explanation tells how each amount came to be", () => {
  const totals = totalsOf(rich);
  const steps = must(explainTotals(rich, totals));
  expect(steps.slice(0, 6)).toEqual([
    {
      kind: "line-gross",
      line: 0,
      quantity: "1701",
      unitPrice: "0.3492",
      priceBase: "1",
      exact: "593.9892",
      amount: 59_399,
    },
    {
      kind: "line-allowance",
      line: 0,
      reason: "Loyal",
      percent: "2.5",
      base: 59_399,
      exact: "14.84975",
      amount: 1_485,
    },
    { kind: "line-net", line: 0, gross: 59_399, allowances: 1_485, charges: 0, amount: 57_914 },
    {
      kind: "line-gross",
      line: 1,
      quantity: "10",
      unitPrice: "200",
      priceBase: "3",
      exact: "666.666666666666…",
      amount: 66_667,
    },
    { kind: "line-charge", line: 1, amount: 100 },
    { kind: "line-net", line: 1, gross: 66_667, allowances: 0, charges: 100, amount: 66_767 },
  ]);
  expect(steps.map((step) => step.kind).slice(6)).toEqual([
    "document-charge",
    "document-allowance",
    "discount",
    "discount-share",
    "discount-share",
    "group-base",
    "group-tax",
    "group-base",
    "group-tax",
    "sum",
    "sum",
    "sum",
    "sum",
    "sum",
    "sum",
    "sum",
  ]);
  expect(steps[8]).toEqual({
    kind: "discount",
    percent: "10",
    base: 124_681,
    exact: "124.681",
    amount: 12_468,
  });
  expect(JSON.parse(JSON.stringify(steps))).toEqual(steps);
});

test("each step's exact text rounds to its amount, and each sum's terms add up to it", () => {
  const totals = totalsOf(rich);
  const steps = must(explainTotals(rich, totals));
  for (const step of steps) {
    if ("exact" in step && step.exact !== undefined)
      expect(roundText(step.exact)).toBe(formatAmountPlain(step.amount, EUR));
    if (step.kind === "sum") expect(step.terms.reduce((a: number, b) => a + b, 0)).toBe(step.amount);
    if (step.kind === "sum") expect(step.amount).toBe(totals[step.total]);
    if (step.kind === "group-base") expect(step.lines - step.allowances + step.charges).toBe(step.amount);
  }
  const amounts = (kind: Step["kind"]) =>
    steps.filter((step) => step.kind === kind).map((step) => step.amount);
  expect(amounts("group-base")).toEqual(totals.groups.map((group) => group.base));
  expect(amounts("group-tax")).toEqual(totals.groups.map((group) => group.tax));
  expect(amounts("line-net")).toEqual(totals.lines.map((computed) => computed.net));
  expect(amounts("discount-share").reduce((a: number, b) => a + b, 0)).toBe(amounts("discount")[0]);
});

test("totals that the input doesn't give are not explained", () => {
  const totals = totalsOf(rich);
  for (const name of [
    "lineTotal",
    "allowanceTotal",
    "chargeTotal",
    "net",
    "tax",
    "gross",
    "prepaid",
    "rounding",
    "due",
  ] as const)
    expect(explainTotals(rich, { ...totals, [name]: asMinor(totals[name] + 1) })).toEqual({
      ok: false,
      error: { code: "totals-differ" },
    });
  expect(explainTotals(invoice([line("1", "-1")]), totals)).toEqual({
    ok: false,
    error: { code: "negative-price", line: 0 },
  });
});

/** Rounds a decimal text to two places, half away from zero, by its digits. */
function roundText(text: string): string {
  const [whole = "", fraction = ""] = text.replace("…", "").replace("-", "").split(".");
  const cents =
    Number(`${whole}${fraction.padEnd(2, "0").slice(0, 2)}`) + (Number(fraction.charAt(2)) >= 5 ? 1 : 0);
  return `${text.startsWith("-") ? "-" : ""}${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}

test("a rate of several taxes has each rounded by itself, half away from zero, and their sum as its tax", () => {
  const quebec = {
    taxCategory: "S" as const,
    taxRate: percent("14.975"),
    components: [percent("5"), percent("9.975")],
  };
  const of = (quantity: string, price: string) =>
    must(
      calculateTotals({
        ...{ currency: EUR, documentAllowanceCharges: [], prepaid: NONE, rounding: NONE },
        lines: [line(quantity, price, "14.975"), line("1", "10", "19")],
        taxComponents: [quebec],
      }),
    ).groups[0];
  // Revenu Québec's own example, and amounts at which rounding once would be a cent off.
  const taxes = (quantity: string, price: string) => of(quantity, price)?.components?.map(({ tax }) => tax);
  expect(taxes("1", "100")).toEqual([500, 998]);
  expect(taxes("1", "0.10")).toEqual([1, 1]);
  expect(of("1", "0.10")?.tax).toBe(2);
  expect(taxes("-1", "0.10")).toEqual([-1, -1]);
  expect(taxes("3", "33.33")).toEqual([500, 997]);
  for (const price of ["0.01", "0.05", "7.77", "19.99", "1234567.89"])
    expect(of("7", price)?.tax).toBe(of("7", price)?.components?.reduce((sum, { tax }) => sum + tax, 0));
});

test("each tax of a rate is explained by itself, and the sum of the taxes names each", () => {
  const input: TotalsInput = {
    ...{ currency: EUR, documentAllowanceCharges: [], prepaid: NONE, rounding: NONE },
    lines: [line("1", "100", "14.975")],
    taxComponents: [
      { taxCategory: "S", taxRate: percent("14.975"), components: [percent("5"), percent("9.975")] },
    ],
  };
  const steps = must(explainTotals(input, must(calculateTotals(input))));
  expect(steps.filter(({ kind }) => kind === "component-tax" || kind === "group-tax")).toEqual([
    { kind: "component-tax", category: "S", rate: "5", base: 10_000, exact: "5", amount: 500 },
    { kind: "component-tax", category: "S", rate: "9.975", base: 10_000, exact: "9.975", amount: 998 },
  ]);
  expect(steps.find((step) => step.kind === "sum" && step.total === "tax")).toMatchObject({
    terms: [500, 998],
    amount: 1498,
  });
});
