import { asPpm, PPM_PER_WHOLE } from "~/shared/decimal";
import { isTaxCategory, type TaxCategory } from "./tax-category";
import type { TaxComponents } from "./totals";

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

/** Which rates consist of several taxes, as a form carries it: `S-149750=50000+99750`, one after the other. */
export const taxComponentsText = (of: readonly TaxComponents[]): string =>
  of
    .map(
      ({ taxCategory, taxRate, components }) =>
        `${taxRateId({ category: taxCategory, ratePpm: taxRate })}=${components.join("+")}`,
    )
    .join(";");

/** The rates of such a text, or null for what is none: components are two or more, none is nothing, and their sum is the rate. */
export function parseTaxComponents(text: string): readonly TaxComponents[] | null {
  if (text === "") return [];
  const read = text.split(";").map((each): TaxComponents | null => {
    const [id = "", parts = "", ...more] = each.split("=");
    const key = parseTaxRateId(id);
    if (!key || more.length > 0 || !/^[1-9]\d{0,6}(?:\+[1-9]\d{0,6}){1,8}$/.test(parts)) return null;
    const components = parts.split("+").map(Number);
    if (components.reduce((sum, part) => sum + part, 0) !== key.ratePpm) return null;
    return { taxCategory: key.category, taxRate: asPpm(key.ratePpm), components: components.map(asPpm) };
  });
  const known = read.filter((each) => each !== null);
  const ids = known.map(({ taxCategory, taxRate }) => `${taxCategory} ${taxRate}`);
  return known.length === read.length && new Set(ids).size === ids.length ? known : null;
}
