import { PPM_PER_WHOLE } from "~/shared/decimal";
import { isTaxCategory, type TaxCategory } from "./tax-category";

export interface TaxRateKey {
  readonly category: TaxCategory;
  readonly ratePpm: number;
}

/** What a rate is called in URLs, forms and the audit trail: `S-190000`. */
export const taxRateId = ({ category, ratePpm }: TaxRateKey): string => `${category}-${ratePpm}`;

/** The rate of such a name, or null for what is none. One rate has one spelling. */
export function parseTaxRateId(text: string): TaxRateKey | null {
  const [, category = "", digits = ""] = /^([A-Z]{1,2})-(0|[1-9]\d{0,6})$/.exec(text) ?? [];
  const ratePpm = Number(digits);
  if (!isTaxCategory(category) || ratePpm > PPM_PER_WHOLE) return null;
  return { category, ratePpm };
}
