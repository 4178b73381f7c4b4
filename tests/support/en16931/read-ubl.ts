import type {
  EnAddress,
  EnAllowanceCharge,
  EnInvoice,
  EnLine,
  EnParty,
  EnPeriod,
} from "~/domain/en16931/model";
import { given, type Place } from "./xml";

export const UBL = {
  cac: "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
  cbc: "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
};

const VAT = "translate(normalize-space(cac:TaxScheme/cbc:ID), 'vat', 'VAT')='VAT'";

const addressOf = (at: Place): EnAddress =>
  given({
    line1: at.text("cbc:StreetName"),
    line2: at.text("cbc:AdditionalStreetName"),
    line3: at.text("cac:AddressLine/cbc:Line"),
    city: at.text("cbc:CityName"),
    postcode: at.text("cbc:PostalZone"),
    region: at.text("cbc:CountrySubentity"),
    country: at.text("cac:Country/cbc:IdentificationCode"),
  });

function partyOf(at: Place, name: string): EnParty {
  const address = at.one("cac:PostalAddress");
  const contact = at.one("cac:Contact");
  return given({
    name: at.text(name),
    tradeName: at.text("cac:PartyName/cbc:Name"),
    identifiers: at.identifiers("cac:PartyIdentification/cbc:ID"),
    registrationId: at.identifier("cac:PartyLegalEntity/cbc:CompanyID"),
    vatId: at.text(`cac:PartyTaxScheme[${VAT}]/cbc:CompanyID`),
    taxNumber: at.text(`cac:PartyTaxScheme[not(${VAT})]/cbc:CompanyID`),
    legalInformation: at.text("cac:PartyLegalEntity/cbc:CompanyLegalForm"),
    electronicAddress: at.identifier("cbc:EndpointID"),
    address: address && addressOf(address),
    contact:
      contact &&
      given({
        name: contact.text("cbc:Name"),
        phone: contact.text("cbc:Telephone"),
        email: contact.text("cbc:ElectronicMail"),
      }),
  });
}

const LEGAL_NAME = "cac:PartyLegalEntity/cbc:RegistrationName";
const OTHER_NAME = "cac:PartyName/cbc:Name";
const NOBODY: EnParty = { identifiers: [] };

const periodOf = (at: Place): EnPeriod =>
  given({ start: at.text("cbc:StartDate"), end: at.text("cbc:EndDate") });

const allowanceOf = (at: Place): EnAllowanceCharge =>
  given({
    isCharge: at.text("cbc:ChargeIndicator") === "true",
    amount: at.exact("cbc:Amount"),
    base: at.exact("cbc:BaseAmount"),
    percent: at.exact("cbc:MultiplierFactorNumeric"),
    reason: at.text("cbc:AllowanceChargeReason"),
    reasonCode: at.text("cbc:AllowanceChargeReasonCode"),
    taxCategory: at.text(`cac:TaxCategory[${VAT}]/cbc:ID`),
    taxRate: at.exact(`cac:TaxCategory[${VAT}]/cbc:Percent`),
  });

function lineOf(at: Place): EnLine {
  const quantity = "*[self::cbc:InvoicedQuantity or self::cbc:CreditedQuantity]";
  const period = at.one("cac:InvoicePeriod");
  return given({
    id: at.text("cbc:ID"),
    note: at.text("cbc:Note"),
    object: at.identifier("cac:DocumentReference[cbc:DocumentTypeCode='130']/cbc:ID"),
    quantity: at.exact(quantity),
    unit: at.text(`${quantity}/@unitCode`),
    net: at.exact("cbc:LineExtensionAmount"),
    orderLine: at.text("cac:OrderLineReference/cbc:LineID"),
    accountingReference: at.text("cbc:AccountingCost"),
    period: period && periodOf(period),
    allowanceCharges: at.all("cac:AllowanceCharge").map(allowanceOf),
    price: at.exact("cac:Price/cbc:PriceAmount"),
    grossPrice: at.exact("cac:Price/cac:AllowanceCharge/cbc:BaseAmount"),
    priceBase: at.exact("cac:Price/cbc:BaseQuantity"),
    priceBaseUnit: at.text("cac:Price/cbc:BaseQuantity/@unitCode"),
    taxCategory: at.text(`cac:Item/cac:ClassifiedTaxCategory[${VAT}]/cbc:ID`),
    taxRate: at.exact(`cac:Item/cac:ClassifiedTaxCategory[${VAT}]/cbc:Percent`),
    name: at.text("cac:Item/cbc:Name"),
    description: at.text("cac:Item/cbc:Description"),
    sellersItemId: at.text("cac:Item/cac:SellersItemIdentification/cbc:ID"),
    buyersItemId: at.text("cac:Item/cac:BuyersItemIdentification/cbc:ID"),
    standardItemId: at.identifier("cac:Item/cac:StandardItemIdentification/cbc:ID"),
    classifications: at.identifiers(
      "cac:Item/cac:CommodityClassification/cbc:ItemClassificationCode",
      "@listID",
    ),
    originCountry: at.text("cac:Item/cac:OriginCountry/cbc:IdentificationCode"),
    attributes: at
      .all("cac:Item/cac:AdditionalItemProperty")
      .map((each) => given({ name: each.text("cbc:Name"), value: each.text("cbc:Value") })),
  });
}

