import type { InvoiceDetail } from "@db/queries/invoice-content";
import { describe, expect, it } from "vitest";
import { languageOf } from "~/i18n/catalogues.server";
import { english } from "~/i18n/in-english";
import { formatAllowance } from "~/modules/invoices/document/document-line";
import { invoiceDocument } from "~/modules/invoices/document/invoice-document.server";
import { invoiceFile } from "~/modules/invoices/document/invoice-file";
import { unitBehind } from "~/modules/invoices/unit-words";
import { asCurrency } from "~/shared/currency";
import { asCivilDate } from "~/shared/dates";
import { asMicro } from "~/shared/decimal";
import { formatUnitPrice } from "~/shared/format";
import type { TenantId } from "~/shared/ids-brands";
import { asMinor } from "~/shared/money";

const EUR = asCurrency("EUR");
const tenantId = "01J00000000000000000000000" as TenantId;
const invoiceId = "01J00000000000000000000001";

const blankParty = {
  tradeName: null,
  vatId: null,
  registrationId: null,
  addressLine1: null,
  addressLine2: null,
  postcode: null,
  city: null,
  region: null,
  country: "DE",
  electronicAddress: null,
  electronicScheme: null,
  contactName: null,
  phone: null,
  email: null,
};

const tenant = {
  ...blankParty,
  name: "Hafen GmbH (today)",
  taxNumber: "12/345/67890",
  iban: "DE02120300000000202051",
  bic: "BYLADEM1001",
  accountName: null,
  paymentTerms: "Payable within 30 days.",
  termsWords: null,
  taxRates: [],
};

const client: InvoiceDetail["client"] = {
  ...blankParty,
  tenantId,
  id: "01J00000000000000000000002",
  name: "Acme (today)",
  country: "FR" as InvoiceDetail["client"]["country"],
  currency: null,
  paymentTermsDays: null,
  paymentTermsKind: null,
  paymentTermsDay: null,
  earlyPaymentPpm: null,
  earlyPaymentDays: null,
  paymentTerms: null,
  buyerReference: null,
  note: null,
  version: 1,
  createdAt: 0,
  updatedAt: 0,
  archivedAt: null,
};

const invoice: InvoiceDetail["invoice"] = {
  tenantId,
  id: invoiceId,
  typeCode: "380",
  documentTypeCode: null,
  status: "draft",
  clientId: client.id,
  seriesId: null,
  period: null,
  sequence: null,
  number: null,
  issueDate: asCivilDate("2026-01-31"),
  dueDate: asCivilDate("2026-03-02"),
  paidDate: null,
  currency: EUR,
  note: null,
  internalNote: "never shown",
  buyerReference: null,
  orderReference: null,
  projectReference: null,
  paymentTerms: null,
  deliveryDate: null,
  periodStart: null,
  periodEnd: null,
  paymentMeansCode: null,
  iban: null,
  bic: null,
  accountName: null,
  remittanceText: null,
  precedingInvoiceId: null,
  precedingNumber: null,
  precedingDate: null,
  discountPpm: null,
  discountMinor: null,
  lineCount: 1,
  lineTotalMinor: asMinor(123450),
  allowanceTotalMinor: asMinor(0),
  chargeTotalMinor: asMinor(0),
  netMinor: asMinor(123450),
  taxMinor: asMinor(23456),
  grossMinor: asMinor(146906),
  prepaidMinor: asMinor(0),
  roundingMinor: asMinor(0),
  dueMinor: asMinor(146906),
  issuedAt: null,
  version: 1,
  createdAt: 0,
  updatedAt: 0,
  archivedAt: null,
};

const line: InvoiceDetail["lines"][number] = {
  tenantId,
  invoiceId,
  position: 1,
  name: null,
  description: "Brand design\nTwo rounds of drafts\nand the artwork",
  quantityMicro: asMicro(12_345_000),
  unitCode: "HUR",
  unitPriceMicro: asMicro(100_000_000),
  priceBaseMicro: asMicro(1_000_000),
  grossMinor: asMinor(123450),
  netMinor: asMinor(123450),
  taxCategory: "S",
  taxRatePpm: 190_000,
};

const allowance: InvoiceDetail["allowances"][number] = {
  tenantId,
  invoiceId,
  linePosition: 0,
  position: 1,
  isCharge: false,
  reason: null,
  percentPpm: null,
  baseMinor: null,
  amountMinor: asMinor(500),
  taxCategory: "S",
  taxRatePpm: 190_000,
};

