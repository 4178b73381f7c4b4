import { partyTexts } from "~/domain/parties/fields";
import type { AgreedColumns } from "~/domain/terms/agreed";
import { limits } from "~/shared/limits";
import type { TextField } from "~/shared/text-field";

/** The texts that say who a business is: its invoices' seller. */
export const businessTexts = {
  ...partyTexts,
  taxNumber: { most: limits.taxId, kind: "line" },
} as const satisfies Record<string, TextField>;

/** The texts that say how a business is paid. An invoice keeps them as they were when it was issued. */
export const paymentTexts = {
  paymentTerms: { most: limits.paymentTerms, kind: "lines" },
  iban: { most: limits.iban, kind: "line" },
  bic: { most: limits.bic, kind: "line" },
  accountName: { most: limits.businessName, kind: "line" },
} as const satisfies Record<string, TextField>;

/** What no control has by itself: words of the terms that leave something open are stored apart from those that don't (0048). */
export const openTexts = {
  termsWords: { most: limits.paymentTerms, kind: "lines" },
} as const satisfies Record<string, TextField>;

/** Every field of each page of a business's settings. */
export type BusinessField =
  | keyof typeof businessTexts
  | "country"
  | "electronicScheme"
  | "fiscalYearEndMonth"
  | "chargesTax";
export type PaymentField = keyof typeof paymentTexts | keyof AgreedColumns;
export type FormatsField = "locale" | "timeZone" | "currency";
