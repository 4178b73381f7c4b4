import type { EnInvoice, EnLine } from "~/domain/en16931/model";
import { type Exact, readExact } from "~/shared/exact";

/** A decimal that a test writes. */
export function decimal(text: string): Exact {
  const read = readExact(text);
  if (!read) throw new RangeError(`not a decimal: ${text}`);
  return read;
}

const line = (fields: Partial<EnLine>): EnLine => ({
  id: "1",
  quantity: decimal("1"),
  unit: "C62",
  price: decimal("100"),
  net: decimal("100.00"),
  taxCategory: "S",
  taxRate: decimal("19"),
  name: "Consulting",
  allowanceCharges: [],
  classifications: [],
  attributes: [],
  ...fields,
});

/** An invoice with a bit of everything, right to the cent: 19 % and 7 %, an allowance, a charge, prepaid and rounding amounts. */
export const validInvoice: EnInvoice = {
  specification: "urn:cen.eu:en16931:2017",
  number: "INV-2026-0042",
  issueDate: "2026-11-25",
  type: "380",
  currency: "EUR",
  dueDate: "2026-12-25",
  notes: [{ subject: "AAI", text: "Thank you" }],
  preceding: [{ number: "INV-2026-0001", issueDate: "2026-01-02" }],
  seller: {
    name: "Ada Ltd",
    identifiers: [{ id: "4012345000009", scheme: "0088" }],
    registrationId: { id: "552100554", scheme: "0002" },
    vatId: "DE123456788",
    taxNumber: "201/123/12340",
    electronicAddress: { id: "DE123456788", scheme: "9930" },
    address: { line1: "Gasse 1", city: "Berlin", postcode: "10115", country: "DE" },
  },
  buyer: {
    name: "Umbrella SARL",
    identifiers: [],
    registrationId: { id: "732829320", scheme: "0002" },
    vatId: "FR40303265045",
    electronicAddress: { id: "FR40303265045", scheme: "9957" },
    address: { line1: "Rue 2", city: "Paris", postcode: "75001", country: "FR" },
  },
  delivery: {
    date: "2026-11-20",
    location: { id: "4012345000016", scheme: "0088" },
    address: { city: "Lyon", postcode: "69001", country: "FR" },
  },
  period: { start: "2026-11-01", end: "2026-11-30" },
  payments: [{ means: "58", accounts: [{ id: "DE02120300000000202051" }] }],
  allowanceCharges: [
    {
      isCharge: false,
      amount: decimal("10.00"),
      base: decimal("100.00"),
      percent: decimal("10"),
      reason: "Discount",
      reasonCode: "95",
      taxCategory: "S",
      taxRate: decimal("19"),
    },
    {
      isCharge: true,
      amount: decimal("5.00"),
      reason: "Freight",
      reasonCode: "FC",
      taxCategory: "S",
      taxRate: decimal("7"),
    },
  ],
  totals: {
    lineTotal: decimal("299.50"),
    allowanceTotal: decimal("10.00"),
    chargeTotal: decimal("5.00"),
    net: decimal("294.50"),
    gross: decimal("325.92"),
    prepaid: decimal("25.00"),
    rounding: decimal("-0.01"),
    due: decimal("300.91"),
  },
  taxTotals: [{ amount: decimal("31.42"), currency: "EUR" }],
  // 90.00 × 19 % = 17.10; 204.50 × 7 % = 14.315
  taxGroups: [
    { base: decimal("90.00"), tax: decimal("17.10"), category: "S", rate: decimal("19") },
    { base: decimal("204.50"), tax: decimal("14.32"), category: "S", rate: decimal("7.00") },
  ],
  documents: [{ reference: { id: "timesheet" }, type: "916", mime: "application/pdf" }],
  lines: [
    line({}),
    line({
      id: "2",
      quantity: decimal("3"),
      price: decimal("66.50"),
      grossPrice: decimal("70"),
      priceBase: decimal("1"),
      priceBaseUnit: "C62",
      net: decimal("199.50"),
      taxRate: decimal("7"),
      period: { start: "2026-11-01", end: "2026-11-15" },
      allowanceCharges: [
        { isCharge: false, amount: decimal("2.00"), reason: "Damaged", reasonCode: "60" },
        {
          isCharge: true,
          amount: decimal("2.00"),
          base: decimal("20.00"),
          percent: decimal("10"),
          reasonCode: "ABK",
        },
      ],
      standardItemId: { id: "04012345123456", scheme: "0160" },
      classifications: [{ id: "65434568", scheme: "STI" }],
      originCountry: "DE",
      attributes: [{ name: "Colour", value: "Black" }],
    }),
  ],
};

/** One line of 100.00 in a category that bears no tax. */
export function untaxedInvoice(category: string): EnInvoice {
  const hasRate = category !== "O";
  const { vatId: _seller, ...seller } = validInvoice.seller;
  const { vatId: _buyer, ...buyer } = validInvoice.buyer;
  const zero = hasRate ? { taxRate: decimal("0") } : {};
  const { taxRate: _rate, ...plain } = line({ taxCategory: category });
  return {
    ...validInvoice,
    ...(hasRate ? {} : { seller, buyer }),
    allowanceCharges: [],
    lines: [{ ...plain, ...zero }],
    taxGroups: [
      {
        base: decimal("100.00"),
        tax: decimal("0.00"),
        category,
        ...(hasRate ? { rate: decimal("0") } : {}),
        ...(category === "Z" ? {} : { exemptionReason: "No tax" }),
      },
    ],
    taxTotals: [{ amount: decimal("0.00"), currency: "EUR" }],
    totals: {
      lineTotal: decimal("100.00"),
      net: decimal("100.00"),
      gross: decimal("100.00"),
      due: decimal("100.00"),
    },
  };
}
