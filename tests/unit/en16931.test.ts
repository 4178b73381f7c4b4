import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkCalculation, checkInvoice } from "~/domain/en16931/check-invoice";
import type { EnInvoice, EnLine } from "~/domain/en16931/model";
import { taxCategories } from "~/domain/invoices/tax-category";
import { exactOf } from "~/shared/exact";
import { inRoot } from "../../scripts/lib/paths.mjs";
import { readInvoice, readTestSet } from "../support/en16931/read-invoice";
import { decimal, untaxedInvoice, validInvoice } from "../support/en16931/valid-invoice";

// The official examples are beside a checkout where somebody put them; the rules are tested without them too.
const OFFICIAL = inRoot("../shared/einvoice");
/** What the official validators let pass (BR-CO-17, BR-S-08). */
const OFFICIALLY = { tolerance: exactOf(1, 0) };

const xmlIn = (folder: string): string[] =>
  existsSync(join(OFFICIAL, folder))
    ? readdirSync(join(OFFICIAL, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".xml"))
        .map((file) => join(OFFICIAL, folder, file))
    : [];

const rulesBrokenBy = (invoice: EnInvoice): string[] =>
  [...new Set([...checkInvoice(invoice), ...checkCalculation(invoice)].map((each) => each.rule))].sort();

describe.skipIf(!existsSync(OFFICIAL))("the official files", () => {
  it.each(xmlIn("examples"))("%s is valid, to the cent", (file) => {
    expect(checkInvoice(readInvoice(readFileSync(file, "utf8")))).toEqual([]);
  });

  it.each(xmlIn("bad"))("%s keeps and breaks the rules that it says", (file) => {
    const cases = readTestSet(readFileSync(file, "utf8"));
    expect(cases.length).toBeGreaterThan(0);
    for (const { invoice, kept, broken } of cases) {
      const found = checkInvoice(invoice, OFFICIALLY).map((each) => each.rule);
      expect(found).toEqual(expect.arrayContaining([...broken]));
      expect(kept.filter((rule) => found.includes(rule))).toEqual([]);
    }
  });
});

describe("an invoice that is right", () => {
  it("breaks no rule", () => {
    expect(rulesBrokenBy(validInvoice)).toEqual([]);
  });

  it.each(["Z", "E", "AE", "K", "G", "O"])("breaks no rule in category %s", (category) => {
    expect(rulesBrokenBy(untaxedInvoice(category))).toEqual([]);
  });

  it.each(["L", "M"])("breaks no rule in category %s, whose rates have a breakdown each", (category) => {
    const swap = (code: string | undefined) => (code === "S" ? category : code);
    const invoice = {
      ...validInvoice,
      lines: validInvoice.lines.map((line) => ({ ...line, taxCategory: swap(line.taxCategory) ?? "" })),
      allowanceCharges: validInvoice.allowanceCharges.map((each) => ({ ...each, taxCategory: category })),
      taxGroups: validInvoice.taxGroups.map((each) => ({ ...each, category })),
    };
    expect(rulesBrokenBy(invoice)).toEqual([]);
  });
});

type Change = (invoice: EnInvoice) => EnInvoice;

/** Takes a part out or puts another in its place: a path of keys, `undefined` removes it. */
function set<T>(of: T, path: readonly (string | number)[], value: unknown): T {
  const [key, ...rest] = path;
  if (key === undefined) return value as T;
  if (Array.isArray(of)) return of.map((each, at) => (at === key ? set(each, rest, value) : each)) as T;
  const record = { ...(of as Record<string, unknown>) };
  const next = set(record[String(key)], rest, value);
  if (next === undefined) delete record[String(key)];
  else record[String(key)] = next;
  return record as T;
}

const change =
  (path: string, value?: unknown): Change =>
  (invoice) =>
    set(
      invoice,
      path.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
      value,
    );

const lastLine = validInvoice.lines.at(-1) as EnLine;

