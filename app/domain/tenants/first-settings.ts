import { type TaxCategory, taxCategoryRule } from "~/domain/invoices/tax-category";
import { type NumberPattern, parsePattern } from "~/domain/numbering/pattern";
import { countryDefaults, isInEu } from "~/shared/countries";
import { formatPercent } from "~/shared/decimal";
import { localizeDecimal } from "~/shared/format";
import type { LocaleTag } from "~/shared/locales";
import { provinceOf, ratesIn, type TaxComponent } from "./canada";
import { untaxedRate } from "./untaxed";

const FIRST_PATTERN = "INV-{YYYY}-{0000}";

/** The number series that every business begins with. */
export function firstSeries(): NumberPattern {
  const parsed = parsePattern(FIRST_PATTERN);
  if (!parsed.ok) throw new Error(`The first pattern is wrong: ${parsed.error}`);
  return parsed.value;
}

/** The list is that of the EU's e-invoices: elsewhere a business may choose a code, and begins with none. */
const codeOf = (category: TaxCategory, country: string): string | null =>
  isInEu(country) ? (taxCategoryRule(category).exemptionCode ?? null) : null;

export interface FirstTaxRate {
  readonly category: TaxCategory;
  readonly ratePpm: number;
  readonly name: string;
  readonly exemptionReason: string | null;
  readonly exemptionCode: string | null;
  readonly isDefault: boolean;
  /** The taxes that it consists of, where they are several. */
  readonly components: readonly TaxComponent[];
}

interface About {
  readonly chargesTax?: boolean;
  /** In Canada the province: its taxes are the default. */
  readonly region?: string | null;
}

/** The rates of a business in a province of Canada, each by the names of its taxes. */
function provincialRates(province: string, locale: LocaleTag): FirstTaxRate[] {
  const named = ({ name, ratePpm }: TaxComponent) =>
    `${name} ${localizeDecimal(formatPercent(ratePpm), locale)}%`;
  return ratesIn(province).map(({ ratePpm, components, taxes }, i) => ({
    category: "S",
    ratePpm,
    name: taxes.map(named).join(" + "),
    components,
    ...{ exemptionReason: null, exemptionCode: null, isDefault: i === 0 },
  }));
}

/**
 * What a business begins with. One that charges tax: the country's rates, standard and reduced, the highest standard one as default, and
 * what it may need besides, zero and outside the scope. One that does not: the words of its country's law for that. Where nobody charges
 * a tax that the country sets (the United States), no rate but none: its own are added.
 */
export function firstTaxRates(country: string, { chargesTax = true, region }: About = {}): FirstTaxRate[] {
  const { locale, standardTaxRates, reducedTaxRates, taxName, hasTax } = countryDefaults(country);
  const rest = { exemptionReason: null, exemptionCode: null, isDefault: false, components: [] };
  const outside: FirstTaxRate = {
    category: "O",
    ratePpm: 0,
    name: "No tax",
    exemptionReason: "Not subject to tax",
    exemptionCode: codeOf("O", country),
    isDefault: false,
    components: [],
  };
  const reverseCharge: FirstTaxRate = {
    category: "AE",
    ratePpm: 0,
    name: "Reverse charge",
    exemptionReason: "Reverse charge",
    exemptionCode: codeOf("AE", country),
    isDefault: false,
    components: [],
  };
  if (!chargesTax || !hasTax) {
    const untaxed: FirstTaxRate = { ...untaxedRate(country), ratePpm: 0, isDefault: true, components: [] };
    return untaxed.category === "E" ? [untaxed, reverseCharge, outside] : [untaxed];
  }
  const province = country === "CA" ? provinceOf(region) : null;
  if (province)
    return [
      ...provincialRates(province, locale),
      { ...rest, category: "Z", ratePpm: 0, name: `${taxName} 0%` },
      outside,
    ];
  const rates = [...standardTaxRates, ...reducedTaxRates].filter((rate) => rate > 0);
  const highest = Math.max(0, ...standardTaxRates);
  return [
    ...rates.map((rate) => ({
      ...rest,
      category: "S" as const,
      ratePpm: rate,
      name: `${taxName} ${localizeDecimal(formatPercent(rate), locale)}%`,
      isDefault: rate === highest,
    })),
    { ...rest, category: "Z", ratePpm: 0, name: `${taxName} 0%` },
    reverseCharge,
    { ...outside, isDefault: rates.length === 0 },
  ];
}

/**
 * The rates that go with what the business says of its tax, where its default goes with the opposite: a rate above zero for one that
 * charges no tax, none for one that charges it. Null where nothing is in the way, as before the law of the country is known.
 */
export function fittingRates(
  {
    country,
    chargesTax,
    region = null,
  }: { readonly country: string; readonly chargesTax: boolean; readonly region?: string | null },
  rates: readonly {
    readonly category: TaxCategory;
    readonly isDefault: boolean;
    readonly ratePpm: number;
    readonly components: readonly unknown[];
  }[],
): FirstTaxRate[] | null {
  const standing = rates.find(({ isDefault }) => isDefault)?.category;
  const fits = chargesTax
    ? (standing !== "E" && standing !== "O") || !firstTaxRates(country).some(({ ratePpm }) => ratePpm > 0)
    : standing === "E" || standing === "O";
  // In a province whose rate it does not know yet, or not as what it consists of.
  const wanted = firstTaxRates(country, { chargesTax, region });
  const [own] = country === "CA" && chargesTax && provinceOf(region) ? wanted : [];
  const known =
    !own ||
    rates.some(
      ({ category, ratePpm, components }) =>
        category === own.category && ratePpm === own.ratePpm && components.length === own.components.length,
    );
  return fits && known ? null : wanted;
}
