import { asCurrency, type CurrencyCode } from "./currency";
import { type Ppm, parsePercent } from "./decimal";
import { isLocale, type LocaleTag } from "./locales";

declare const countryBrand: unique symbol;

/** An ISO 3166-1 alpha-2 code: "DE". (Greece is GR here; EL and XI are VAT prefixes, not countries.) */
export type CountryCode = string & { readonly [countryBrand]: true };

export interface CountryDefaults {
  readonly currency: CurrencyCode;
  readonly locale: LocaleTag;
  readonly timeZone: string;
  /** Standard rates. Several only where they differ by region (Canada: GST alone, then HST). */
  readonly standardTaxRates: readonly Ppm[];
  /** Reduced rates, the higher first. */
  readonly reducedTaxRates: readonly Ppm[];
  readonly taxName: string;
  /** Whether the country, and not its states alone, sets a tax on sales that businesses are registered for. */
  readonly hasTax: boolean;
}

/** ISO 3166-1, with English names. */
const NAMES = `
AD Andorra
AE United Arab Emirates
AF Afghanistan
AG Antigua & Barbuda
AI Anguilla
AL Albania
AM Armenia
AO Angola
AQ Antarctica
AR Argentina
AS American Samoa
AT Austria
AU Australia
AW Aruba
AX Åland Islands
AZ Azerbaijan
BA Bosnia & Herzegovina
BB Barbados
BD Bangladesh
BE Belgium
BF Burkina Faso
BG Bulgaria
BH Bahrain
BI Burundi
BJ Benin
BL St. Barthélemy
BM Bermuda
BN Brunei
BO Bolivia
BQ Caribbean Netherlands
BR Brazil
BS Bahamas
BT Bhutan
BV Bouvet Island
BW Botswana
BY Belarus
BZ Belize
CA Canada
CC Cocos (Keeling) Islands
CD Congo (Democratic Republic)
CF Central African Republic
CG Congo (Republic)
CH Switzerland
CI Côte d’Ivoire
CK Cook Islands
CL Chile
CM Cameroon
CN China
CO Colombia
CR Costa Rica
CU Cuba
CV Cape Verde
CW Curaçao
CX Christmas Island
CY Cyprus
CZ Czechia
DE Germany
DJ Djibouti
DK Denmark
DM Dominica
DO Dominican Republic
DZ Algeria
EC Ecuador
EE Estonia
EG Egypt
EH Western Sahara
ER Eritrea
ES Spain
ET Ethiopia
FI Finland
FJ Fiji
FK Falkland Islands
FM Micronesia
FO Faroe Islands
FR France
GA Gabon
GB United Kingdom
GD Grenada
GE Georgia
GF French Guiana
GG Guernsey
GH Ghana
GI Gibraltar
GL Greenland
GM Gambia
GN Guinea
GP Guadeloupe
GQ Equatorial Guinea
GR Greece
GS South Georgia & South Sandwich Islands
GT Guatemala
GU Guam
GW Guinea-Bissau
GY Guyana
HK Hong Kong
HM Heard & McDonald Islands
HN Honduras
HR Croatia
HT Haiti
HU Hungary
ID Indonesia
IE Ireland
IL Israel
IM Isle of Man
IN India
IO British Indian Ocean Territory
IQ Iraq
IR Iran
IS Iceland
IT Italy
JE Jersey
JM Jamaica
JO Jordan
JP Japan
KE Kenya
KG Kyrgyzstan
KH Cambodia
KI Kiribati
KM Comoros
KN St. Kitts & Nevis
KP North Korea
KR South Korea
KW Kuwait
KY Cayman Islands
KZ Kazakhstan
LA Laos
LB Lebanon
LC St. Lucia
LI Liechtenstein
LK Sri Lanka
LR Liberia
LS Lesotho
LT Lithuania
LU Luxembourg
LV Latvia
LY Libya
MA Morocco
MC Monaco
MD Moldova
ME Montenegro
MF St. Martin
MG Madagascar
MH Marshall Islands
MK North Macedonia
ML Mali
MM Myanmar
MN Mongolia
MO Macao
MP Northern Mariana Islands
MQ Martinique
MR Mauritania
MS Montserrat
MT Malta
MU Mauritius
MV Maldives
MW Malawi
MX Mexico
MY Malaysia
MZ Mozambique
NA Namibia
NC New Caledonia
NE Niger
NF Norfolk Island
NG Nigeria
NI Nicaragua
NL Netherlands
NO Norway
NP Nepal
NR Nauru
NU Niue
NZ New Zealand
OM Oman
PA Panama
PE Peru
PF French Polynesia
PG Papua New Guinea
PH Philippines
PK Pakistan
PL Poland
PM St. Pierre & Miquelon
PN Pitcairn Islands
PR Puerto Rico
PS Palestine
PT Portugal
PW Palau
PY Paraguay
QA Qatar
RE Réunion
RO Romania
RS Serbia
RU Russia
RW Rwanda
SA Saudi Arabia
SB Solomon Islands
SC Seychelles
SD Sudan
SE Sweden
SG Singapore
SH St. Helena
SI Slovenia
SJ Svalbard & Jan Mayen
SK Slovakia
SL Sierra Leone
SM San Marino
SN Senegal
SO Somalia
SR Suriname
SS South Sudan
ST São Tomé & Príncipe
SV El Salvador
SX Sint Maarten
SY Syria
SZ Eswatini
TC Turks & Caicos Islands
TD Chad
TF French Southern Territories
TG Togo
TH Thailand
TJ Tajikistan
TK Tokelau
TL Timor-Leste
TM Turkmenistan
TN Tunisia
TO Tonga
TR Türkiye
TT Trinidad & Tobago
TV Tuvalu
TW Taiwan
TZ Tanzania
UA Ukraine
UG Uganda
UM U.S. Outlying Islands
US United States
UY Uruguay
UZ Uzbekistan
VA Vatican City
VC St. Vincent & Grenadines
VE Venezuela
VG British Virgin Islands
VI U.S. Virgin Islands
VN Vietnam
VU Vanuatu
WF Wallis & Futuna
WS Samoa
YE Yemen
YT Mayotte
ZA South Africa
ZM Zambia
ZW Zimbabwe
`;

