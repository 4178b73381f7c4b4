/** How a locale writes numbers, money, percentages and dates. */
export interface LocaleRow {
  readonly tag: string;
  readonly english: string;
  readonly native: string;
  readonly decimal: "." | ",";
  readonly group: "." | "," | "\u00A0" | "’";
  /** Groups of three, or as in India three and then twos. */
  readonly grouping?: "indian";
  /** `-` minus, `¤` currency, `#` number; a space is written as U+00A0. */
  readonly money: "-¤#" | "-¤ #" | "¤ -#" | "-# ¤";
  readonly percent: "#%" | "# %";
  /** d and m without, dd and mm with a zero; mon the month's short name; yyyy the year. */
  readonly date: string;
  /** The currency that is written here by a shorter symbol than elsewhere: "$" in the United States, "kr" in Sweden. */
  readonly symbol?: readonly [currency: string, symbol: string];
}

const NBSP = "\u00A0";
const ENGLISH = { decimal: ".", group: ",", money: "-¤#", percent: "#%", date: "d mon yyyy" } as const;
const POINTS = { decimal: ",", group: ".", money: "-# ¤", percent: "#%" } as const;
const SPACES = { decimal: ",", group: NBSP, money: "-# ¤", percent: "# %" } as const;

const TABLE = [
  { tag: "en-GB", english: "English (United Kingdom)", native: "English (United Kingdom)", ...ENGLISH },
  { tag: "en-IE", english: "English (Ireland)", native: "English (Ireland)", ...ENGLISH },
  {
    tag: "en-US",
    english: "English (United States)",
    native: "English (United States)",
    ...ENGLISH,
    date: "mon d, yyyy",
    symbol: ["USD", "$"],
  },
  {
    tag: "en-CA",
    english: "English (Canada)",
    native: "English (Canada)",
    ...ENGLISH,
    date: "mon d, yyyy",
    symbol: ["CAD", "$"],
  },
  {
    tag: "en-AU",
    english: "English (Australia)",
    native: "English (Australia)",
    ...ENGLISH,
    symbol: ["AUD", "$"],
  },
  {
    tag: "en-NZ",
    english: "English (New Zealand)",
    native: "English (New Zealand)",
    ...ENGLISH,
    symbol: ["NZD", "$"],
  },
  { tag: "en-IN", english: "English (India)", native: "English (India)", ...ENGLISH, grouping: "indian" },
  {
    tag: "bg-BG",
    english: "Bulgarian",
    native: "български",
    ...SPACES,
    percent: "#%",
    date: "dd.mm.yyyy г.",
  },
  { tag: "cs-CZ", english: "Czech", native: "čeština", ...SPACES, date: "d. m. yyyy" },
  {
    tag: "da-DK",
    english: "Danish",
    native: "dansk",
    ...POINTS,
    percent: "# %",
    date: "dd.mm.yyyy",
    symbol: ["DKK", "kr."],
  },
  {
    tag: "de-DE",
    english: "German (Germany)",
    native: "Deutsch (Deutschland)",
    ...POINTS,
    percent: "# %",
    date: "dd.mm.yyyy",
  },
  {
    tag: "de-AT",
    english: "German (Austria)",
    native: "Deutsch (Österreich)",
    ...POINTS,
    money: "-¤ #",
    percent: "# %",
    date: "dd.mm.yyyy",
  },
  {
    tag: "de-CH",
    english: "German (Switzerland)",
    native: "Deutsch (Schweiz)",
    decimal: ".",
    group: "’",
    money: "¤ -#",
    percent: "#%",
    date: "dd.mm.yyyy",
  },
  { tag: "el-GR", english: "Greek", native: "Ελληνικά", ...POINTS, date: "dd/mm/yyyy" },
  { tag: "es-ES", english: "Spanish", native: "español", ...POINTS, percent: "# %", date: "dd/mm/yyyy" },
  { tag: "et-EE", english: "Estonian", native: "eesti", ...SPACES, percent: "#%", date: "dd.mm.yyyy" },
  { tag: "fi-FI", english: "Finnish", native: "suomi", ...SPACES, date: "d.m.yyyy" },
  { tag: "fr-FR", english: "French (France)", native: "français (France)", ...SPACES, date: "dd/mm/yyyy" },
  { tag: "fr-BE", english: "French (Belgium)", native: "français (Belgique)", ...SPACES, date: "dd/mm/yyyy" },
  {
    tag: "fr-CA",
    english: "French (Canada)",
    native: "français (Canada)",
    ...SPACES,
    date: "yyyy-mm-dd",
    symbol: ["CAD", "$"],
  },
  { tag: "hr-HR", english: "Croatian", native: "hrvatski", ...POINTS, percent: "# %", date: "dd.mm.yyyy." },
  { tag: "hu-HU", english: "Hungarian", native: "magyar", ...SPACES, percent: "#%", date: "yyyy. mm. dd." },
  { tag: "it-IT", english: "Italian", native: "italiano", ...POINTS, date: "dd/mm/yyyy" },
  {
    tag: "ja-JP",
    english: "Japanese",
    native: "日本語",
    decimal: ".",
    group: ",",
    money: "-¤#",
    percent: "#%",
    date: "yyyy/mm/dd",
  },
  { tag: "lt-LT", english: "Lithuanian", native: "lietuvių", ...SPACES, date: "yyyy-mm-dd" },
  { tag: "lv-LV", english: "Latvian", native: "latviešu", ...SPACES, percent: "#%", date: "dd.mm.yyyy." },
  {
    tag: "nb-NO",
    english: "Norwegian",
    native: "norsk bokmål",
    ...SPACES,
    date: "dd.mm.yyyy",
    symbol: ["NOK", "kr"],
  },
  {
    tag: "nl-NL",
    english: "Dutch (Netherlands)",
    native: "Nederlands (Nederland)",
    ...POINTS,
    money: "¤ -#",
    date: "dd-mm-yyyy",
  },
  {
    tag: "nl-BE",
    english: "Dutch (Belgium)",
    native: "Nederlands (België)",
    ...POINTS,
    money: "¤ -#",
    date: "dd/mm/yyyy",
  },
  { tag: "pl-PL", english: "Polish", native: "polski", ...SPACES, percent: "#%", date: "dd.mm.yyyy" },
  {
    tag: "pt-PT",
    english: "Portuguese (Portugal)",
    native: "português (Portugal)",
    ...SPACES,
    percent: "#%",
    date: "dd/mm/yyyy",
  },
  {
    tag: "pt-BR",
    english: "Portuguese (Brazil)",
    native: "português (Brasil)",
    ...POINTS,
    money: "-¤ #",
    date: "dd/mm/yyyy",
  },
  {
    tag: "ro-RO",
    english: "Romanian",
    native: "română",
    ...POINTS,
    percent: "# %",
    date: "dd.mm.yyyy",
    symbol: ["RON", "lei"],
  },
  { tag: "sk-SK", english: "Slovak", native: "slovenčina", ...SPACES, date: "d. m. yyyy" },
  {
    tag: "sl-SI",
    english: "Slovenian",
    native: "slovenščina",
    ...POINTS,
    percent: "# %",
    date: "d. m. yyyy",
  },
  {
    tag: "sv-SE",
    english: "Swedish",
    native: "svenska",
    ...SPACES,
    date: "yyyy-mm-dd",
    symbol: ["SEK", "kr"],
  },
] as const satisfies readonly LocaleRow[];

export type LocaleTag = (typeof TABLE)[number]["tag"];

/** All locales with their English and native names, English first. */
export const locales: readonly (LocaleRow & { readonly tag: LocaleTag })[] = TABLE;

const byTag: ReadonlyMap<string, LocaleRow> = new Map(TABLE.map((row) => [row.tag, row]));

export function isLocale(tag: string): tag is LocaleTag {
  return byTag.has(tag);
}

export function localeRow(tag: LocaleTag): LocaleRow {
  const row = byTag.get(tag);
  if (!row) throw new RangeError(`not a locale: ${tag}`);
  return row;
}
