import { countryName } from "./countries";

/** A postal address as it is stored: any part may be missing. Country: ISO 3166-1. */
export interface PostalAddress {
  readonly addressLine1: string | null;
  readonly addressLine2: string | null;
  readonly postcode: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly country: string;
}

/** Street, postcode, city, then the region on a line of its own: most of Europe, and where nothing else is known. */
const USUAL = "A|Z C|S";

/**
 * How countries order an address, by Google's address data (as CLDR's and the libaddressinput project have it), in Latin script:
 * A street, Z postcode, C city, S region or state, | a new line. What stands between two parts is written only between two. A part
 * that a country leaves out of its addresses has a place all the same, since somebody typed it.
 */
const ORDERS: Readonly<Record<string, string>> = {
  "A|Z C S": "EE ES IT LT MZ PF UY",
  "A|Z S C": "RO",
  "A|Z C, S": "MX",
  "A|Z C/S": "TR",
  "A|Z-C|S": "SV",
  "A|Z|C|S": "AM EC MU OM",
  "A|Z|C, S": "NI",
  "A|Z, C|S": "BY",
  "A|C Z|S": "BH BM BN BT GU IL IN JO KH LB LS MT MV NG NP NZ PE SA SG VC",
  "A|C - Z|S": "BD",
  "A|C-Z|S": "PK",
  "A|C, Z|S": "MM",
  "A|S|C, Z": "LV",
  "A|C Z, S": "VE",
  "A|C Z S": "PG",
  "A|C S Z": "AU CA CC CX HM NF",
  "A|C, S Z": "AS BB FM MH MP PR PW SO TW UM US VI",
  "A|C, S, Z": "CO",
  "A|C, S|Z": "HN IQ JP",
  "A|S, C|Z": "CR",
  "A|C S|Z": "CU",
  "A|C - S|Z": "BR",
  "A|C|S Z": "ID KY MN TH VN",
  "A|C|S, Z": "CN KP",
  "A|C|Z S": "PH",
  "A|C|S|Z": "EG FK GB GG GI GS IE IM IO JE KE KR LK NA PN RU SD SH SZ TC UA VG ZA",
  "A|S|C Z": "KI",
  "C|A|Z|S": "HU",
  "Z|S|C|A": "KZ",
  "S|C|A|Z": "IR",
};

const orders: ReadonlyMap<string, string> = new Map(
  Object.entries(ORDERS).flatMap(([order, countries]) => countries.split(" ").map((code) => [code, order])),
);

/** The same in their own script: from the large to the small. */
const IN_OWN_SCRIPT: Readonly<Record<string, string>> = {
  CN: "Z|S C|A",
  JP: "Z|S C|A",
  KR: "S C|A|Z",
  TW: "Z|S C|A",
};

const OWN_SCRIPT = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** One line of an order, filled in: "C, S Z" of Springfield and 62704 is "Springfield 62704". */
function fill(line: string, parts: Readonly<Record<string, string>>): string {
  let text = "";
  let between = "";
  for (const sign of line) {
    const part = parts[sign];
    if (part === undefined) between += sign;
    else {
      if (part) text += (text && between) + part;
      between = "";
    }
  }
  return text;
}

/** The lines of an address in the order of its country, whose name is always the last. No line is empty. */
export function addressLines(address: PostalAddress): string[] {
  const { addressLine1, addressLine2, postcode, city, region, country } = address;
  const street = [addressLine1, addressLine2].filter(Boolean).join("\n");
  const isOwnScript = OWN_SCRIPT.test(`${street}${city ?? ""}`);
  const order = (isOwnScript ? IN_OWN_SCRIPT[country] : undefined) ?? orders.get(country) ?? USUAL;
  // A city that is its own region is named once.
  const parts = { A: street, Z: postcode ?? "", C: city ?? "", S: region === city ? "" : (region ?? "") };
  const lines = order.split("|").flatMap((line) => fill(line, parts).split("\n"));
  return [...lines, countryName(country)].filter(Boolean);
}
