import type { Exact } from "~/shared/exact";

// The semantic model of EN 16931-1: what an invoice says, whatever file or table it is written in. All of it may be missing, since
// whether it has to be there is what the rules say. Dates are ISO 8601 days. Amounts, quantities and rates are exact decimals.

/** A code or an identifier, and the list or scheme that it is of. */
export interface Identifier {
  readonly id: string;
  readonly scheme?: string;
}

/** BG-5, BG-8, BG-12, BG-15. */
export interface EnAddress {
  readonly line1?: string;
  readonly line2?: string;
  readonly line3?: string;
  readonly city?: string;
  readonly postcode?: string;
  readonly region?: string;
  readonly country?: string;
}

/** BG-4, BG-7; of BG-10 and BG-11 a part. */
export interface EnParty {
  /** BT-27, BT-44, BT-59, BT-62 */
  readonly name?: string;
  /** BT-28, BT-45 */
  readonly tradeName?: string;
  /** BT-29, BT-46, BT-60 */
  readonly identifiers: readonly Identifier[];
  /** BT-30, BT-47, BT-61 */
  readonly registrationId?: Identifier;
  /** BT-31, BT-48, BT-63 */
  readonly vatId?: string;
  /** BT-32 */
  readonly taxNumber?: string;
  /** BT-33 */
  readonly legalInformation?: string;
  /** BT-34, BT-49 */
  readonly electronicAddress?: Identifier;
  readonly address?: EnAddress;
  /** BG-6, BG-9 */
  readonly contact?: { readonly name?: string; readonly phone?: string; readonly email?: string };
}

/** BG-14, BG-26. */
export interface EnPeriod {
  readonly start?: string;
  readonly end?: string;
}

/** BG-20 and BG-21 on the document, BG-27 and BG-28 on a line. */
export interface EnAllowanceCharge {
  readonly isCharge: boolean;
  readonly amount?: Exact;
  readonly base?: Exact;
  readonly percent?: Exact;
  readonly reason?: string;
  readonly reasonCode?: string;
  /** BT-95, BT-102: of the document only. */
  readonly taxCategory?: string;
  /** BT-96, BT-103: of the document only. */
  readonly taxRate?: Exact;
}

/** BG-25. */
export interface EnLine {
  /** BT-126 */
  readonly id?: string;
  /** BT-127 */
  readonly note?: string;
  /** BT-128 */
  readonly object?: Identifier;
  /** BT-129 */
  readonly quantity?: Exact;
  /** BT-130 */
  readonly unit?: string;
  /** BT-131 */
  readonly net?: Exact;
  /** BT-132 */
  readonly orderLine?: string;
  /** BT-133 */
  readonly accountingReference?: string;
  readonly period?: EnPeriod;
  readonly allowanceCharges: readonly EnAllowanceCharge[];
  /** BT-146 */
  readonly price?: Exact;
  /** BT-148 */
  readonly grossPrice?: Exact;
  /** BT-149 */
  readonly priceBase?: Exact;
  /** BT-150 */
  readonly priceBaseUnit?: string;
  /** BT-151 */
  readonly taxCategory?: string;
  /** BT-152 */
  readonly taxRate?: Exact;
  /** BT-153 */
  readonly name?: string;
  /** BT-154 */
  readonly description?: string;
  /** BT-155 */
  readonly sellersItemId?: string;
  /** BT-156 */
  readonly buyersItemId?: string;
  /** BT-157 */
  readonly standardItemId?: Identifier;
  /** BT-158 */
  readonly classifications: readonly Identifier[];
  /** BT-159 */
  readonly originCountry?: string;
  /** BG-32 */
  readonly attributes: readonly { readonly name?: string; readonly value?: string }[];
}

/** BG-23. */
export interface EnTaxGroup {
  /** BT-116 */
  readonly base?: Exact;
  /** BT-117 */
  readonly tax?: Exact;
  /** BT-118 */
  readonly category?: string;
  /** BT-119 */
  readonly rate?: Exact;
  /** BT-120 */
  readonly exemptionReason?: string;
  /** BT-121 */
  readonly exemptionCode?: string;
}

/** BG-22. */
export interface EnTotals {
  /** BT-106 */
  readonly lineTotal?: Exact;
  /** BT-107 */
  readonly allowanceTotal?: Exact;
  /** BT-108 */
  readonly chargeTotal?: Exact;
  /** BT-109 */
  readonly net?: Exact;
  /** BT-112 */
  readonly gross?: Exact;
  /** BT-113 */
  readonly prepaid?: Exact;
  /** BT-114 */
  readonly rounding?: Exact;
  /** BT-115 */
  readonly due?: Exact;
}

/** BG-16. */
export interface EnPayment {
  /** BT-81 */
  readonly means?: string;
  /** BG-17 */
  readonly accounts: readonly { readonly id?: string; readonly name?: string; readonly bank?: string }[];
  /** BT-87 */
  readonly card?: string;
}

/** BG-24. */
export interface EnDocument {
  /** BT-122; BT-18 where `type` is 130. */
  readonly reference?: Identifier;
  /** UNTDID 1001: 130 is an invoiced object, all else a supporting document. */
  readonly type?: string;
  readonly mime?: string;
}

export interface EnInvoice {
  /** BT-24 */
  readonly specification?: string;
  /** BT-23 */
  readonly process?: string;
  /** BT-1 */
  readonly number?: string;
  /** BT-2 */
  readonly issueDate?: string;
  /** BT-3 */
  readonly type?: string;
  /** BT-5 */
  readonly currency?: string;
  /** BT-6 */
  readonly taxCurrency?: string;
  /** BT-7 */
  readonly taxPointDate?: string;
  /** BT-8 */
  readonly taxPointCode?: string;
  /** BT-9 */
  readonly dueDate?: string;
  /** BT-10 */
  readonly buyerReference?: string;
  /** BT-20 */
  readonly paymentTerms?: string;
  /** BG-1: BT-21 and BT-22. */
  readonly notes: readonly { readonly subject?: string; readonly text?: string }[];
  /** BG-3 */
  readonly preceding: readonly { readonly number?: string; readonly issueDate?: string }[];
  readonly seller: EnParty;
  readonly buyer: EnParty;
  readonly payee?: EnParty;
  /** BG-11 */
  readonly representative?: EnParty;
  /** BG-13 */
  readonly delivery?: {
    readonly date?: string;
    readonly location?: Identifier;
    readonly address?: EnAddress;
  };
  readonly period?: EnPeriod;
  readonly payments: readonly EnPayment[];
  readonly allowanceCharges: readonly EnAllowanceCharge[];
  readonly totals: EnTotals;
  /** BT-110, and BT-111 in the currency of BT-6; a currency may be missing. */
  readonly taxTotals: readonly { readonly amount?: Exact; readonly currency?: string }[];
  /** BG-23 */
  readonly taxGroups: readonly EnTaxGroup[];
  /** BG-24, and BT-18. */
  readonly documents: readonly EnDocument[];
  readonly lines: readonly EnLine[];
}
