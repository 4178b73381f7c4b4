/**
 * Numbers as people write them, read by the locale that their business writes in. What format.ts writes in a locale is read back as
 * the same number. What is no number of the locale, and one of another, is asked about and not guessed.
 */
import { type CurrencyCode, exponentOf } from "./currency";
import {
  asMicro,
  asPpm,
  type DecimalError,
  formatScaled,
  MAX_MICRO,
  MICRO_SCALE,
  type Micro,
  PERCENT_SCALE,
  PPM_PER_WHOLE,
  type Ppm,
} from "./decimal";
import { currencySigns, localizeDecimal } from "./format";
import { type LocaleTag, localeRow, locales } from "./locales";
import { asMinor, MAX_AMOUNT, type Minor } from "./money";
import { err, ok, type Result } from "./result";

/** A number that was read. */
export interface Read<T> {
  readonly value: T;
  /** What to say beside the field: what was understood and, where the text could be either, what was not. Both in the locale. */
  readonly doubt: Doubt | null;
}

export interface Doubt {
  readonly readAs: string;
  readonly notAs: string | null;
}

/** Why a text is no number here. `question`: it is one elsewhere; `meant` says what it could be, written as here. */
export type NumberProblem =
  | { readonly kind: DecimalError }
  | { readonly kind: "question"; readonly meant: readonly string[] };

/** How a number is to be read: decimals of its unit, and bounds (inclusive, in that unit). */
interface Scale {
  readonly scale: number;
  readonly min: bigint;
  readonly max: bigint;
}

/** The signs of one way to write numbers. */
interface Convention {
  readonly decimal: string;
  readonly groups: readonly string[];
  readonly indian: boolean;
}

/** Set groups apart wherever one is, and are never a decimal sign. */
const NEUTRAL = [" ", "'"] as const;
const MOST_DIGITS = 30;

/** One sign for each meaning: spaces, apostrophes and minus signs have many, and Japanese keyboards have wide ones of all. */
const plain = (text: string): string =>
  text
    .replace(/[\uFF0C-\uFF19]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u00A0\u2007\u2009\u202F\u3000]/g, " ")
    .replace(/[\u2019\u02BC]/g, "'")
    .replace(/[\u2212\u2013]/g, "-")
    .trim();

function conventionOf(locale: LocaleTag): Convention {
  const { decimal, group, grouping } = localeRow(locale);
  return { decimal, groups: [...new Set([plainGroup(group), ...NEUTRAL])], indian: grouping === "indian" };
}

const plainGroup = (group: string): string => (group.trim() === "" ? " " : plain(group));

/** Every way to write numbers that some locale has. */
const conventions: readonly Convention[] = [
  ...new Map(
    locales.map(({ tag }) => {
      const convention = conventionOf(tag);
      return [JSON.stringify(convention), convention];
    }),
  ).values(),
];

interface Parts {
  readonly whole: string;
  readonly fraction: string;
  /** The sign between its groups, where it has any. */
  readonly group: string | null;
  readonly hasDecimalSign: boolean;
}

/** The whole part and the decimals of a text without its minus; null when it is not written by the convention. */
function partsBy({ decimal, groups, indian }: Convention, body: string): Parts | null {
  const at = body.indexOf(decimal);
  const whole = at < 0 ? body : body.slice(0, at);
  const fraction = at < 0 ? "" : body.slice(at + 1);
  if (!/^\d*$/.test(fraction) || (whole === "" && fraction === "")) return null;
  const hasDecimalSign = at >= 0;
  if (/^\d*$/.test(whole)) return { whole, fraction, group: null, hasDecimalSign };
  const group = groups.find((sign) => whole.includes(sign)) ?? null;
  if (group === null || !isGrouped(whole.split(group), indian)) return null;
  return { whole: whole.replaceAll(group, ""), fraction, group, hasDecimalSign };
}

/** Groups of three; in India the last is of three and those before of two, but threes are known there too. */
function isGrouped(groups: readonly string[], indian: boolean): boolean {
  const [first = "", ...others] = groups;
  const last = others.pop() ?? "";
  if (!/^\d{3}$/.test(last)) return false;
  const ofThree = /^[1-9]\d{0,2}$/.test(first) && others.every((each) => /^\d{3}$/.test(each));
  return ofThree || (indian && /^[1-9]\d?$/.test(first) && others.every((each) => /^\d{2}$/.test(each)));
}

function valueIn({ whole, fraction }: Parts, negative: boolean, unit: Scale): Result<bigint, DecimalError> {
  if (fraction.length > unit.scale) return err("too-many-decimals");
  const digits = (whole + fraction.padEnd(unit.scale, "0")).replace(/^0+/, "");
  if (digits.length > MOST_DIGITS) return err("out-of-range");
  const value = negative ? -BigInt(digits) : BigInt(digits);
  return value < unit.min || value > unit.max ? err("out-of-range") : ok(value);
}