/** What is changed, and every rule that is broken by it, the one that it is about first. */
const MUTATIONS: readonly [what: string, change: Change, ...rules: string[]][] = [
  ["no specification", change("specification"), "BR-01"],
  ["no number", change("number", "  "), "BR-02"],
  ["no date", change("issueDate"), "BR-03"],
  ["no type", change("type"), "BR-04"],
  ["no currency: the tax is in none of its own", change("currency"), "BR-05", "BR-CO-15"],
  ["a seller without a name", change("seller.name"), "BR-06"],
  ["a buyer without a name", change("buyer.name"), "BR-07"],
  ["a seller without an address", change("seller.address"), "BR-08"],
  ["a seller's address without a country", change("seller.address.country"), "BR-09"],
  ["a buyer without an address", change("buyer.address"), "BR-10"],
  ["a buyer's address without a country", change("buyer.address.country"), "BR-11"],
  ["no sum of lines", change("totals.lineTotal"), "BR-12"],
  ["no total without tax", change("totals.net"), "BR-13"],
  ["no total with tax", change("totals.gross"), "BR-14"],
  ["no amount due", change("totals.due"), "BR-15"],
  ["no lines", change("lines", []), "BR-16", "BR-CO-10", "BR-S-08"],
  ["a payee who is the seller", change("payee", { name: "Ada Ltd", identifiers: [] }), "BR-17"],
  [
    "a payee with the seller's number",
    change("payee", { name: "Bank", identifiers: [], registrationId: { id: "552100554" } }),
    "BR-17",
  ],
  [
    "a representative without a name",
    change("representative", { identifiers: [], vatId: "FR40303265045", address: { country: "FR" } }),
    "BR-18",
  ],
  [
    "a representative without an address",
    change("representative", { name: "R", identifiers: [], vatId: "FR40303265045" }),
    "BR-19",
  ],
  [
    "a representative without a country",
    change("representative", { name: "R", identifiers: [], vatId: "FR40303265045", address: {} }),
    "BR-20",
  ],
  ["a line without an id", change("lines.0.id"), "BR-21"],
  ["a line without a quantity", change("lines.0.quantity"), "BR-22"],
  ["a line without a unit", change("lines.0.unit"), "BR-23"],
  ["a line without its net amount", change("lines.0.net"), "BR-24", "BR-CO-10", "BR-S-08"],
  ["a line without a name", change("lines.0.name", ""), "BR-25"],
  ["a line without a price", change("lines.0.price"), "BR-26"],
  [
    "a negative price",
    (invoice) => change("lines.0.quantity", decimal("-1"))(change("lines.0.price", decimal("-100"))(invoice)),
    "BR-27",
  ],
  ["a negative gross price", change("lines.1.grossPrice", decimal("-1")), "BR-28"],
  ["a period that ends before it begins", change("period.end", "2026-10-31"), "BR-29"],
  ["a line's period that ends before it begins", change("lines.1.period.end", "2026-10-31"), "BR-30"],
  ["an allowance without an amount", change("allowanceCharges.0.amount"), "BR-31", "BR-CO-11", "BR-S-08"],
  ["an allowance without a category", change("allowanceCharges.0.taxCategory"), "BR-32", "BR-S-08"],
  [
    "an allowance without a reason",
    (invoice) => change("allowanceCharges.0.reason")(change("allowanceCharges.0.reasonCode")(invoice)),
    "BR-33",
    "BR-CO-21",
  ],
  ["a charge without an amount", change("allowanceCharges.1.amount"), "BR-36", "BR-CO-12", "BR-S-08"],
  ["a charge without a category", change("allowanceCharges.1.taxCategory"), "BR-37", "BR-S-08"],
  [
    "a charge without a reason",
    (invoice) => change("allowanceCharges.1.reason")(change("allowanceCharges.1.reasonCode")(invoice)),
    "BR-38",
    "BR-CO-22",
  ],
  [
    "a line's allowance without an amount",
    change("lines.1.allowanceCharges.0.amount"),
    "BR-41",
    "PEPPOL-EN16931-R120",
  ],
  [
    "a line's allowance without a reason",
    (invoice) =>
      change("lines.1.allowanceCharges.0.reason")(change("lines.1.allowanceCharges.0.reasonCode")(invoice)),
    "BR-42",
    "BR-CO-23",
  ],
  [
    "a line's charge without an amount",
    change("lines.1.allowanceCharges.1.amount"),
    "BR-43",
    "PEPPOL-EN16931-R120",
  ],
  ["a line's charge without a reason", change("lines.1.allowanceCharges.1.reasonCode"), "BR-44", "BR-CO-24"],
  ["a breakdown without its base", change("taxGroups.0.base"), "BR-45"],
  ["a breakdown without its tax", change("taxGroups.0.tax"), "BR-46", "BR-CO-14"],
  ["a breakdown without a category", change("taxGroups.0.category"), "BR-47"],
  [
    "a breakdown without a rate: its tax is not what nothing gives",
    change("taxGroups.0.rate"),
    "BR-48",
    "BR-CO-17",
    "BR-S-08",
    "BR-S-09",
  ],
  ["no means of payment", change("payments.0.means"), "BR-49"],
  ["a transfer to an account without a number", change("payments.0.accounts.0.id", ""), "BR-50"],
  ["a card's whole number", change("payments.0.card", "4111111111111111"), "BR-51"],
  ["a document without a reference", change("documents.0.reference"), "BR-52"],
  ["a currency of tax without its tax", change("taxCurrency", "SEK"), "BR-53"],
  ["an attribute without a value", change("lines.1.attributes.0.value"), "BR-54"],
  ["a preceding invoice without a number", change("preceding.0.number"), "BR-55"],
  [
    "a representative without a VAT id",
    change("representative", { name: "R", identifiers: [], address: { country: "FR" } }),
    "BR-56",
  ],
  ["a place of delivery without a country", change("delivery.address.country"), "BR-57"],
  ["a transfer to no account", change("payments.0.accounts", []), "BR-61"],
  ["a seller's electronic address of no scheme", change("seller.electronicAddress.scheme"), "BR-62"],
  ["a buyer's electronic address of no scheme", change("buyer.electronicAddress.scheme"), "BR-63"],
  ["a standard item number of no scheme", change("lines.1.standardItemId.scheme"), "BR-64"],
  ["a classification of no scheme", change("lines.1.classifications.0.scheme"), "BR-65"],
  [
    "a tax point as a date and as a code",
    (invoice) => change("taxPointDate", "2026-11-20")(change("taxPointCode", "35")(invoice)),
    "BR-CO-03",
  ],
  ["a line without a category", change("lines.0.taxCategory"), "BR-CO-04", "BR-S-08"],
  ["a VAT id of no country", change("buyer.vatId", "12345678"), "BR-CO-09"],
  [
    "a sum of lines that is one cent off",
    change("totals.lineTotal", decimal("299.51")),
    "BR-CO-10",
    "BR-CO-13",
  ],
  [
    "a sum of allowances that is one cent off",
    change("totals.allowanceTotal", decimal("10.01")),
    "BR-CO-11",
    "BR-CO-13",
  ],
  [
    "a sum of charges that is one cent off",
    change("totals.chargeTotal", decimal("5.01")),
    "BR-CO-12",
    "BR-CO-13",
  ],
  [
    "a total without tax that is one cent off",
    change("totals.net", decimal("294.51")),
    "BR-CO-13",
    "BR-CO-15",
  ],
  [
    "a total of tax that is one cent off",
    change("taxTotals.0.amount", decimal("31.43")),
    "BR-CO-14",
    "BR-CO-15",
  ],
  ["tax in another currency alone", change("taxTotals.0.currency", "SEK"), "BR-CO-15"],
  [
    "a total with tax that is one cent off",
    change("totals.gross", decimal("325.93")),
    "BR-CO-15",
    "BR-CO-16",
  ],
  ["an amount due that is one cent off", change("totals.due", decimal("300.92")), "BR-CO-16"],
  ["a rounding amount that is left out of what is due", change("totals.rounding"), "BR-CO-16"],
  [
    "half a cent of tax rounded down",
    (invoice) =>
      [
        change("taxGroups.1.tax", decimal("14.31")),
        change("taxTotals.0.amount", decimal("31.41")),
        change("totals.gross", decimal("325.91")),
        change("totals.due", decimal("300.90")),
      ].reduce((of, each) => each(of), invoice),
    "BR-CO-17",
    "BR-S-09",
  ],
  ["no breakdown", change("taxGroups", []), "BR-CO-18", "BR-S-01"],
  ["a period of nothing", change("period", {}), "BR-CO-19"],
  ["a line's period of nothing", change("lines.1.period", {}), "BR-CO-20"],
  [
    "a seller whom nobody can tell from another",
    (invoice) =>
      ["vatId", "registrationId"].reduce(
        (of, key) => change(`seller.${key}`)(of),
        change("seller.identifiers", [])(invoice),
      ),
    "BR-CO-26",
  ],
  [
    "a seller without a tax number",
    (invoice) => change("seller.vatId")(change("seller.taxNumber")(invoice)),
    "BR-S-02",
    "BR-S-03",
    "BR-S-04",
  ],
  ["a standard rate of zero on a line", change("lines.0.taxRate", decimal("0")), "BR-S-05", "BR-S-08"],
  [
    "a standard rate of zero of an allowance",
    change("allowanceCharges.0.taxRate", decimal("0")),
    "BR-S-06",
    "BR-S-08",
  ],
  [
    "a standard rate of zero of a charge",
    change("allowanceCharges.1.taxRate", decimal("0")),
    "BR-S-07",
    "BR-S-08",
  ],
  ["a base that is one cent off", change("taxGroups.0.base", decimal("90.01")), "BR-S-08"],
  ["a reason for no tax beside tax", change("taxGroups.0.exemptionReason", "Export"), "BR-S-10"],
  ["three decimals in an amount due", change("totals.due", decimal("300.910")), "BR-DEC-18"],
  ["three decimals in a line's net amount", change("lines.0.net", decimal("100.000")), "BR-DEC-23"],
  ["a type of document that there is not", change("type", "999"), "BR-CL-01"],
  [
    "a currency that there is not",
    (invoice) => change("currency", "XXL")(change("taxTotals.0.currency", "XXL")(invoice)),
    "BR-CL-04",
    "BR-CL-03",
  ],
  ["a note's subject that there is not", change("notes.0.subject", "XXX"), "BR-CL-08"],
  ["an identifier of no known scheme", change("seller.identifiers.0.scheme", "9999"), "BR-CL-10"],
  ["a registration of no known scheme", change("buyer.registrationId.scheme", "9999"), "BR-CL-11"],
  ["a classification of no known list", change("lines.1.classifications.0.scheme", "???"), "BR-CL-13"],
  ["a country that there is not", change("delivery.address.country", "XX"), "BR-CL-14"],
  ["a country of origin that there is not", change("lines.1.originCountry", "XX"), "BR-CL-15"],
  ["a means of payment that there is not", change("payments.0.means", "0"), "BR-CL-16"],
  ["a reason of an allowance that there is not", change("allowanceCharges.0.reasonCode", "FC"), "BR-CL-19"],
  ["a reason of a charge that there is not", change("allowanceCharges.1.reasonCode", "95"), "BR-CL-20"],
  ["an item's number of no known scheme", change("lines.1.standardItemId.scheme", "9999"), "BR-CL-21"],
  ["a unit that there is not", change("lines.0.unit", "hours"), "BR-CL-23"],
  ["a document of no known kind", change("documents.0.mime", "text/html"), "BR-CL-24"],
  ["an electronic address of no known scheme", change("buyer.electronicAddress.scheme", "0000"), "BR-CL-25"],
  ["a place of delivery of no known scheme", change("delivery.location.scheme", "9999"), "BR-CL-26"],
  [
    "ten percent of 100 that are 11",
    (invoice) =>
      [
        change("lines.1.allowanceCharges.1.amount", decimal("2.01")),
        change("lines.1.allowanceCharges.0.amount", decimal("2.01")),
      ].reduce((of, each) => each(of), invoice),
    "PEPPOL-EN16931-R040",
  ],
  [
    "a quantity that the net amount is not of",
    change("lines.0.quantity", decimal("2")),
    "PEPPOL-EN16931-R120",
  ],
  ["a price for no quantity", change("lines.1.priceBase", decimal("0")), "PEPPOL-EN16931-R121"],
  ["a line twice", (invoice) => ({ ...invoice, lines: [...invoice.lines, lastLine] }), "BR-CO-10", "BR-S-08"],
];

