import { roundHalfAwayFromZero } from "./money";

/** A decimal as it was written, of any size: "1.50" is 150 units of 10^-2. Nothing is rounded but by `roundTo`. */
export interface Exact {
  readonly units: bigint;
  /** How many decimals were written. */
  readonly scale: number;
}

/** More digits than any amount has; it only keeps a hostile text from work. */
const MOST_CHARACTERS = 60;

/** Reads what a machine wrote: digits, at most one `.`, perhaps a sign. Null for anything else. */
export function readExact(text: string): Exact | null {
  if (text.length > MOST_CHARACTERS) return null;
  const [, sign, whole = "", fraction = ""] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text.trim()) ?? [];
  if (whole === "" && fraction === "") return null;
  const units = BigInt(whole + fraction);
  return { units: sign === "-" ? -units : units, scale: fraction.length };
}

/** A whole number of 10^-scale: minor units of a currency, millionths of a quantity, parts per million of a rate. */
export const exactOf = (units: number | bigint, scale: number): Exact => ({ units: BigInt(units), scale });

export const NOTHING: Exact = { units: 0n, scale: 0 };

const power = (scale: number): bigint => 10n ** BigInt(scale);
const unitsAt = ({ units, scale }: Exact, wanted: number): bigint => units * power(wanted - scale);

export function plus(a: Exact, b: Exact): Exact {
  const scale = Math.max(a.scale, b.scale);
  return { units: unitsAt(a, scale) + unitsAt(b, scale), scale };
}

export const negated = ({ units, scale }: Exact): Exact => ({ units: -units, scale });
export const minus = (a: Exact, b: Exact): Exact => plus(a, negated(b));
export const times = (a: Exact, b: Exact): Exact => ({ units: a.units * b.units, scale: a.scale + b.scale });
export const sumOf = (all: readonly Exact[]): Exact => all.reduce(plus, NOTHING);

/** Below, at or above zero: as a is less than, equal to or greater than b. */
export function compare(a: Exact, b: Exact): number {
  const { units } = minus(a, b);
  return units < 0n ? -1 : units > 0n ? 1 : 0;
}

export const isEqual = (a: Exact, b: Exact): boolean => compare(a, b) === 0;
export const isZero = ({ units }: Exact): boolean => units === 0n;

/** Whether two are no further apart than that. */
export const isWithin = (a: Exact, b: Exact, apart: Exact): boolean => {
  const { units, scale } = minus(a, b);
  return compare({ units: units < 0n ? -units : units, scale }, apart) <= 0;
};

/** a ÷ b, rounded half away from zero to so many decimals. b is not zero. */
export const dividedBy = (a: Exact, b: Exact, scale: number): Exact => {
  const numerator = a.units * power(b.scale + scale);
  const denominator = b.units * power(a.scale);
  return denominator < 0n
    ? { units: roundHalfAwayFromZero(-numerator, -denominator), scale }
    : { units: roundHalfAwayFromZero(numerator, denominator), scale };
};

/** Rounded half away from zero to so many decimals. */
export const roundTo = (a: Exact, scale: number): Exact => dividedBy(a, { units: 1n, scale: 0 }, scale);