const group: InvoiceDetail["taxGroups"][number] = {
  tenantId,
  invoiceId,
  position: 1,
  category: "S",
  ratePpm: 190_000,
  baseMinor: asMinor(123450),
  taxMinor: asMinor(23456),
  exemptionReason: null,
  exemptionCode: null,
  exemptionNr: null,
  name: null,
};

const exempt = {
  ...group,
  category: "E" as const,
  ratePpm: 0,
  taxMinor: asMinor(0),
  exemptionReason: "Kein Ausweis, § 19 UStG",
  name: "No VAT",
};

const draft: InvoiceDetail = {
  invoice,
  client,
  lines: [line],
  allowances: [],
  taxGroups: [group],
  taxComponents: [],
  parties: { seller: null, buyer: null },
  terms: null,
};

const snapshot = (party: "seller" | "buyer", name: string) => ({
  ...blankParty,
  tenantId,
  invoiceId,
  party,
  name,
  taxNumber: null,
});

const sent: InvoiceDetail = {
  ...draft,
  invoice: {
    ...invoice,
    status: "sent",
    number: "INV-2026-0007",
    iban: "NL91ABNA0417164300",
    paymentMeansCode: "58",
    paymentTerms: "14 days",
  },
  parties: { seller: snapshot("seller", "Hafen GmbH"), buyer: snapshot("buyer", "Acme SARL") },
};

describe("a draft as a document", () => {
  const document = invoiceDocument(draft, tenant, "de-DE", english);

  it("has no number", () => expect(document.number).toBeUndefined());
  it("shows both parties as they are now", () => {
    expect(document.seller.legalName).toBe("Hafen GmbH (today)");
    expect(document.buyer.legalName).toBe("Acme (today)");
  });
  it("shows how to pay as the business says now", () => {
    expect(document.payment).toMatchObject({
      iban: "DE02120300000000202051",
      terms: "Payable within 30 days.",
      means: "Bank transfer",
    });
    expect(document.payment?.remittanceText).toBeUndefined();
  });
  it("is written in the business's locale", () => {
    expect(document.issueDate).toEqual({ iso: "2026-01-31", text: "31.01.2026" });
    expect(document.lines[0]).toMatchObject({
      quantity: "12,345",
      unitPrice: "100,00",
      net: "1.234,50",
      taxRate: "19\u00A0%",
    });
    expect(document.totals.due).toBe("1.469,06");
  });
  const exemptNow = {
    category: "E" as const,
    ratePpm: 0,
    name: "Exempt now",
    exemptionReason: "Said now",
    otherReasons: [{ exemptionNr: 2, exemptionReason: "Said besides" }],
    components: [],
  };
  it.each([
    [2, "Said besides"],
    [1, "Said now"],
    [null, "Said now"],
  ])("says of its reasons for no tax the one that it names, number %s", (exemptionNr, said) => {
    const taxGroups = [group, { ...exempt, name: null, exemptionReason: null, exemptionNr }];
    const source = { ...tenant, taxRates: [exemptNow] };
    const { totals } = invoiceDocument({ ...draft, taxGroups }, source, "en-GB", english);
    expect(totals.reasons).toEqual([`Exempt now: ${said}`]);
  });
  it("names its taxes as the business names them now, with their reasons", () => {
    const rate = exemptNow;
    const { totals } = invoiceDocument(
      { ...draft, taxGroups: [group, { ...exempt, name: null, exemptionReason: null }] },
      { ...tenant, taxRates: [rate] },
      "en-GB",
      english,
    );
    expect(totals.taxGroups[1]).toMatchObject({ label: "Exempt now", rate: "0%" });
    expect(totals.reasons).toEqual(["Exempt now: Said now"]);
  });
  it("never bears the internal note", () => expect(JSON.stringify(document)).not.toContain("never shown"));
  it("sets the first line of a description apart from the rest", () => {
    expect(document.lines[0]).toMatchObject({
      description: "Brand design",
      detail: "Two rounds of drafts\nand the artwork",
    });
  });
  it("says by when it is payable where nobody gave words, and has no payment block where it is not", () => {
    const silent = { ...tenant, iban: null, paymentTerms: null };
    const paymentOf = (typeCode: "380" | "381") =>
      invoiceDocument({ ...draft, invoice: { ...invoice, typeCode } }, silent, "en-IE", english).payment;
    expect(paymentOf("380")).toMatchObject({ terms: "Payable by 2 Mar 2026.", early: undefined });
    expect(paymentOf("381")).toBeUndefined();
  });
});

