import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import type { Draft } from "~/domain/invoices/draft";
import { totalsInputOf } from "~/domain/invoices/stored-totals";
import { calculateTotals } from "~/domain/invoices/totals";
import { formValuesOf } from "~/modules/invoices/form/form-values";
import { previewTotals } from "~/modules/invoices/form/preview";
import { newInvoiceSchema } from "~/modules/invoices/form/schemas";
import { asMicro } from "~/shared/decimal";
import { formatMoney } from "~/shared/format";
import { asMinor } from "~/shared/money";
import { runs } from "../support/runs";

interface Typed {
  quantity: string;
  unitPrice: string;
  discount?: string;
  taxRate?: string;
}

const typedForm = (lines: Typed[], discount = "") => ({
  intent: "issue",
  client: "0".repeat(26),
  issueDate: "2026-03-31",
  currency: "EUR",
  discount,
  lines: lines.map((line) => ({ description: "Work", unit: "C62", taxRate: "S-190000", ...line })),
});

const draftOf = (lines: Typed[], discount?: string): Draft =>
  v.parse(newInvoiceSchema("en-GB"), typedForm(lines, discount));

const sums = ({ totals: { lineTotal, allowanceTotal, net, tax, gross } }: Draft) => ({
  lineTotal,
  allowanceTotal,
  net,
  tax,
  gross,
});

