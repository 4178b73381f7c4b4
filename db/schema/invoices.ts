import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { InvoiceStatus } from "~/domain/invoices/invoice";
import type { TaxCategory } from "~/domain/invoices/tax-category";
import type { TermsKind } from "~/domain/terms/terms";
import {
  civilDate,
  flag,
  id,
  instant,
  micro,
  minorUnits,
  party,
  tenantId,
  timestamps,
  version,
} from "./columns";

export const invoices = sqliteTable(
  "invoices",
  {
    tenantId: tenantId(),
    id: id(),
    /** UNTDID 1001: 380 invoice, 381 credit note. What is more special has a code in `documentTypeCode` too. */
    typeCode: text("type_code").$type<"380" | "381">().notNull().default("380"),
    /** BT-3 where it is another of UNTDID 1001: 384 (corrected), 386 (advance), 389 (self-billed); null: it is `typeCode`. */
    documentTypeCode: text("document_type_code"),
    status: text("status").$type<InvoiceStatus>().notNull().default("draft"),
    clientId: id("client_id"),
    seriesId: text("series_id"),
    period: text("period"),
    sequence: integer("sequence"),
    number: text("number"),
    issueDate: civilDate("issue_date").notNull(),
    dueDate: civilDate("due_date").notNull(),
    paidDate: civilDate("paid_date"),
    currency: text("currency").notNull(),
    note: text("note"),
    internalNote: text("internal_note"),
    buyerReference: text("buyer_reference"),
    orderReference: text("order_reference"),
    projectReference: text("project_reference"),
    paymentTerms: text("payment_terms"),
    deliveryDate: civilDate("delivery_date"),
    periodStart: civilDate("period_start"),
    periodEnd: civilDate("period_end"),
    paymentMeansCode: text("payment_means_code"),
    iban: text("iban"),
    bic: text("bic"),
    accountName: text("account_name"),
    remittanceText: text("remittance_text"),
    precedingInvoiceId: text("preceding_invoice_id"),
    precedingNumber: text("preceding_number"),
    precedingDate: civilDate("preceding_date"),
    /** The document discount as entered: a percentage or an amount, never both. */
    discountPpm: integer("discount_ppm"),
    discountMinor: minorUnits("discount_minor"),
    lineCount: integer("line_count").notNull(),
    /** BT-106 */
    lineTotalMinor: minorUnits("line_total_minor").notNull(),
    /** BT-107 */
    allowanceTotalMinor: minorUnits("allowance_total_minor").notNull(),
    /** BT-108 */
    chargeTotalMinor: minorUnits("charge_total_minor").notNull(),
    /** BT-109 */
    netMinor: minorUnits("net_minor").notNull(),
    /** BT-110 */
    taxMinor: minorUnits("tax_minor").notNull(),
    /** BT-112 */
    grossMinor: minorUnits("gross_minor").notNull(),
    /** BT-113 */
    prepaidMinor: minorUnits("prepaid_minor")
      .notNull()
      .$default(() => 0 as never),
    /** BT-114 */
    roundingMinor: minorUnits("rounding_minor")
      .notNull()
      .$default(() => 0 as never),
    /** BT-115 */
    dueMinor: minorUnits("due_minor").notNull(),
    issuedAt: instant("issued_at"),
    version: version(),
    ...timestamps(),
    archivedAt: instant("archived_at"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const invoiceLines = sqliteTable(
  "invoice_lines",
  {
    tenantId: tenantId(),
    invoiceId: id("invoice_id"),
    position: integer("position").notNull(),
    name: text("name"),
    description: text("description").notNull(),
    quantityMicro: micro("quantity_micro").notNull(),
    unitCode: text("unit_code").notNull(),
    unitPriceMicro: micro("unit_price_micro").notNull(),
    priceBaseMicro: micro("price_base_micro").notNull(),
    grossMinor: minorUnits("gross_minor").notNull(),
    /** BT-131 */
    netMinor: minorUnits("net_minor").notNull(),
    taxCategory: text("tax_category").$type<TaxCategory>().notNull(),
    taxRatePpm: integer("tax_rate_ppm").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.invoiceId, t.position] })],
);

