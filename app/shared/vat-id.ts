import { err, ok, type Result } from "./result";

/**
 * `shape`: no VAT id of that country looks like this. `check-digits`: one is mistyped.
 */
export type VatIdError = "shape" | "check-digits";

interface Rule {
  /** What stands behind the prefix. */
  readonly shape: RegExp;
  readonly isRight: (body: string) => boolean;
  /** A right one, for words such as "such as DE123456788". */
  readonly example: string;
}

const digitsOf = (text: string): number[] => [...text].map(Number);

/** Σ digit × weight. Weights beyond the digits, and digits beyond the weights, don't count. */
const weigh = (text: string, weights: readonly number[]): number =>
  digitsOf(text).reduce((sum, digit, i) => sum + digit * (weights[i] ?? 0), 0);

/** Remainder of a number that may have more digits than a safe integer. */
const modulo = (text: string, by: number): number =>
  digitsOf(text).reduce((rest, digit) => (rest * 10 + digit) % by, 0);

/** ISO/IEC 7812-1: every second digit from the right counts twice, as the sum of its digits. */
const luhnSum = (text: string): number =>
  digitsOf(text)
    .reverse()
    .reduce((sum, digit, i) => sum + (i % 2 === 0 ? digit : ([0, 2, 4, 6, 8, 1, 3, 5, 7, 9][digit] ?? 0)), 0);

const luhn = (text: string): boolean => luhnSum(text) % 10 === 0;

/** ISO/IEC 7064, Mod 11,10. */
const mod11And10 = (text: string): boolean =>
  digitsOf(text).reduce((check, digit) => ((((check || 10) * 2) % 11) + digit) % 10, 5) === 1;

const lastIs = (text: string, digit: number): boolean => text.at(-1) === String(digit);

const descending = (from: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => from - i);

const SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE";

function spanish(body: string): boolean {
  const first = body.charAt(0);
  const digits = body.slice(1, -1);
  const asPerson = (number: string) => SPANISH[Number(number) % 23] === body.at(-1);
  if (/\d/.test(first)) return asPerson(body.slice(0, -1));
  if ("XYZ".includes(first)) return asPerson("XYZ".indexOf(first) + digits);
  if ("KLM".includes(first)) return asPerson(digits);
  const check = (10 - (luhnSum(`${digits}0`) % 10)) % 10;
  return body.at(-1) === String(check) || body.at(-1) === "JABCDEFGHI"[check];
}

const FRENCH = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/** A key of two characters before the SIREN, which Monaco's numbers (000…) don't have. */
function french(body: string): boolean {
  const siren = body.slice(2);
  if (!siren.startsWith("000") && !luhn(siren)) return false;
  if (/^\d/.test(body) && /^.\d/.test(body)) return Number(body.slice(0, 2)) === modulo(`${siren}12`, 97);
  const [first, second] = [FRENCH.indexOf(body.charAt(0)), FRENCH.indexOf(body.charAt(1))];
  const key = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
  return (Number(siren) + 1 + Math.floor(key / 11)) % 11 === key % 11;
}

const IRISH = "WABCDEFGHIJKLMNOPQRSTUV";

function irish(body: string): boolean {
  const isOld = !/^\d{7}/.test(body);
  const digits = isOld ? `0${body.slice(2, 7)}${body.charAt(0)}` : body.slice(0, 7);
  const extra = isOld || body.length === 8 ? 0 : IRISH.indexOf(body.charAt(8));
  return IRISH[(weigh(digits, descending(8, 7)) + 9 * extra) % 23] === body.charAt(7);
}

