import type {
  EnAddress,
  EnAllowanceCharge,
  EnInvoice,
  EnLine,
  EnParty,
  EnPeriod,
  EnTaxGroup,
} from "~/domain/en16931/model";
import { given, type Place } from "./xml";

export const CII = {
  rsm: "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
  ram: "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
  udt: "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
  qdt: "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
};

/** Format 102, YYYYMMDD, as an ISO day. */
const day = (text: string | undefined): string | undefined =>
  text?.replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3");

const DATE = "*[self::udt:DateTimeString or self::qdt:DateTimeString]";

const addressOf = (at: Place): EnAddress =>
  given({
    line1: at.text("ram:LineOne"),
    line2: at.text("ram:LineTwo"),
    line3: at.text("ram:LineThree"),
    city: at.text("ram:CityName"),
    postcode: at.text("ram:PostcodeCode"),
    region: at.text("ram:CountrySubDivisionName"),
    country: at.text("ram:CountryID"),
  });

function partyOf(at: Place): EnParty {
  const address = at.one("ram:PostalTradeAddress");
  const contact = at.one("ram:DefinedTradeContact");
  return given({
    name: at.text("ram:Name"),
    tradeName: at.text("ram:SpecifiedLegalOrganization/ram:TradingBusinessName"),
    identifiers: [...at.identifiers("ram:ID"), ...at.identifiers("ram:GlobalID")],
    registrationId: at.identifier("ram:SpecifiedLegalOrganization/ram:ID"),
    vatId: at.text("ram:SpecifiedTaxRegistration/ram:ID[@schemeID='VA']"),
    taxNumber: at.text("ram:SpecifiedTaxRegistration/ram:ID[@schemeID='FC']"),
    legalInformation: at.text("ram:Description"),
    electronicAddress: at.identifier("ram:URIUniversalCommunication/ram:URIID"),
    address: address && addressOf(address),
    contact:
      contact &&
      given({
        name: contact.text("ram:PersonName"),
        phone: contact.text("ram:TelephoneUniversalCommunication/ram:CompleteNumber"),
        email: contact.text("ram:EmailURIUniversalCommunication/ram:URIID"),
      }),
  });
}

const periodOf = (at: Place): EnPeriod =>
  given({
    start: day(at.text(`ram:StartDateTime/${DATE}`)),
    end: day(at.text(`ram:EndDateTime/${DATE}`)),
  });

const allowanceOf = (at: Place): EnAllowanceCharge =>
  given({
    isCharge: at.text("ram:ChargeIndicator/udt:Indicator") === "true",
    amount: at.exact("ram:ActualAmount"),
    base: at.exact("ram:BasisAmount"),
    percent: at.exact("ram:CalculationPercent"),
    reason: at.text("ram:Reason"),
    reasonCode: at.text("ram:ReasonCode"),
    taxCategory: at.text("ram:CategoryTradeTax/ram:CategoryCode"),
    taxRate: at.exact("ram:CategoryTradeTax/ram:RateApplicablePercent"),
  });

function lineOf(at: Place): EnLine {
  const settlement = "ram:SpecifiedLineTradeSettlement";
  const agreement = "ram:SpecifiedLineTradeAgreement";
  const product = "ram:SpecifiedTradeProduct";
  const quantity = "ram:SpecifiedLineTradeDelivery/ram:BilledQuantity";
  const base = `${agreement}/ram:NetPriceProductTradePrice/ram:BasisQuantity`;
  const period = at.one(`${settlement}/ram:BillingSpecifiedPeriod`);
  return given({
    id: at.text("ram:AssociatedDocumentLineDocument/ram:LineID"),
    note: at.text("ram:AssociatedDocumentLineDocument/ram:IncludedNote/ram:Content"),
    object: at.identifier(
      `${settlement}/ram:AdditionalReferencedDocument[ram:TypeCode='130']/ram:IssuerAssignedID`,
      "../ram:ReferenceTypeCode",
    ),
    quantity: at.exact(quantity),
    unit: at.text(`${quantity}/@unitCode`),
    net: at.exact(`${settlement}/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount`),
    orderLine: at.text(`${agreement}/ram:BuyerOrderReferencedDocument/ram:LineID`),
    accountingReference: at.text(`${settlement}/ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID`),
    period: period && periodOf(period),
    allowanceCharges: at.all(`${settlement}/ram:SpecifiedTradeAllowanceCharge`).map(allowanceOf),
    price: at.exact(`${agreement}/ram:NetPriceProductTradePrice/ram:ChargeAmount`),
    grossPrice: at.exact(`${agreement}/ram:GrossPriceProductTradePrice/ram:ChargeAmount`),
    priceBase: at.exact(base),
    priceBaseUnit: at.text(`${base}/@unitCode`),
    taxCategory: at.text(`${settlement}/ram:ApplicableTradeTax/ram:CategoryCode`),
    taxRate: at.exact(`${settlement}/ram:ApplicableTradeTax/ram:RateApplicablePercent`),
    name: at.text(`${product}/ram:Name`),
    description: at.text(`${product}/ram:Description`),
    sellersItemId: at.text(`${product}/ram:SellerAssignedID`),
    buyersItemId: at.text(`${product}/ram:BuyerAssignedID`),
    standardItemId: at.identifier(`${product}/ram:GlobalID`),
    classifications: at.identifiers(
      `${product}/ram:DesignatedProductClassification/ram:ClassCode`,
      "@listID",
    ),
    originCountry: at.text(`${product}/ram:OriginTradeCountry/ram:ID`),
    attributes: at
      .all(`${product}/ram:ApplicableProductCharacteristic`)
      .map((each) => given({ name: each.text("ram:Description"), value: each.text("ram:Value") })),
  });
}

