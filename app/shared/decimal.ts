import { err, ok, type Result } from "./result";

declare const microBrand: unique symbol;
declare const ppmBrand: unique symbol;

/** A quantity or unit price as a whole number of millionths: 1.5 is 1 500 000. At most MAX_MICRO either way. */
export type Micro = number & { readonly [microBrand]: true };

/** A rate as parts per million, that is percent × 10 000: 19 % is 190 000, 9.975 % is 99 750. 0 to 1 000 000. */
export type Ppm = number & { readonly [ppmBrand]: true };

export type DecimalError = "empty" | "not-a-number" | "too-many-decimals" | "out-of-range";

/** How many Micro are 1. */
export const MICRO_PER_UNIT = 1_000_000;
/** The largest decimal: a thousand million, in millionths. */
export const MAX_MICRO = 1_000_000_000_000_000;
/** How many Ppm are 100 %. */
export const PPM_PER_WHOLE = 1_000_000;

const MICRO_SCALE = 6;
const PERCENT_SCALE = 4;
const MOST_DIGITS = 30;
const GROUPED = /^\d{1,3}([., '])\d{3}(?:\1\d{3})*$/;

/** Marks an integer from a trusted place (a constant, a database row). Throws RangeError when it isn't a Micro. */
export function asMicro(value: number): Micro {
  if (!Number.isSafeInteger(value) || Math.abs(value) > MAX_MICRO)
    throw new RangeError(`not a Micro: ${value}`);
  return (value + 0) as Micro;
}

/** Marks an integer from a trusted place. Throws RangeError when it isn't a whole number from 0 to 1 000 000. */
export function asPpm(value: number): Ppm {
  if (!Number.isSafeInteger(value) || value < 0 || value > PPM_PER_WHOLE)
    throw new RangeError(`not a Ppm: ${value}`);
  return (value + 0) as Ppm;
}

/**
 * Reads a decimal that a person typed, as an integer of 10^-scale.
 *
 * `.` and `,` are both decimal signs. Groups of three may be set apart by spaces or apostrophes; where both `.` and `,`
 * appear, the last is the decimal sign and the other sets groups apart; two or more of one kind can only be groups
 * ("1,234,567"). A single one is always the decimal sign, so "1.234" is never a thousand. Decimals count as written:
 * "1.000" with a scale of 2 is refused, since it may well mean a thousand. U+2212 is a minus too. A digit may be missing on one
 * side of the decimal sign (".5", "5."). The bound of 30 digits only keeps BigInt from work nobody needs.
 */
export function parseScaled(text: string, scale: number): Result<bigint, DecimalError> {
  const plain = text
    .trim()
    .replace(/[\u00A0\u2007\u2009\u202F]/g, " ")
    .replace(/\u2019/g, "'")
    .replace(/^\u2212/, "-");
  if (plain === "") return err("empty");
  const negative = plain.startsWith("-");
  const body = negative ? plain.slice(1) : plain;
  const at = decimalSignAt(body);
  const whole = at < 0 ? body : body.slice(0, at);
  const fraction = at < 0 ? "" : body.slice(at + 1);
  if (!/^\d*$/.test(fraction) || !(/^\d*$/.test(whole) || GROUPED.test(whole))) return err("not-a-number");
  if (whole === "" && fraction === "") return err("not-a-number");
  if (fraction.length > scale) return err("too-many-decimals");
  const digits = (whole.replace(/\D/g, "") + fraction.padEnd(scale, "0")).replace(/^0+/, "");
  if (digits.length > MOST_DIGITS) return err("out-of-range");
  const value = BigInt(digits);
  return ok(negative ? -value : value);
}

function decimalSignAt(body: string): number {
  const dot = body.lastIndexOf(".");
  const comma = body.lastIndexOf(",");
  if (dot >= 0 && comma >= 0) return Math.max(dot, comma);
  const last = Math.max(dot, comma);
  const first = body.indexOf(dot >= 0 ? "." : ",");
  return first === last ? last : -1;
}

/** Writes an integer of 10^-scale with `.` and exactly `scale` decimals: (123450, 2) is "1234.50". */
export function formatScaled(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, "0");
  const cut = digits.length - scale;
  const sign = value < 0n ? "-" : "";
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, cut)}.${digits.slice(cut)}`;
}

/** Reads a quantity or price (see parseScaled), at most 6 decimals. Bounds are inclusive; ±1 000 000 000 unless told. */
export function parseDecimal(
  text: string,
  { min = -MAX_MICRO, max = MAX_MICRO }: { min?: number; max?: number } = {},
): Result<Micro, DecimalError> {
  const parsed = parseScaled(text, MICRO_SCALE);
  if (!parsed.ok) return parsed;
  if (parsed.value < BigInt(min) || parsed.value > BigInt(max)) return err("out-of-range");
  return ok(asMicro(Number(parsed.value)));
}

/** The shortest text that parseDecimal reads back as the same value: 1 500 000 is "1.5". */
export function formatDecimal(value: Micro): string {
  return trimZeros(formatScaled(BigInt(value), MICRO_SCALE));
}

/** Reads a percentage from 0 to 100 with at most 4 decimals and perhaps a `%` behind it. */
export function parsePercent(text: string): Result<Ppm, DecimalError> {
  const parsed = parseScaled(text.trim().replace(/%$/, ""), PERCENT_SCALE);
  if (!parsed.ok) return parsed;
  if (parsed.value < 0n || parsed.value > BigInt(PPM_PER_WHOLE)) return err("out-of-range");
  return ok(asPpm(Number(parsed.value)));
}

/** The shortest percentage, without the sign: 99 750 is "9.975". */
export function formatPercent(rate: Ppm): string {
  return trimZeros(formatScaled(BigInt(rate), PERCENT_SCALE));
}

/**
 * The exact decimal text of a fraction (denominator > 0), shortest form. One that never ends is cut after 12 decimals
 * and ends in "…"; one that ends after more than 30 is treated alike.
 */
export function formatFraction(numerator: bigint, denominator: bigint): string {
  const size = numerator < 0n ? -numerator : numerator;
  const scaled = size * 10n ** BigInt(MOST_DIGITS);
  const sign = numerator < 0n ? "-" : "";
  if (scaled % denominator === 0n) return sign + trimZeros(formatScaled(scaled / denominator, MOST_DIGITS));
  return `${sign}${formatScaled((size * 10n ** 12n) / denominator, 12)}…`;
}

function trimZeros(text: string): string {
  return text.replace(/\.?0+$/, "");
}