function bulgarian(body: string): boolean {
  const front = body.slice(0, -1);
  if (body.length === 9) {
    const check = weigh(front, [1, 2, 3, 4, 5, 6, 7, 8]) % 11;
    return lastIs(body, check < 10 ? check : (weigh(front, [3, 4, 5, 6, 7, 8, 9, 10]) % 11) % 10);
  }
  // A citizen, a foreigner, or another person: the number doesn't say which.
  return (
    lastIs(body, (weigh(front, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10) ||
    lastIs(body, weigh(front, [21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10) ||
    lastIs(body, (11 - (weigh(front, [4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11)
  );
}

/** A company has 8 digits. Persons have 9 (a 6 and a number of their own, or one of before 1954, without a check digit) or 10. */
function czech(body: string): boolean {
  const front = body.slice(0, -1);
  if (body.length === 8) return lastIs(body, ((11 - (weigh(front, descending(8, 7)) % 11)) % 11 || 1) % 10);
  if (body.startsWith("6") && body.length === 9) {
    return lastIs(body, (8 - ((10 - (weigh(front.slice(1), descending(8, 7)) % 11) + 11) % 11) + 10) % 10);
  }
  return body.length === 9 || lastIs(body, (Number(front) % 11) % 10);
}

/** 11 divides it. Persons' numbers of before 1985 may end in 0 where the rest is 10. */
const slovak = (body: string): boolean =>
  lastIs(body, (Number(body.slice(0, -1)) % 11) % 10) || modulo(body, 11) === 0;

function lithuanian(body: string): boolean {
  const front = body.slice(0, -1);
  const by = (offset: number) =>
    weigh(
      front,
      Array.from(front, (_, i) => 1 + ((i + offset) % 9)),
    ) % 11;
  return body.at(-2) === "1" && lastIs(body, by(0) < 10 ? by(0) : by(2) % 10);
}

/** A company begins with 4 to 9. A person's number is one of birth, or (from 2017) begins with 32 and tells nothing. */
function latvian(body: string): boolean {
  if (body > "4") return weigh(body, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 === 3;
  return (
    body.startsWith("32") || lastIs(body, ((1 + weigh(body, [10, 5, 8, 4, 2, 1, 6, 3, 7, 9])) % 11) % 10)
  );
}

/** As it was given (the number of the person or company, by 11), or since 2020, for the self-employed (by 97, letters as numbers). */
function dutch(body: string): boolean {
  const old = (weigh(body.slice(0, 8), descending(9, 8)) - Number(body.charAt(8))) % 11 === 0;
  return old || modulo([..."NL", ...body].map((sign) => Number.parseInt(sign, 36)).join(""), 97) === 1;
}

function romanian(body: string): boolean {
  const front = body.slice(0, -1);
  if (body.length === 13) {
    const check = weigh(front, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
    return lastIs(body, check === 10 ? 1 : check);
  }
  return lastIs(body, ((10 * weigh(front.padStart(9, "0"), [7, 5, 3, 2, 1, 7, 5, 3, 2])) % 11) % 10);
}

/** Nine digits, and three more for a branch; government departments and health authorities have three without a check digit. */
function british(body: string): boolean {
  if (/^[GH]/.test(body)) return true;
  const rest = weigh(body, [8, 7, 6, 5, 4, 3, 2, 10, 1]) % 97;
  return rest === 0 || (body >= "1" && (rest === 42 || rest === 55));
}

const CYPRIOT = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];

function cypriot(body: string): boolean {
  const sum = digitsOf(body.slice(0, 8)).reduce((n, d, i) => n + (i % 2 === 0 ? (CYPRIOT[d] ?? 0) : d), 0);
  return body.at(-1) === String.fromCharCode(65 + (sum % 26));
}

/** The check digit that eleven less the rest of the weighted sum is; where that is ten, it is 0. */
const slovenian = (body: string): boolean => {
  const check = 11 - (weigh(body, descending(8, 7)) % 11);
  return lastIs(body, check === 10 ? 0 : check);
};

const UNITED_KINGDOM: Omit<Rule, "example"> = {
  shape: /^(?:\d{9}|\d{12}|GD[0-4]\d\d|HA[5-9]\d\d)$/,
  isRight: british,
};

/**
 * By prefix. Shapes: European Commission, VIES, "What is the format of VAT numbers?" (question 11 of its FAQ; 27 member states and XI),
 * HMRC (GB), Art. 1 UIDV (CH), § 5-1-1 (1) a of the Norwegian bokføringsforskrift (NO). Check digits: each country's own published or
 * customary rule, compared number by number with python-stdnum 1.18. Where sources differ, what either allows is right: a wrong
 * refusal is worse than a mistyped digit.
 */
const RULES: Readonly<Record<string, Rule>> = {
  AT: {
    shape: /^U\d{8}$/,
    isRight: (n) => lastIs(n, (96 - luhnSum(n.slice(1, 8))) % 10),
    example: "ATU13585627",
  },
  BE: {
    shape: /^[01]\d{9}$/,
    isRight: (n) => (Number(n.slice(0, 8)) + Number(n.slice(8))) % 97 === 0,
    example: "BE0428759497",
  },
  BG: { shape: /^\d{9,10}$/, isRight: bulgarian, example: "BG175074752" },
  CHE: {
    shape: /^\d{9}(?:MWST|TVA|IVA|TPV)?$/,
    isRight: (n) => weigh(n.slice(0, 9), [5, 4, 3, 2, 7, 6, 5, 4, 1]) % 11 === 0,
    example: "CHE-107.787.577 MWST",
  },
  CY: { shape: /^\d{8}[A-Z]$/, isRight: cypriot, example: "CY10259033P" },
  CZ: { shape: /^\d{8,10}$/, isRight: czech, example: "CZ25123891" },
  DE: { shape: /^[1-9]\d{8}$/, isRight: mod11And10, example: "DE123456788" },
  DK: {
    shape: /^[1-9]\d{7}$/,
    isRight: (n) => weigh(n, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
    example: "DK13585628",
  },
  EE: {
    shape: /^\d{9}$/,
    isRight: (n) => weigh(n, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0,
    example: "EE100931558",
  },
  EL: {
    shape: /^\d{9}$/,
    isRight: (n) => lastIs(n, (weigh(n, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10),
    example: "EL094259216",
  },
  ES: {
    shape: /^(?:\d{8}[A-Z]|[KLMXYZ]\d{7}[A-Z]|[A-HJNP-SUVW]\d{7}[0-9A-J])$/,
    isRight: spanish,
    example: "ESB58378431",
  },
  FI: {
    shape: /^\d{8}$/,
    isRight: (n) => weigh(n, [7, 9, 10, 5, 8, 4, 2, 1]) % 11 === 0,
    example: "FI20774740",
  },
  FR: { shape: /^[0-9A-HJ-NP-Z]{2}\d{9}$/, isRight: french, example: "FR40303265045" },
  GB: { ...UNITED_KINGDOM, example: "GB980780684" },
  HR: { shape: /^\d{11}$/, isRight: mod11And10, example: "HR33392005961" },
  HU: {
    shape: /^\d{8}$/,
    isRight: (n) => weigh(n, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 === 0,
    example: "HU12892312",
  },
  IE: { shape: /^(?:\d{7}[A-W][A-IW]?|\d[A-Z+*]\d{5}[A-W])$/, isRight: irish, example: "IE6433435F" },
  IT: { shape: /^\d{11}$/, isRight: luhn, example: "IT00743110157" },
  LT: { shape: /^(?:\d{9}|\d{12})$/, isRight: lithuanian, example: "LT119511515" },
  LU: {
    shape: /^\d{8}$/,
    isRight: (n) => modulo(n.slice(0, 6), 89) === Number(n.slice(6)),
    example: "LU15027442",
  },
  LV: { shape: /^\d{11}$/, isRight: latvian, example: "LV40003521600" },
  MT: {
    shape: /^[1-9]\d{7}$/,
    isRight: (n) => weigh(n, [3, 4, 6, 7, 8, 9, 10, 1]) % 37 === 0,
    example: "MT11679112",
  },
  NL: { shape: /^\d{9}B(?!00)\d{2}$/, isRight: dutch, example: "NL004495445B01" },
  NO: {
    shape: /^\d{9}(?:MVA)?$/,
    isRight: (n) => weigh(n.slice(0, 9), [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0,
    example: "NO995525828MVA",
  },
  PL: {
    shape: /^\d{10}$/,
    isRight: (n) => weigh(n, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11 === Number(n.charAt(9)),
    example: "PL8567346215",
  },
  PT: {
    shape: /^[1-9]\d{8}$/,
    isRight: (n) => lastIs(n, ((11 - (weigh(n, descending(9, 8)) % 11)) % 11) % 10),
    example: "PT501964843",
  },
  RO: { shape: /^[1-9](?:\d{1,9}|\d{12})$/, isRight: romanian, example: "RO18547290" },
  SE: { shape: /^\d{10}01$/, isRight: (n) => luhn(n.slice(0, 10)), example: "SE123456789701" },
  SI: { shape: /^[1-9]\d{7}$/, isRight: slovenian, example: "SI50223054" },
  SK: { shape: /^\d{10}$/, isRight: slovak, example: "SK2022749619" },
  XI: { ...UNITED_KINGDOM, example: "XI980780684" },
};

/** Under the One Stop Shop a business from outside of the Union has a number of no country (EU …), or one for imports (IM …). */
const ONE_STOP_SHOP = /^(?:EU\d{9}|IM\d{10})$/;

/** Countries whose VAT ids begin with other letters than their own code. */
const PREFIXES: Readonly<Record<string, string>> = {
  AX: "FI",
  CH: "CHE",
  GF: "FR",
  GP: "FR",
  GR: "EL",
  IM: "GB",
  MC: "FR",
  MQ: "FR",
  RE: "FR",
  YT: "FR",
};

const prefixOf = (country: string): string => PREFIXES[country] ?? country;

/** Without what people put between the characters: spaces, stops, hyphens, slashes. */
const compact = (text: string): string =>
  text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s./,:\p{Pd}]/gu, "")
    .replace(/^GR/, "EL");

/** As it is stored and printed: DE123456788; in Switzerland CHE-107.787.577 MWST. */
function written(prefix: string, body: string): string {
  if (prefix !== "CHE") return prefix + body;
  const [, a, b, c, suffix] = /^(\d{3})(\d{3})(\d{3})(.*)$/.exec(body) ?? [];
  return `CHE-${a}.${b}.${c}${suffix ? ` ${suffix}` : ""}`;
}

/** Seven zeros ahead: made up. They fit many a check digit. */
const isRight = (rule: Rule, body: string): boolean => !/^0{7}/.test(body) && rule.isRight(body);

/**
 * Reads a VAT id (EN 16931 BT-31, BT-48) of somebody in `country` (ISO 3166-1): of that country, or of another one in Europe where they
 * are registered. Its country's letters may be left out, and are added: rules ask for them (BR-CO-09). Where nothing is known of a
 * country's numbers, every text is right, as it was typed.
 */
export function parseVatId(text: string, country: string): Result<string, VatIdError> {
  const typed = compact(text);
  const ownPrefix = prefixOf(country);
  const own = RULES[ownPrefix];
  if (own?.shape.test(typed) && isRight(own, typed)) return ok(written(ownPrefix, typed));
  if (ONE_STOP_SHOP.test(typed)) return ok(typed);
  const prefix = typed.startsWith("CHE") ? "CHE" : typed.slice(0, 2);
  const rule = RULES[prefix];
  const body = typed.slice(prefix.length);
  if (rule?.shape.test(body)) return isRight(rule, body) ? ok(written(prefix, body)) : err("check-digits");
  if (!own) return ok(text.trim());
  return err(own.shape.test(typed) ? "check-digits" : "shape");
}

/** A right VAT id of that country, for words that ask for one; where none is known, Germany's. */
export const vatIdExample = (country: string): string =>
  (RULES[prefixOf(country)] ?? (RULES.DE as Rule)).example;

/** The prefixes of all VAT ids that are known here, for tests. */
export const vatIdPrefixes: readonly string[] = Object.keys(RULES);