export const invoiceAllowances = sqliteTable(
  "invoice_allowances",
  {
    tenantId: tenantId(),
    invoiceId: id("invoice_id"),
    /** 0: document level; otherwise the line's position. */
    linePosition: integer("line_position").notNull(),
    position: integer("position").notNull(),
    isCharge: flag("is_charge").notNull(),
    reason: text("reason"),
    percentPpm: integer("percent_ppm"),
    baseMinor: minorUnits("base_minor"),
    amountMinor: minorUnits("amount_minor").notNull(),
    taxCategory: text("tax_category").$type<TaxCategory>().notNull(),
    taxRatePpm: integer("tax_rate_ppm").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.invoiceId, t.linePosition, t.position] })],
);

export const invoiceTaxGroups = sqliteTable(
  "invoice_tax_groups",
  {
    tenantId: tenantId(),
    invoiceId: id("invoice_id"),
    position: integer("position").notNull(),
    category: text("category").$type<TaxCategory>().notNull(),
    ratePpm: integer("rate_ppm").notNull(),
    /** BT-116 */
    baseMinor: minorUnits("base_minor").notNull(),
    /** BT-117 */
    taxMinor: minorUnits("tax_minor").notNull(),
    exemptionReason: text("exemption_reason"),
    /** What the document calls it: the rate's name at issue. Null on a draft, and where it was issued before there were names. */
    name: text("name"),
    /** BT-121 */
    exemptionCode: text("exemption_code"),
    /** Which of the category's reasons was chosen; null: the one that its rate has at the issue. */
    exemptionNr: integer("exemption_nr"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.invoiceId, t.category, t.ratePpm] })],
);

/** The taxes that a group's tax consists of, where they are several: its tax is their sum. */
export const invoiceTaxComponents = sqliteTable(
  "invoice_tax_components",
  {
    tenantId: tenantId(),
    invoiceId: id("invoice_id"),
    category: text("category").$type<TaxCategory>().notNull(),
    ratePpm: integer("rate_ppm").notNull(),
    position: integer("position").notNull(),
    componentPpm: integer("component_ppm").notNull(),
    taxMinor: minorUnits("tax_minor").notNull(),
    /** As it was at issue; null on a draft. */
    name: text("name"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.invoiceId, t.category, t.ratePpm, t.position] })],
);

export const invoiceParties = sqliteTable(
  "invoice_parties",
  {
    tenantId: tenantId(),
    invoiceId: id("invoice_id"),
    party: text("party").$type<"seller" | "buyer">().notNull(),
    name: text("name").notNull(),
    taxNumber: text("tax_number"),
    ...party(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.invoiceId, t.party] })],
);

/** What is agreed of its payment: as of the last save of the draft. None for an invoice that was written before there were such terms. */
export const invoiceTerms = sqliteTable(
  "invoice_terms",
  {
    tenantId: tenantId(),
    invoiceId: id("invoice_id"),
    kind: text("kind").$type<TermsKind>().notNull(),
    days: integer("days").notNull(),
    day: integer("day"),
    /** Whether they are this invoice's own; else its client's or its business's. */
    isOwn: flag("is_own").notNull(),
    /** Whether somebody typed the due date; else it follows the issue date and the terms. */
    isDueTyped: flag("is_due_typed").notNull(),
    earlyPaymentPpm: integer("early_payment_ppm"),
    earlyPaymentDays: integer("early_payment_days"),
    isOwnEarlyPayment: flag("is_own_early_payment").notNull(),
    /** Its own, with what is to be filled in; what an issued invoice prints is `paymentTerms` of the invoice. */
    words: text("words"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.invoiceId] })],
);

/** Payee (BG-10), the seller's tax representative (BG-11), and where it was delivered (BG-13): none on most invoices. */
export const invoiceOtherParties = sqliteTable(
  "invoice_other_parties",
  {
    tenantId: tenantId(),
    invoiceId: id("invoice_id"),
    party: text("party").$type<"payee" | "tax-representative" | "delivery">().notNull(),
    /** BT-59, BT-62, BT-70 */
    name: text("name"),
    /** BT-60, BT-71 */
    identifier: text("identifier"),
    identifierScheme: text("identifier_scheme"),
    /** BT-63 */
    vatId: text("vat_id"),
    /** BT-61 */
    registrationId: text("registration_id"),
    addressLine1: text("address_line1"),
    addressLine2: text("address_line2"),
    postcode: text("postcode"),
    city: text("city"),
    region: text("region"),
    country: text("country"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.invoiceId, t.party] })],
);