describe("an issued invoice as a document", () => {
  const document = invoiceDocument(sent, tenant, "en-GB", english);

  it("shows both parties as they were at issue", () => {
    expect(document.seller.legalName).toBe("Hafen GmbH");
    expect(document.buyer.legalName).toBe("Acme SARL");
  });
  it("shows how to pay as it was at issue, with the number as reference", () => {
    expect(document.payment).toMatchObject({
      iban: "NL91ABNA0417164300",
      terms: "14 days",
      remittanceText: "INV-2026-0007",
    });
    expect(document.payment?.bic).toBeUndefined();
  });
  it("names a tax that was issued before rates' names were kept by the seller's country, or by its category", () => {
    const reverse = { ...exempt, category: "AE" as const, exemptionReason: "Reverse charge", name: null };
    const { totals } = invoiceDocument({ ...sent, taxGroups: [group, reverse] }, tenant, "en-GB", english);
    expect(totals.taxGroups).toEqual([
      { label: "VAT", rate: "19%", base: "1,234.50", tax: "234.56" },
      { label: "Reverse charge", rate: "0%", base: "1,234.50", tax: "0.00" },
    ]);
    expect(totals.reasons).toEqual(["Reverse charge"]);
  });
  it.each([
    ["VAT 19%", undefined],
    ["MwSt. 19 %", undefined],
    ["Umsatzsteuer", "19%"],
    ["VAT 2019", "19%"],
    ["VAT 19.5%", "19%"],
  ])(
    "prints a tax by its rate's name at issue, %s, and its rate where the name does not say it",
    (name, rate) => {
      const rates = [{ ...group, name: "Renamed since", otherReasons: [], components: [] }];
      const { totals } = invoiceDocument(
        { ...sent, taxGroups: [{ ...group, name }] },
        { ...tenant, taxRates: rates },
        "en-GB",
        english,
      );
      expect(totals.taxGroups).toEqual([{ label: name, rate, base: "1,234.50", tax: "234.56" }]);
    },
  );
  it("finds the rate in a name with a comma", () => {
    const tva = { ...group, ratePpm: 55_000, name: "TVA 5,5 %" };
    const { totals } = invoiceDocument({ ...sent, taxGroups: [tva] }, tenant, "fr-FR", english);
    expect(totals.taxGroups[0]).toMatchObject({ label: "TVA 5,5 %", rate: undefined });
  });
  it("has no tax line where nothing on it is taxed: the reason alone says why", () => {
    const { lines, totals } = invoiceDocument({ ...sent, taxGroups: [exempt] }, tenant, "en-GB", english);
    expect(totals).toMatchObject({ taxGroups: [], reasons: ["Kein Ausweis, § 19 UStG"] });
    expect(lines.map(({ taxRate }) => taxRate)).toEqual([undefined]);
  });
  it("says nothing of tax at all where there is nothing to say", () => {
    const none = { ...exempt, category: "O" as const, name: "No tax", exemptionReason: "No tax" };
    const { totals } = invoiceDocument({ ...sent, taxGroups: [none] }, tenant, "en-US", english);
    expect(totals).toMatchObject({ taxGroups: [], reasons: [] });
  });
  it("names what is exempt beside what is taxed, with its reason", () => {
    const { totals } = invoiceDocument({ ...sent, taxGroups: [group, exempt] }, tenant, "en-GB", english);
    expect(totals.taxGroups.map(({ label, rate }) => [label, rate])).toEqual([
      ["VAT", "19%"],
      ["No VAT", "0%"],
    ]);
    expect(totals.reasons).toEqual(["No VAT: Kein Ausweis, § 19 UStG"]);
  });
  it("shows a discount that was spread over tax rates as one", () => {
    const spread = [
      allowance,
      { ...allowance, position: 2, amountMinor: asMinor(250), taxRatePpm: 70_000 },
    ].map((a) => ({ ...a, percentPpm: 100_000 }));
    const { adjustments } = invoiceDocument({ ...sent, allowances: spread }, tenant, "en-GB", english).totals;
    expect(adjustments).toEqual([{ label: "Discount 10%", amount: "\u22127.50" }]);
  });
  it("puts a line's discount at its line only", () => {
    const ofLine = { ...allowance, linePosition: 1, percentPpm: 100_000 };
    const { lines, totals } = invoiceDocument({ ...sent, allowances: [ofLine] }, tenant, "en-GB", english);
    expect(lines[0]?.discount).toBe("\u221210%");
    expect(totals.adjustments).toEqual([]);
  });
  it("shows what was prepaid below zero, and rounding only where there is some", () => {
    const { totals } = invoiceDocument(
      { ...sent, invoice: { ...sent.invoice, prepaidMinor: asMinor(5000) } },
      tenant,
      "en-GB",
      english,
    );
    expect(totals).toMatchObject({ prepaid: "\u221250.00", rounding: undefined });
  });
  it.each([
    ["380", 146906, "\u22121,469.06"],
    ["380", -146906, "1,469.06"],
    ["381", 146906, "\u22121,469.06"],
    ["380", 0, "0.00"],
  ])(
    "of type %s over %i says once it is paid what came in, and that nothing is due",
    (typeCode, due, paid) => {
      const invoice = {
        ...sent.invoice,
        typeCode: typeCode as "380",
        dueMinor: asMinor(due),
        status: "paid" as const,
        paidDate: asCivilDate("2026-02-10"),
      };
      const { totals } = invoiceDocument({ ...sent, invoice }, tenant, "en-GB", english);
      expect(totals).toMatchObject({ paid, due: "0.00" });
      expect(document.totals).toMatchObject({ paid: undefined, due: "1,469.06" });
    },
  );
  it("as a file says on each printed page which document it is, and page n of m", () => {
    const html = invoiceFile(document, "en-GB", languageOf("en"));
    expect(html).toContain(
      `<div data-part="printed"><p data-part="running-head" aria-hidden="true">Invoice ${document.number} · Hafen GmbH</p>`,
    );
    expect(html).toContain('[data-part="running-head"]{display:table-header-group;break-inside:avoid;');
    expect(html).toContain('@page{@bottom-right{content:"Page " counter(page) " of " counter(pages) ""');
  });
  it("says when it was delivered: a day or a period", () => {
    const period = { periodStart: asCivilDate("2026-01-01"), periodEnd: asCivilDate("2026-01-31") };
    expect(
      invoiceDocument({ ...sent, invoice: { ...sent.invoice, ...period } }, tenant, "en-GB", english)
        .delivery,
    ).toBe("1 Jan 2026 – 31 Jan 2026");
    expect(document.delivery).toBeUndefined();
  });
});