/**
 * What a new business starts with: currency, locale, time zone (of the largest city where there are several), name of the tax
 * (`_` for a space), standard rates in per cent, and behind a slash the reduced ones. All 27 of the EU, then some others.
 *
 * Rates as of 2026-01-01: of the mainland, without those of islands and enclaves, as tables of Europe's rates had them for 2025; changed in 2025 and 2026
 * by Estonia (24; 13), Finland (13.5: vero.fi), Lithuania (12 and 5: Law XV-287), Romania (21; 11) and Slovakia (23; 19). Compared on
 * 2026-11-25 with published tables of 2025 and 2026 (easytax.co of the changes of 2026, mindlink.lv; for Canada
 * invoicemama.com, which cites canada.ca): no other value differs. Not in them, and from memory: Malta's 12, Cyprus' 3, and all outside the
 * EU but Canada.
 */
const DEFAULTS = `
AT EUR de-AT Europe/Vienna VAT 20 / 13 10
BE EUR nl-BE Europe/Brussels VAT 21 / 12 6
BG EUR bg-BG Europe/Sofia VAT 20 / 9
HR EUR hr-HR Europe/Zagreb VAT 25 / 13 5
CY EUR el-GR Asia/Nicosia VAT 19 / 9 5 3
CZ CZK cs-CZ Europe/Prague VAT 21 / 12
DK DKK da-DK Europe/Copenhagen VAT 25
EE EUR et-EE Europe/Tallinn VAT 24 / 13 9
FI EUR fi-FI Europe/Helsinki VAT 25.5 / 13.5 10
FR EUR fr-FR Europe/Paris VAT 20 / 10 5.5 2.1
DE EUR de-DE Europe/Berlin VAT 19 / 7
GR EUR el-GR Europe/Athens VAT 24 / 13 6
HU HUF hu-HU Europe/Budapest VAT 27 / 18 5
IE EUR en-IE Europe/Dublin VAT 23 / 13.5 9 4.8
IT EUR it-IT Europe/Rome VAT 22 / 10 5 4
LV EUR lv-LV Europe/Riga VAT 21 / 12 5
LT EUR lt-LT Europe/Vilnius VAT 21 / 12 5
LU EUR fr-FR Europe/Luxembourg VAT 17 / 14 8 3
MT EUR en-IE Europe/Malta VAT 18 / 12 7 5
NL EUR nl-NL Europe/Amsterdam VAT 21 / 9
PL PLN pl-PL Europe/Warsaw VAT 23 / 8 5
PT EUR pt-PT Europe/Lisbon VAT 23 / 13 6
RO RON ro-RO Europe/Bucharest VAT 21 / 11
SK EUR sk-SK Europe/Bratislava VAT 23 / 19 5
SI EUR sl-SI Europe/Ljubljana VAT 22 / 9.5 5
ES EUR es-ES Europe/Madrid VAT 21 / 10 4
SE SEK sv-SE Europe/Stockholm VAT 25 / 12 6
GB GBP en-GB Europe/London VAT 20 / 5
CH CHF de-CH Europe/Zurich VAT 8.1 / 3.8 2.6
NO NOK nb-NO Europe/Oslo VAT 25 / 15 12
US USD en-US America/New_York Sales_tax
CA CAD en-CA America/Toronto GST/HST 5 13 14 15
AU AUD en-AU Australia/Sydney GST 10
JP JPY ja-JP Asia/Tokyo Consumption_tax 10 / 8
IN INR en-IN Asia/Kolkata GST 18 / 5
NZ NZD en-NZ Pacific/Auckland GST 15
LI CHF de-CH Europe/Vaduz VAT 8.1 / 3.8 2.6
IS ISK en-GB Atlantic/Reykjavik VAT 24 / 11
SG SGD en-GB Asia/Singapore GST 9
`;