const groupOf = (at: Place): EnTaxGroup =>
  given({
    base: at.exact("ram:BasisAmount"),
    tax: at.exact("ram:CalculatedAmount"),
    category: at.text("ram:CategoryCode"),
    rate: at.exact("ram:RateApplicablePercent"),
    exemptionReason: at.text("ram:ExemptionReason"),
    exemptionCode: at.text("ram:ExemptionReasonCode"),
  });

/** An invoice in UN/CEFACT CII D16B, by the binding of CEN/TS 16931-3-3. */
export function readCii(root: Place): EnInvoice {
  const trade = "rsm:SupplyChainTradeTransaction";
  const settlement = `${trade}/ram:ApplicableHeaderTradeSettlement`;
  const agreement = `${trade}/ram:ApplicableHeaderTradeAgreement`;
  const shipment = root.one(`${trade}/ram:ApplicableHeaderTradeDelivery`);
  const shipTo = shipment?.one("ram:ShipToTradeParty");
  const deliverTo = shipTo?.one("ram:PostalTradeAddress");
  const party = (path: string) => {
    const at = root.one(path);
    return at && partyOf(at);
  };
  const sums = root.one(`${settlement}/ram:SpecifiedTradeSettlementHeaderMonetarySummation`);
  const period = root.one(`${settlement}/ram:BillingSpecifiedPeriod`);
  const account = "ram:PayeePartyCreditorFinancialAccount";
  return given({
    specification: root.text(
      "rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID",
    ),
    process: root.text(
      "rsm:ExchangedDocumentContext/ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID",
    ),
    number: root.text("rsm:ExchangedDocument/ram:ID"),
    issueDate: day(root.text(`rsm:ExchangedDocument/ram:IssueDateTime/${DATE}`)),
    type: root.text("rsm:ExchangedDocument/ram:TypeCode"),
    currency: root.text(`${settlement}/ram:InvoiceCurrencyCode`),
    taxCurrency: root.text(`${settlement}/ram:TaxCurrencyCode`),
    taxPointDate: day(root.text(`${settlement}/ram:ApplicableTradeTax/ram:TaxPointDate/udt:DateString`)),
    taxPointCode: root.text(`${settlement}/ram:ApplicableTradeTax/ram:DueDateTypeCode`),
    dueDate: day(root.text(`${settlement}/ram:SpecifiedTradePaymentTerms/ram:DueDateDateTime/${DATE}`)),
    buyerReference: root.text(`${agreement}/ram:BuyerReference`),
    paymentTerms: root.text(`${settlement}/ram:SpecifiedTradePaymentTerms/ram:Description`),
    notes: root
      .all("rsm:ExchangedDocument/ram:IncludedNote")
      .map((at) => given({ subject: at.text("ram:SubjectCode"), text: at.text("ram:Content") })),
    preceding: root.all(`${settlement}/ram:InvoiceReferencedDocument`).map((at) =>
      given({
        number: at.text("ram:IssuerAssignedID"),
        issueDate: day(at.text(`ram:FormattedIssueDateTime/${DATE}`)),
      }),
    ),
    seller: party(`${agreement}/ram:SellerTradeParty`) ?? { identifiers: [] },
    buyer: party(`${agreement}/ram:BuyerTradeParty`) ?? { identifiers: [] },
    payee: party(`${settlement}/ram:PayeeTradeParty`),
    representative: party(`${agreement}/ram:SellerTaxRepresentativeTradeParty`),
    delivery:
      shipment &&
      given({
        date: day(shipment.text(`ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime/${DATE}`)),
        location: shipTo?.identifier("ram:GlobalID"),
        address: deliverTo && addressOf(deliverTo),
      }),
    period: period && periodOf(period),
    payments: root.all(`${settlement}/ram:SpecifiedTradeSettlementPaymentMeans`).map((at) =>
      given({
        means: at.text("ram:TypeCode"),
        accounts: at.all(account).map((each) =>
          given({
            id: each.text("*[self::ram:IBANID or self::ram:ProprietaryID]"),
            name: each.text("ram:AccountName"),
            bank: each.text("../ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID"),
          }),
        ),
        card: at.text("ram:ApplicableTradeSettlementFinancialCard/ram:ID"),
      }),
    ),
    allowanceCharges: root.all(`${settlement}/ram:SpecifiedTradeAllowanceCharge`).map(allowanceOf),
    totals: given({
      lineTotal: sums?.exact("ram:LineTotalAmount"),
      allowanceTotal: sums?.exact("ram:AllowanceTotalAmount"),
      chargeTotal: sums?.exact("ram:ChargeTotalAmount"),
      net: sums?.exact("ram:TaxBasisTotalAmount"),
      gross: sums?.exact("ram:GrandTotalAmount"),
      prepaid: sums?.exact("ram:TotalPrepaidAmount"),
      rounding: sums?.exact("ram:RoundingAmount"),
      due: sums?.exact("ram:DuePayableAmount"),
    }),
    taxTotals: (sums?.all("ram:TaxTotalAmount") ?? []).map((at) =>
      given({ amount: at.exact("."), currency: at.text("@currencyID") }),
    ),
    taxGroups: root.all(`${settlement}/ram:ApplicableTradeTax`).map(groupOf),
    documents: root.all(`${agreement}/ram:AdditionalReferencedDocument[ram:TypeCode!='50']`).map((at) =>
      given({
        reference: at.identifier("ram:IssuerAssignedID", "../ram:ReferenceTypeCode"),
        type: at.text("ram:TypeCode"),
        mime: at.text("ram:AttachmentBinaryObject/@mimeCode"),
      }),
    ),
    lines: root.all(`${trade}/ram:IncludedSupplyChainTradeLineItem`).map(lineOf),
  });
}
