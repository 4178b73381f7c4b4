import type { TaxCategory } from "~/domain/invoices/tax-category";
import { type NumberPattern, parsePattern } from "~/domain/numbering/pattern";
import { countryDefaults } from "~/shared/countries";
import { formatPercent } from "~/shared/decimal";
import { localizeDecimal } from "~/shared/format";

const FIRST_PATTERN = "INV-{YYYY}-{0000}";

/** The number series that every business begins with. */
export function firstSeries(): NumberPattern {
  const parsed = parsePattern(FIRST_PATTERN);
  if (!parsed.ok) throw new Error(`The first pattern is wrong: ${parsed.error}`);
  return parsed.value;
}

export interface FirstTaxRate {
  readonly category: TaxCategory;
  readonly ratePpm: number;
  readonly name: string;
  readonly exemptionReason: string | null;
  readonly isDefault: boolean;
}

/** The country's rates, standard and reduced, the highest standard one as default, and what every business may need: zero and outside the scope. */
export function firstTaxRates(country: string): FirstTaxRate[] {
  const { locale, standardTaxRates, reducedTaxRates, taxName } = countryDefaults(country);
  const rates = [...standardTaxRates, ...reducedTaxRates].filter((rate) => rate > 0);
  const highest = Math.max(0, ...standardTaxRates);
  return [
    ...rates.map((rate) => ({
      category: "S" as const,
      ratePpm: rate,
      name: `${taxName} ${localizeDecimal(formatPercent(rate), locale)}%`,
      exemptionReason: null,
      isDefault: rate === highest,
    })),
    { category: "Z", ratePpm: 0, name: `${taxName} 0%`, exemptionReason: null, isDefault: false },
    {
      category: "AE",
      ratePpm: 0,
      name: "Reverse charge",
      exemptionReason: "Reverse charge",
      isDefault: false,
    },
    {
      category: "O",
      ratePpm: 0,
      name: "No tax",
      exemptionReason: "Not subject to tax",
      isDefault: rates.length === 0,
    },
  ];
}
