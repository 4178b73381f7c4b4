import { partyTexts } from "~/domain/parties/fields";
import type { AgreedColumns } from "~/domain/terms/agreed";
import { limits } from "~/shared/limits";
import type { TextField } from "~/shared/text-field";

/** The texts of a client. Its form, what is stored, its page, the checker and the erasure are held to this list. */
export const clientTexts = {
  ...partyTexts,
  buyerReference: { most: limits.reference, kind: "line" },
  note: { most: limits.note, kind: "lines" },
  paymentTerms: { most: limits.paymentTerms, kind: "lines" },
} as const satisfies Record<string, TextField>;

export type ClientText = keyof typeof clientTexts;

/** What a client has besides texts: codes and numbers. */
type ClientCode = "country" | "currency" | keyof AgreedColumns;

/** Columns that no form fills yet: a client's electronic address comes with e-invoices. */
type NotTyped = "electronicAddress";

/** Every field of a client's form. */
export type ClientField = Exclude<ClientText, NotTyped> | ClientCode;