const SUBJECT = /^#([A-Z]{3})#(.*)$/s;

function noteOf(text: string) {
  const [, subject, rest] = SUBJECT.exec(text) ?? [];
  return subject === undefined ? { text } : { subject, text: rest ?? "" };
}

/** An invoice or credit note in UBL 2.1, by the binding of CEN/TS 16931-3-2. */
export function readUbl(root: Place): EnInvoice {
  const party = (path: string, name: string) => {
    const at = root.one(path);
    return at && partyOf(at, name);
  };
  const delivery = root.one("cac:Delivery");
  const period = root.one("cac:InvoicePeriod");
  const deliverTo = delivery?.one("cac:DeliveryLocation/cac:Address");
  const totals = root.one("cac:LegalMonetaryTotal");
  return given({
    specification: root.text("cbc:CustomizationID"),
    process: root.text("cbc:ProfileID"),
    number: root.text("cbc:ID"),
    issueDate: root.text("cbc:IssueDate"),
    type: root.text("*[self::cbc:InvoiceTypeCode or self::cbc:CreditNoteTypeCode]"),
    currency: root.text("cbc:DocumentCurrencyCode"),
    taxCurrency: root.text("cbc:TaxCurrencyCode"),
    taxPointDate: root.text("cbc:TaxPointDate"),
    taxPointCode: root.text("cac:InvoicePeriod/cbc:DescriptionCode"),
    dueDate: root.text("cbc:DueDate | cac:PaymentMeans/cbc:PaymentDueDate"),
    buyerReference: root.text("cbc:BuyerReference"),
    paymentTerms: root.text("cac:PaymentTerms/cbc:Note"),
    notes: root.all("cbc:Note").map((note) => noteOf(note.text(".") ?? "")),
    preceding: root.all("cac:BillingReference").map((at) =>
      given({
        number: at.text("cac:InvoiceDocumentReference/cbc:ID"),
        issueDate: at.text("cac:InvoiceDocumentReference/cbc:IssueDate"),
      }),
    ),
    seller: party("cac:AccountingSupplierParty/cac:Party", LEGAL_NAME) ?? NOBODY,
    buyer: party("cac:AccountingCustomerParty/cac:Party", LEGAL_NAME) ?? NOBODY,
    payee: party("cac:PayeeParty", OTHER_NAME),
    representative: party("cac:TaxRepresentativeParty", OTHER_NAME),
    delivery:
      delivery &&
      given({
        date: delivery.text("cbc:ActualDeliveryDate"),
        location: delivery.identifier("cac:DeliveryLocation/cbc:ID"),
        address: deliverTo && addressOf(deliverTo),
      }),
    period: period && periodOf(period),
    payments: root.all("cac:PaymentMeans").map((at) =>
      given({
        means: at.text("cbc:PaymentMeansCode"),
        accounts: at.all("cac:PayeeFinancialAccount").map((account) =>
          given({
            id: account.text("cbc:ID"),
            name: account.text("cbc:Name"),
            bank: account.text("cac:FinancialInstitutionBranch/cbc:ID"),
          }),
        ),
        card: at.text("cac:CardAccount/cbc:PrimaryAccountNumberID"),
      }),
    ),
    allowanceCharges: root.all("cac:AllowanceCharge").map(allowanceOf),
    totals: given({
      lineTotal: totals?.exact("cbc:LineExtensionAmount"),
      allowanceTotal: totals?.exact("cbc:AllowanceTotalAmount"),
      chargeTotal: totals?.exact("cbc:ChargeTotalAmount"),
      net: totals?.exact("cbc:TaxExclusiveAmount"),
      gross: totals?.exact("cbc:TaxInclusiveAmount"),
      prepaid: totals?.exact("cbc:PrepaidAmount"),
      rounding: totals?.exact("cbc:PayableRoundingAmount"),
      due: totals?.exact("cbc:PayableAmount"),
    }),
    taxTotals: root
      .all("cac:TaxTotal")
      .filter((at) => at.one("cbc:TaxAmount"))
      .map((at) =>
        given({ amount: at.exact("cbc:TaxAmount"), currency: at.text("cbc:TaxAmount/@currencyID") }),
      ),
    taxGroups: root.all("cac:TaxTotal/cac:TaxSubtotal").map((at) =>
      given({
        base: at.exact("cbc:TaxableAmount"),
        tax: at.exact("cbc:TaxAmount"),
        category: at.text(`cac:TaxCategory[${VAT}]/cbc:ID`),
        rate: at.exact(`cac:TaxCategory[${VAT}]/cbc:Percent`),
        exemptionReason: at.text("cac:TaxCategory/cbc:TaxExemptionReason"),
        exemptionCode: at.text("cac:TaxCategory/cbc:TaxExemptionReasonCode"),
      }),
    ),
    documents: root.all("cac:AdditionalDocumentReference").map((at) =>
      given({
        reference: at.identifier("cbc:ID"),
        type: at.text("cbc:DocumentTypeCode"),
        mime: at.text("cac:Attachment/cbc:EmbeddedDocumentBinaryObject/@mimeCode"),
      }),
    ),
    lines: root.all("*[self::cac:InvoiceLine or self::cac:CreditNoteLine]").map(lineOf),
  });
}
