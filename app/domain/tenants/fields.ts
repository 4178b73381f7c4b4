import { partyTexts } from "~/domain/parties/fields";
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

/** Every field of each page of a business's settings. */
export type BusinessField =
  | keyof typeof businessTexts
  | "country"
  | "electronicScheme"
  | "fiscalYearEndMonth"
  | "chargesTax";
export type PaymentField = keyof typeof paymentTexts | "paymentTermsDays";
export type FormatsField = "locale" | "timeZone" | "currency";