describe("a unit price", () => {
  it("has at least the currency's decimals", () =>
    expect(formatUnitPrice(asMicro(80_000_000), EUR, "en-GB")).toBe("80.00"));
  it("keeps all decimals it has", () =>
    expect(formatUnitPrice(asMicro(61_215_000), EUR, "en-GB")).toBe("61.215"));
  it("has none in yen", () =>
    expect(formatUnitPrice(asMicro(1_200_000_000), asCurrency("JPY"), "en-GB")).toBe("1,200"));
});

describe("a unit", () => {
  it.each([
    ["HUR", 1_000_000, "hour"],
    ["HUR", 1_500_000, "hours"],
    ["HUR", -1_000_000, "hour"],
    ["XBX", 2_000_000, "boxes"],
    ["EA", 2_000_000, "each"],
    ["LS", 2_000_000, "lump sum"],
    ["XYZ", 2_000_000, "XYZ"],
  ])("%s × %i is %s", (code, quantity, label) =>
    expect(unitBehind(code, asMicro(quantity), english)).toBe(label),
  );
});

describe("an allowance or charge", () => {
  it("takes away an amount", () => expect(formatAllowance(allowance, EUR, "en-GB")).toBe("\u22125.00"));
  it("adds an amount with its reason", () =>
    expect(formatAllowance({ ...allowance, isCharge: true, reason: "Freight" }, EUR, "en-GB")).toBe(
      "Freight +5.00",
    ));
  it("of a credited line gives back", () =>
    expect(formatAllowance({ ...allowance, amountMinor: asMinor(-500) }, EUR, "en-GB")).toBe("+5.00"));
});