/** A number of the locale, and so that nobody takes it for another: a whole one that has groups gets decimals. */
function written(value: bigint, { scale }: Pick<Scale, "scale">, locale: LocaleTag): string {
  const exact = formatScaled(value, scale)
    .replace(/(\.\d*?)0+$/, "$1")
    .replace(/\.$/, "");
  const isWhole = !exact.includes(".");
  return localizeDecimal(isWhole && scale > 1 && exact.length > 3 ? `${exact}.00` : exact, locale);
}

/**
 * Reads a number by the locale. A lone sign before exactly three digits is the locale's group sign or decimal sign, whichever it is
 * there ("1.234" is a thousand in Germany). A lone sign that only one way of writing explains is read by that one ("12.5" is twelve and
 * a half there too: some telephones have no other key). Anything else of another locale is a question.
 */
function readScaled(text: string, locale: LocaleTag, unit: Scale): Result<Read<bigint>, NumberProblem> {
  const all = plain(text);
  if (all === "") return err({ kind: "empty" });
  const negative = all.startsWith("-");
  const body = negative ? all.slice(1).trimStart() : all;
  const parts = partsBy(conventionOf(locale), body);
  const own = parts && valueIn(parts, negative, unit);
  const elsewhere = conventions.flatMap((convention) => {
    const other = partsBy(convention, body);
    return other ? [valueIn(other, negative, unit)] : [];
  });
  const possible = [...new Set(elsewhere.flatMap((each) => (each.ok ? [each.value] : [])))].sort((a, b) =>
    a < b ? 1 : -1,
  );
  const show = (value: bigint) => written(value, unit, locale);
  const isLone = /^\d*[.,]\d*$/.test(body);

  if (own?.ok) {
    const [other] = possible.filter((value) => value !== own.value);
    const couldBeEither = isLone && other !== undefined;
    const doubt = couldBeEither ? { readAs: show(own.value), notAs: show(other) } : null;
    return ok({ value: own.value, doubt });
  }
  const [first, second] = possible;
  if (first === undefined) {
    const refused = own ?? elsewhere.find((each) => !each.ok);
    return err({ kind: refused && !refused.ok ? refused.error : "not-a-number" });
  }
  if (!own && isLone && second === undefined)
    return ok({ value: first, doubt: { readAs: show(first), notAs: null } });
  return err({ kind: "question", meant: possible.map(show) });
}

/** A quantity or a price of the locale that nobody takes for another: "1.234,00". */
export const plainDecimal = (value: Micro, locale: LocaleTag): string =>
  written(BigInt(value), { scale: MICRO_SCALE }, locale);

/** Reads a number of one unit as another type. */
function read<T>(
  text: string,
  locale: LocaleTag,
  unit: Scale,
  as: (value: number) => T,
): Result<Read<T>, NumberProblem> {
  const found = readScaled(text, locale, unit);
  return found.ok ? ok({ ...found.value, value: as(Number(found.value.value)) }) : found;
}

/** A quantity or a price: at most 6 decimals, up to a thousand million either way; never below `min`. */
export const readDecimal = (
  text: string,
  locale: LocaleTag,
  { min = -MAX_MICRO }: { min?: number } = {},
): Result<Read<Micro>, NumberProblem> =>
  read(text, locale, { scale: MICRO_SCALE, min: BigInt(min), max: BigInt(MAX_MICRO) }, asMicro);

/** A percentage from 0 to 100 with at most 4 decimals and perhaps a `%` behind it. */
export const readPercent = (text: string, locale: LocaleTag): Result<Read<Ppm>, NumberProblem> =>
  read(
    text.trim().replace(/[%\uFF05]$/, ""),
    locale,
    { scale: PERCENT_SCALE, min: 0n, max: BigInt(PPM_PER_WHOLE) },
    asPpm,
  );

/** An amount with at most as many decimals as its currency has, and perhaps the currency's code or symbol beside it. */
export const readAmount = (
  text: string,
  currency: CurrencyCode,
  locale: LocaleTag,
): Result<Read<Minor>, NumberProblem> =>
  read(
    withoutCurrency(text, currency, locale),
    locale,
    { scale: exponentOf(currency), min: BigInt(-MAX_AMOUNT), max: BigInt(MAX_AMOUNT) },
    asMinor,
  );

/** "−€ 1.234,50" and "CHF −12.00" alike: the minus may stand on either side of the sign. */
function withoutCurrency(text: string, currency: CurrencyCode, locale: LocaleTag): string {
  const all = plain(text);
  const minus = all.startsWith("-") ? "-" : "";
  const body = all.slice(minus.length).trim();
  for (const sign of currencySigns(currency, locale)) {
    const upper = body.toUpperCase();
    if (upper.startsWith(sign.toUpperCase())) return minus + body.slice(sign.length).trim();
    if (upper.endsWith(sign.toUpperCase())) return minus + body.slice(0, -sign.length).trim();
  }
  return all;
}
