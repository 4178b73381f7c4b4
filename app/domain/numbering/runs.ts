interface StoredRun {
  readonly seriesId: string;
  readonly pattern: string;
  readonly period: string;
  readonly first: number;
  readonly last: number;
  readonly firstNumber: string | null;
  readonly lastNumber: string | null;
  readonly invoices: number;
  /** Numbers whose invoices were kept as long as they had to be. */
  readonly purged?: number;
}

interface StoredGap {
  readonly seriesId: string;
  readonly period: string;
  readonly first: number;
  readonly from: number;
  readonly to: number;
}

export interface RunRow {
  readonly key: string;
  readonly pattern: string;
  /** "2026"; empty where the numbers go on from year to year. */
  readonly period: string;
  /** The first number, or the sequence that will have it. */
  readonly first: string;
  /** The last number; null where none was given yet. */
  readonly last: string | null;
  readonly invoices: number;
  /** Sequences without an invoice. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
  /** How many there are by count, which may know more than the gaps tell. */
  readonly missing: number;
}

/** How many numbers a run gave. */
const given = (run: StoredRun): number => run.last - run.first + 1;

/** Runs as the page lists them. */
export function runRows(runs: readonly StoredRun[], gaps: readonly StoredGap[]): RunRow[] {
  return runs.map((run) => {
    const own = gaps.filter(
      (gap) => gap.seriesId === run.seriesId && gap.period === run.period && gap.first === run.first,
    );
    const counted = given(run) - run.invoices - (run.purged ?? 0);
    return {
      key: `${run.seriesId} ${run.period} ${run.first}`,
      pattern: run.pattern,
      period: run.period,
      first: (given(run) > 0 ? run.firstNumber : null) ?? String(run.first),
      last: given(run) > 0 ? (run.lastNumber ?? String(run.last)) : null,
      invoices: run.invoices,
      gaps: own.map(({ from, to }) => ({ from, to })),
      missing: counted,
    };
  });
}

/** What the runs prove together: how many numbers were given, how many invoices went when their time was over, and how many are missing. */
export function proofOf(runs: readonly StoredRun[]): { given: number; purged: number; missing: number } {
  const sum = (of: (run: StoredRun) => number) => runs.reduce((total, run) => total + of(run), 0);
  const [all, found, purged] = [sum(given), sum((run) => run.invoices), sum((run) => run.purged ?? 0)];
  return { given: all, purged, missing: all - found - purged };
}

/** Somebody raised the next number of a series: from what would have been next, to what was. */
export interface Raise {
  readonly seriesId: string;
  readonly period: string;
  readonly to: number;
  /** Milliseconds UTC. */
  readonly at: number;
  readonly who: string;
}

/** Sequences that were never given, since a run begins behind them. */
export interface SkippedStretch {
  readonly key: string;
  readonly pattern: string;
  readonly period: string;
  readonly from: number;
  readonly to: number;
  /** Null where the trail doesn't say: of a business that was imported. */
  readonly raise: Raise | null;
}

/** What lies before each run and behind the one before it in the same series and period, in the order of the runs. */
export function skippedStretches(runs: readonly StoredRun[], raises: readonly Raise[]): SkippedStretch[] {
  return runs.flatMap((run) => {
    const isOf = (other: { readonly seriesId: string; readonly period: string }) =>
      other.seriesId === run.seriesId && other.period === run.period;
    const before = runs.filter((other) => isOf(other) && other.first < run.first);
    const from = Math.max(0, ...before.map((other) => other.last)) + 1;
    if (from >= run.first) return [];
    return [
      {
        key: `${run.seriesId} ${run.period} ${run.first}`,
        pattern: run.pattern,
        period: run.period,
        from,
        to: run.first - 1,
        raise: raises.findLast((raise) => isOf(raise) && raise.to === run.first) ?? null,
      },
    ];
  });
}
