/** The value below which this share of the values lies (nearest rank); of none, NaN. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export interface Slope {
  /** Of y per unit of x. */
  readonly perUnit: number;
  /** Half the width of the 95 % confidence interval. */
  readonly margin: number;
}

/**
 * The straight line of least squares through the points, with the interval that its slope lies in (Student's t, 95 %). The points must
 * not depend on each other: take means of longer stretches where neighbours are alike.
 */
export function slopeOf(points: readonly (readonly [x: number, y: number])[]): Slope {
  if (points.length < 3) throw new RangeError("A slope needs three points.");
  const [x0, y0] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const spread = points.reduce((sum, [x]) => sum + (x - x0) ** 2, 0);
  const perUnit = points.reduce((sum, [x, y]) => sum + (x - x0) * (y - y0), 0) / spread;
  const rest = points.reduce((sum, [x, y]) => sum + (y - y0 - perUnit * (x - x0)) ** 2, 0);
  const free = points.length - 2;
  return { perUnit, margin: studentT(free) * Math.sqrt(rest / free / spread) };
}

/** The 97.5 % point of Student's t (Cornish-Fisher, Abramowitz and Stegun 26.7.5; to 1 % from 3 degrees of freedom on). */
function studentT(free: number): number {
  const z = 1.959964;
  const [z3, z5, z7] = [z ** 3, z ** 5, z ** 7];
  return (
    z +
    (z3 + z) / (4 * free) +
    (5 * z5 + 16 * z3 + 3 * z) / (96 * free ** 2) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * free ** 3)
  );
}