const names: ReadonlyMap<string, string> = new Map(
  rowsOf(NAMES).map((row) => [row.slice(0, 2), row.slice(3)]),
);

const defaults: ReadonlyMap<string, CountryDefaults> = new Map(rowsOf(DEFAULTS).map(readDefaults));

/** Where nothing is known of the country: nothing is assumed of its tax. */
const FALLBACK: CountryDefaults = {
  currency: asCurrency("USD"),
  locale: "en-GB",
  timeZone: "UTC",
  standardTaxRates: [],
  reducedTaxRates: [],
  taxName: "Tax",
  hasTax: true,
};

/** All countries, sorted by English name. */
export const countries: readonly { readonly code: CountryCode; readonly name: string }[] = [...names.keys()]
  .filter(isCountry)
  .map((code) => ({ code, name: countryName(code) }))
  .sort((a, b) => (sortKey(a.name) < sortKey(b.name) ? -1 : 1));

export function isCountry(code: string): code is CountryCode {
  return names.has(code);
}

/** English name; for a code that isn't a country, the code itself. */
export function countryName(code: string): string {
  return names.get(code) ?? code;
}

/** Sensible defaults for a business in a country. Never fails: other countries get USD, en-GB, UTC and no rate. */
export function countryDefaults(country: string): CountryDefaults {
  return defaults.get(country) ?? FALLBACK;
}

/** Whether the law of a country names its tax on sales VAT, in English; so do those of which nothing is known here. */
export const hasVat = (country: string): boolean => (defaults.get(country)?.taxName ?? "VAT") === "VAT";

/** The member states, which begin the table. */
const EU: ReadonlySet<string> = new Set(
  rowsOf(DEFAULTS)
    .slice(0, 27)
    .map((row) => row.slice(0, 2)),
);

/** Whether a country is a member state of the European Union. */
export const isInEu = (country: string): boolean => EU.has(country);

function readDefaults(row: string): [string, CountryDefaults] {
  const [country = "", currency = "", locale = "", timeZone = "", tax = "", ...rates] = row.split(" ");
  if (!isLocale(locale)) throw new RangeError(`not a locale: ${row}`);
  const percents = (texts: readonly string[]) =>
    texts.flatMap((text) => {
      const parsed = parsePercent(text);
      return parsed.ok ? [parsed.value] : [];
    });
  const slash = rates.includes("/") ? rates.indexOf("/") : rates.length;
  const standardTaxRates = percents(rates.slice(0, slash));
  const reducedTaxRates = percents(rates.slice(slash + 1));
  const taxName = tax.replace("_", " ");
  return [
    country,
    {
      ...{ currency: asCurrency(currency), locale, timeZone, standardTaxRates, reducedTaxRates, taxName },
      hasTax: standardTaxRates.length > 0,
    },
  ];
}

function rowsOf(table: string): string[] {
  return table.trim().split("\n");
}

/** Å sorts as A, in every engine alike. */
function sortKey(name: string): string {
  return name.normalize("NFD").replace(/\p{M}/gu, "");
}
