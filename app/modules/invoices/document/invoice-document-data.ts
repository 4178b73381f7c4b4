import type { PrintedText } from "~/domain/invoices/fields";

/** A civil date: `iso` is `YYYY-MM-DD`, `text` what people read. */
export type DocumentDate = { iso: string; text: string };

/** One party as it was when the invoice was issued. */
export type DocumentParty = {
  legalName: string;
  /** Shown only if it differs from the legal name. */
  tradeName?: string;
  /** Street, city with postcode, region, country: in the order of the party's country. */
  addressLines: string[];
  vatId?: string;
  /** Whether the tax of its country is called VAT, and the id after it. */
  hasVat: boolean;
  taxNumber?: string;
  registrationId?: string;
  electronicAddress?: string;
  contactName?: string;
  email?: string;
  phone?: string;
};

export type DocumentLine = {
  /** 1, 2, 3 … */
  position: number;
  description: string;
  /** Longer text below the description; line breaks are kept. */
  detail?: string;
  quantity: string;
  /** "hours", "pieces"; empty for none. */
  unit?: string;
  /** With "per 100" if the price is for more than one. */
  unitPrice: string;
  /** Discounts and charges of the line, as people read them: "−10 %". */
  discount?: string;
  /** Left out where the whole invoice bears no tax. */
  taxRate?: string;
  net: string;
};

/** A discount or charge of the whole document, with its sign in the amount. */
export type DocumentAdjustment = { label: string; amount: string };

export type DocumentTaxGroup = {
  /** The rate's name: "VAT 19%", "Reverse charge". */
  label: string;
  /** Left out where the name says it, or there is none. */
  rate?: string;
  base: string;
  tax: string;
};

/**
 * An invoice as plain data: every amount, rate, quantity and date is formatted already, in the document's currency and language.
 * The server builds it, the document only sets it.
 */
export type InvoiceDocumentData = { [Text in PrintedText]?: string } & {
  kind: "invoice" | "credit-note";
  status: "draft" | "sent" | "paid";
  /** A draft has none. */
  number?: string;
  /** ISO 4217: "EUR". */
  currency: string;
  seller: DocumentParty;
  buyer: DocumentParty;
  issueDate?: DocumentDate;
  dueDate?: DocumentDate;
  paidDate?: DocumentDate;
  /** A date or a period, as text. */
  delivery?: string;
  /** The invoice that a credit note corrects. */
  precedingInvoice?: { number: string; date?: DocumentDate };
  lines: DocumentLine[];
  totals: {
    /** Sum of the lines; shown if there are adjustments. */
    lines: string;
    adjustments: DocumentAdjustment[];
    net: string;
    /** None where the whole invoice bears no tax. */
    taxGroups: DocumentTaxGroup[];
    /** Why no tax is charged (BT-120), as it prints. */
    reasons: string[];
    gross: string;
    /** With its minus sign. */
    prepaid?: string;
    rounding?: string;
    /** What came in, with its minus sign: only once it is paid. */
    paid?: string;
    /** Still: nothing once it is paid. */
    due: string;
  };
  payment?: {
    /** "Bank transfer". */
    means?: string;
    iban?: string;
    bic?: string;
    accountName?: string;
    /** What the payer should write; usually the number. */
    remittanceText?: string;
    /** "Payable within 14 days, without deduction." */
    terms?: string;
    /** What may be deducted for paying early, until when. */
    early?: string;
  };
};