describe("a discount that is an amount", () => {
  test("of a line makes a credit smaller, as it makes a charge smaller", () => {
    const of = (quantity: string) =>
      draftOf([
        { quantity, unitPrice: "100", discount: "10" },
        { quantity, unitPrice: "50" },
      ]).totals.gross;
    expect([of("1"), of("-1")]).toEqual([16_660, -16_660]);
  });

  test("of the document too", () => {
    const of = (quantity: string) => draftOf([{ quantity, unitPrice: "100" }], "10").totals.gross;
    expect([of("1"), of("-1")]).toEqual([10_710, -10_710]);
  });

  test.each(["1", "-1"])("agrees with the percentage that comes to it, for a quantity of %s", (quantity) => {
    const line = { quantity, unitPrice: "100" };
    for (const [amount, percent] of [
      ["10", "10%"],
      ["100", "100%"],
      ["0", "0%"],
      ["", ""],
      ["0.01", "0.01%"],
    ] as const) {
      const ofLine = (discount: string) => sums(draftOf([{ ...line, discount }]));
      expect(ofLine(amount), amount).toEqual(ofLine(percent));
      const ofDocument = (discount: string) => sums(draftOf([line], discount));
      expect(ofDocument(amount), amount).toEqual(ofDocument(percent));
    }
  });

  const signs = fc.constantFrom(1, -1);
  const cents = fc.integer({ min: 1, max: 99_999 });
  const euros = (amount: number) => `${Math.trunc(amount / 100)}.${String(amount % 100).padStart(2, "0")}`;

  test("turns around with the invoice: all quantities negative is all sums negative", () => {
    const lines = fc.array(fc.record({ sign: signs, price: cents, off: fc.nat({ max: 100 }) }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(lines, fc.nat({ max: 100 }), (all, off) => {
        const form = (turn: number) =>
          typedForm(
            all.map((line) => ({
              quantity: String(line.sign * turn),
              unitPrice: euros(line.price),
              discount: euros(Math.floor((line.price * line.off) / 100)),
            })),
            euros(off),
          );
        const read = (turn: number) => v.safeParse(newInvoiceSchema("en-GB"), form(turn));
        const [plus, minus] = [read(1), read(-1)];
        expect(minus.success).toBe(plus.success);
        if (!plus.success || !minus.success) return;
        const turned = Object.entries(sums(plus.output)).map(([name, amount]) => [name, 0 - amount]);
        expect(sums(minus.output)).toEqual(Object.fromEntries(turned));
      }),
      { numRuns: runs(1_000) },
    );
  });

  test("never makes the size of a line or of the whole larger", () => {
    fc.assert(
      fc.property(signs, cents, cents, (sign, price, off) => {
        const line = { quantity: String(sign), unitPrice: euros(price) };
        for (const form of [typedForm([{ ...line, discount: euros(off) }]), typedForm([line], euros(off))]) {
          const read = v.safeParse(newInvoiceSchema("en-GB"), form);
          expect(read.success).toBe(off <= price);
          if (read.success) expect(read.output.totals.net).toBe(sign * (price - off) + 0);
        }
      }),
      { numRuns: runs(1_000) },
    );
  });

  test("is previewed as it is stored, and comes back into the form as it was typed", () => {
    const lines = [{ quantity: "-2", unitPrice: "100", discount: "10" }];
    const form = typedForm(lines, "5");
    const { totals } = draftOf(lines, "5");
    const preview = previewTotals(form, "en-GB");
    expect(preview.lines).toEqual([formatMoney(asMinor(-19_000), "EUR" as never, "en-GB")]);
    expect(preview.sum?.at(-1)?.amount).toBe(formatMoney(totals.due, "EUR" as never, "en-GB"));
    const values = formValuesOf(storedOf(draftOf(lines, "5")), [], "en-GB");
    expect([values.discount, values.lines?.[0]?.discount]).toEqual(["5.00", "10.00"]);
  });

  test("gives the same totals when they are calculated from what was stored", () => {
    for (const quantity of ["1", "-1"]) {
      const draft = draftOf([{ quantity, unitPrice: "100", discount: "10" }], "5");
      const again = calculateTotals(totalsInputOf(storedOf(draft)));
      expect(again.ok && again.value.gross).toBe(draft.totals.gross);
    }
  });
});

test("an allowance that is given as one keeps its own sign", () => {
  const line = (amount: number) => ({
    quantity: asMicro(-1_000_000),
    unitPrice: asMicro(100_000_000),
    priceBase: asMicro(1_000_000),
    allowanceCharges: [{ isCharge: false, amount: asMinor(amount) }],
    taxCategory: "Z" as const,
    taxRate: 0 as never,
  });
  const net = (amount: number) => {
    const totals = calculateTotals({
      currency: "EUR" as never,
      lines: [line(amount)],
      documentAllowanceCharges: [],
      prepaid: asMinor(0),
      rounding: asMinor(0),
    });
    return totals.ok && totals.value.net;
  };
  expect([net(1_000), net(-1_000)]).toEqual([-11_000, -9_000]);
});

test("every refusal of a form says what to do", () => {
  const messages = (form: object) =>
    v.safeParse(newInvoiceSchema("de-DE"), form).issues?.map(({ message }) => message) ?? [];
  const line = { quantity: "1", unitPrice: "100" };
  const forms = [
    typedForm([{ ...line, discount: "-1" }]),
    typedForm([{ ...line, discount: "1 USD" }]),
    typedForm([{ ...line, discount: "101" }]),
    typedForm([line], "101"),
    typedForm([line, { ...line, quantity: "-1" }], "1"),
    typedForm([line], "1,234"),
    typedForm([{ ...line, quantity: "1.000.000.000", unitPrice: "1.000.000.000" }]),
    typedForm([]),
  ];
  for (const form of forms) {
    const said = messages(form);
    expect(said.length).toBeGreaterThan(0);
    expect(said.join()).not.toContain("can't be added up");
  }
});

/** A draft as its rows hold it. */
function storedOf({ currency, discount, totals, lines, ...draft }: Draft) {
  const allowance = (linePosition: number) => (item: (typeof totals.documentAllowanceCharges)[number]) => ({
    linePosition,
    isCharge: item.isCharge,
    reason: item.reason ?? null,
    percentPpm: item.percent ?? null,
    baseMinor: item.base ?? null,
    amountMinor: item.amount,
    taxCategory: item.taxCategory,
    taxRatePpm: item.taxRate,
  });
  return {
    invoice: {
      ...draft,
      version: 1,
      clientId: draft.client,
      dueDate: draft.issueDate,
      currency,
      discountPpm: discount && "percent" in discount ? discount.percent : null,
      discountMinor: discount && "amount" in discount ? discount.amount : null,
      prepaidMinor: asMinor(0),
      roundingMinor: asMinor(0),
      lineTotalMinor: totals.lineTotal,
      allowanceTotalMinor: totals.allowanceTotal,
      chargeTotalMinor: totals.chargeTotal,
      netMinor: totals.net,
      taxMinor: totals.tax,
      grossMinor: totals.gross,
      dueMinor: totals.due,
    },
    terms: null,
    taxGroups: [],
    taxComponents: [],
    lines: lines.map((line, i) => ({
      position: i + 1,
      description: line.description,
      quantityMicro: line.quantity,
      unitCode: line.unit,
      unitPriceMicro: line.unitPrice,
      priceBaseMicro: asMicro(1_000_000),
      taxCategory: line.taxCategory,
      taxRatePpm: line.taxRate,
    })),
    allowances: [
      ...totals.documentAllowanceCharges.map(allowance(0)),
      ...lines.flatMap(({ taxCategory, taxRate }, i) =>
        (totals.lines[i]?.allowanceCharges ?? [])
          .map((item) => ({ ...item, taxCategory, taxRate }))
          .map(allowance(i + 1)),
      ),
    ],
  };
}
