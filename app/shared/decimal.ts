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

/** How many decimals a Micro has, and a percentage. */
export const MICRO_SCALE = 6;
export const PERCENT_SCALE = 4;
const MOST_DIGITS = 30;

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
 * Reads a decimal that a machine wrote, as an integer of 10^-scale: digits, at most one `.`, perhaps a `-` before them. What a person
 * typed depends on their locale and is read by numerals.ts. The bound of 30 digits only keeps BigInt from work nobody needs.
 */
export function parseScaled(text: string, scale: number): Result<bigint, DecimalError> {
  if (text === "") return err("empty");
  const [, sign, whole = "", fraction = ""] = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text) ?? [];
  if (whole === "" && fraction === "") return err("not-a-number");
  if (fraction.length > scale) return err("too-many-decimals");
  const digits = (whole + fraction.padEnd(scale, "0")).replace(/^0+/, "");
  if (digits.length > MOST_DIGITS) return err("out-of-range");
  const value = BigInt(digits);
  return ok(sign === "-" ? -value : value);
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

/** Reads a percentage (see parseScaled) from 0 to 100 with at most 4 decimals. */
export function parsePercent(text: string): Result<Ppm, DecimalError> {
  const parsed = parseScaled(text, PERCENT_SCALE);
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
