import type { TaxCategory } from "./tax-category";

/** What follows `VATEX-EU-` and `VATEX-FR-`. */
const EU = `
79-C 132 132-1A 132-1B 132-1C 132-1D 132-1E 132-1F 132-1G 132-1H 132-1I 132-1J 132-1K 132-1L 132-1M 132-1N 132-1O 132-1P 132-1Q
143 143-1A 143-1B 143-1C 143-1D 143-1E 143-1F 143-1FA 143-1G 143-1H 143-1I 143-1J 143-1K 143-1L 144 146-1E
148 148-A 148-B 148-C 148-D 148-E 148-F 148-G 151 151-1A 151-1AA 151-1B 151-1C 151-1D 151-1E 153 159 309 AE D F G I IC J O
`;
const FR = `
FRANCHISE CNWVAT AE CGI261-1 CGI261-2 CGI261-3 CGI261-4 CGI261-5 CGI261-7 CGI261-8 CGI261A CGI261B CGI261C-1 CGI261C-2 CGI261C-3
CGI261D-1 CGI261D-1BIS CGI261D-2 CGI261D-3 CGI261D-4 CGI261E-1 CGI261E-2 CGI275 CGI277A CGI295 298SEXDECIESA
`;

const listed = (prefix: string, list: string): string[] =>
  list
    .trim()
    .split(/\s+/)
    .map((code) => `VATEX-${prefix}-${code}`);

/**
 * The VATEX list, version of the Connecting Europe Facility that Peppol BIS 3.0.19 holds, as of 2025-11: the reasons for no tax as codes
 * (EN 16931 BT-121).
 */
export const exemptionCodes: readonly string[] = [...listed("EU", EU), ...listed("FR", FR)];

/** Codes for one category only: the list's remarks, Peppol's rules P0104 to P0111. All others are for E. */
const OF_ONE: Readonly<Record<string, TaxCategory>> = {
  "VATEX-EU-AE": "AE",
  "VATEX-FR-AE": "AE",
  "VATEX-EU-IC": "K",
  "VATEX-EU-G": "G",
  "VATEX-EU-O": "O",
};

const known: ReadonlySet<string> = new Set(exemptionCodes);

/** The codes that a category may have; none for one that needs no reason. */
export const codesOf = (category: TaxCategory): readonly string[] =>
  exemptionCodes.filter((code) => (OF_ONE[code] ?? "E") === category);

/** Whether a code is in the list, and for that category. */
export const isExemptionCode = (code: string, category: TaxCategory): boolean =>
  known.has(code) && (OF_ONE[code] ?? "E") === category;