describe("an invoice with one thing wrong", () => {
  it.each(MUTATIONS)("%s", (_, mutate, ...rules) => {
    expect(rulesBrokenBy(mutate(validInvoice))).toEqual(rules.toSorted());
  });

  it.each<[string, string, Change, ...string[]]>([
    [
      "AE",
      "without the buyer's ids",
      (i) => change("buyer.vatId")(change("buyer.registrationId")(i)),
      "BR-AE-02",
    ],
    ["AE", "with a rate", change("lines.0.taxRate", decimal("19")), "BR-AE-05"],
    ["AE", "without a reason", change("taxGroups.0.exemptionReason"), "BR-AE-10"],
    ["AE", "with a base of another amount", change("taxGroups.0.base", decimal("99.99")), "BR-AE-08"],
    ["E", "without a reason", change("taxGroups.0.exemptionReason"), "BR-E-10"],
    ["E", "with a reason of no list", change("taxGroups.0.exemptionCode", "VATEX-XX"), "BR-CL-22"],
    ["Z", "with a reason", change("taxGroups.0.exemptionReason", "None"), "BR-Z-10"],
    ["K", "without the buyer's VAT id", change("buyer.vatId"), "BR-IC-02"],
    ["K", "without the seller's VAT id", change("seller.vatId"), "BR-IC-02"],
    ["K", "without a day of supply", (i) => change("delivery.date")(change("period")(i)), "BR-IC-11"],
    ["K", "without a country of delivery", change("delivery.address"), "BR-IC-12"],
    ["G", "without the seller's VAT id", change("seller.vatId"), "BR-G-02"],
    ["O", "with the seller's VAT id", change("seller.vatId", "DE123456788"), "BR-O-02"],
    ["O", "with a rate", change("lines.0.taxRate", decimal("0")), "BR-O-05"],
    [
      "O",
      "beside another category",
      (i) => ({
        ...i,
        lines: [
          ...i.lines,
          {
            ...i.lines[0],
            net: decimal("0.00"),
            quantity: decimal("0"),
            taxCategory: "E",
            taxRate: decimal("0"),
          } as EnLine,
        ],
      }),
      "BR-O-12",
      "BR-E-01",
    ],
  ])("in category %s, %s", (category, _, mutate, ...rules) => {
    expect(rulesBrokenBy(mutate(untaxedInvoice(category)))).toEqual(rules.toSorted());
  });

  it.each(taxCategories)(
    "asks of category $code what the tax rates of a business are held to",
    (category) => {
      const { code, exemptionReason, exemptionReasonRule, rate, rateRule } = category;
      const right = code === "S" ? validInvoice : untaxedInvoice(code);
      const other = exemptionReason === "required" ? undefined : "No tax";
      expect(rulesBrokenBy(change("taxGroups.0.exemptionReason", other)(right))).toEqual([
        exemptionReasonRule,
      ]);
      const wrong = decimal(rate === "positive" ? "0" : "19");
      expect(rulesBrokenBy(change("lines.0.taxRate", wrong)(right))).toContain(rateRule);
    },
  );

  it("says where, by line and by term", () => {
    const [violation] = checkInvoice(change("lines.1.name")(validInvoice));
    expect(violation).toEqual({ rule: "BR-25", term: "BT-153", at: 1 });
  });

  it("lets up to 1.00 of tax pass where others calculated it, and no cent of our own", () => {
    const rounded = [
      change("taxGroups.1.tax", decimal("14.31")),
      change("taxTotals.0.amount", decimal("31.41")),
      change("totals.gross", decimal("325.91")),
      change("totals.due", decimal("300.90")),
    ].reduce((of, each) => each(of), validInvoice);
    expect(checkInvoice(rounded, OFFICIALLY)).toEqual([]);
    expect(checkInvoice(rounded)).not.toEqual([]);
  });
});
