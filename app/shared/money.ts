import { type CurrencyCode, exponentOf } from "./currency";
import { type DecimalError, formatScaled, parseScaled } from "./decimal";
import { err, ok, type Result } from "./result";

declare const minorBrand: unique symbol;

/** An amount of money as a whole number of its currency's minor unit (ISO 4217): EUR 12.50 is 1250, JPY 12 is 12. */
export type Minor = number & { readonly [minorBrand]: true };

/** The largest amount on an invoice, either way: 13 digits. A thousand of them still add up to a safe integer's size. */
export const MAX_AMOUNT = 9_999_999_999_999;

export const ZERO = 0 as Minor;

/** Marks an integer from a trusted place (a constant, a database row). Throws RangeError when it isn't a safe integer. */
export function asMinor(value: number): Minor {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not an amount of minor units: ${value}`);
  return (value + 0) as Minor;
}

/** numerator ÷ denominator to the nearest integer, halves away from zero: 2.5 → 3, -2.5 → -3. Throws on a zero denominator. */
export function roundHalfAwayFromZero(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n !== denominator < 0n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const rounded = (2n * n + d) / (2n * d);
  return negative ? -rounded : rounded;
}

/** Reads an amount that a machine wrote (see parseScaled), with at most as many decimals as the currency has. Bounds are inclusive. */
export function parseAmount(
  text: string,
  currency: CurrencyCode,
  { min = -MAX_AMOUNT, max = MAX_AMOUNT }: { min?: number; max?: number } = {},
): Result<Minor, DecimalError> {
  const parsed = parseScaled(text, exponentOf(currency));
  if (!parsed.ok) return parsed;
  if (parsed.value < BigInt(min) || parsed.value > BigInt(max)) return err("out-of-range");
  return ok(asMinor(Number(parsed.value)));
}

/** The amount for machines: `.`, no groups, exactly the currency's decimals: "1234.50". */
export function formatAmountPlain(amount: Minor, currency: CurrencyCode): string {
  return formatScaled(BigInt(amount), exponentOf(currency));
}

/**
 * Splits a total in proportion to whole-number weights without losing a unit (largest remainder; ties go to the first).
 * A weight of 0 gets 0; allocate(-t) is the negative of allocate(t). Weights may be negative as long as their sum isn't 0.
 */
export function allocate(
  total: Minor,
  weights: readonly number[],
): Result<Minor[], "zero-weights" | "amount-too-large"> {
  const parts = weights.map(BigInt);
  const weightSum = parts.reduce((sum, part) => sum + part, 0n);
  if (weightSum === 0n) return total === 0 ? ok(weights.map(() => ZERO)) : err("zero-weights");
  const sign = total < 0 ? -1n : 1n;
  const size = BigInt(total) * sign;
  const flip = weightSum < 0n ? -1n : 1n;
  const divisor = weightSum * flip;
  const shares = parts.map((part, index) => {
    const exact = size * part * flip;
    const rest = ((exact % divisor) + divisor) % divisor;
    return { index, rest, amount: (exact - rest) / divisor };
  });
  let left = size - shares.reduce((sum, share) => sum + share.amount, 0n);
  for (const share of [...shares].sort((a, b) =>
    a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1,
  )) {
    if (left === 0n) break;
    share.amount += 1n;
    left -= 1n;
  }
  const limit = BigInt(MAX_AMOUNT);
  if (shares.some(({ amount }) => amount > limit || amount < -limit)) return err("amount-too-large");
  return ok(shares.map((share) => asMinor(Number(share.amount * sign))));
}
