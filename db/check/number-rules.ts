import { formatNumber, type NumberPattern, periodOf, readPattern } from "~/domain/numbering/pattern";
import { SHORTEST_YEARS } from "~/domain/retention/policies";
import { parseCivilDate, yearsAt } from "~/shared/dates";
import type { NumberRow, Purged, Run, Series } from "./rows";
import { type Violation, violationsOf } from "./violation";

/** By how much clocks of a request and of another may differ, and a request may wait (0008, invoices_issued_at). Milliseconds. */
const DAY = 86_400_000;

interface OpenRun {
  readonly run: Run;
  /** The sequence that must come next. */
  next: number;
}

const placeOf = (row: { seriesId: string; period: string }) => `${row.seriesId}/${row.period}`;

const span = (from: number, to: number) =>
  from === to ? `${from} is missing` : `${from} to ${to} are missing`;

/**
 * Rule 3 for one tenant: each run is whole, each number lies in a run and reads as its series writes it. Takes the issued
 * invoices one by one, by series, period and sequence, so that no list of them is ever in memory.
 */
export class NumberCheck {
  readonly #series = new Map<string, NumberPattern>();
  readonly #runs = new Map<string, OpenRun[]>();
  readonly #found: Violation[] = [];

  constructor(
    private readonly tenantId: string,
    series: readonly Series[],
    runs: readonly Run[],
    private readonly purged: readonly Purged[] = [],
  ) {
    for (const row of series) this.#addSeries(row);
    const sorted = [...runs].sort((a, b) => a.firstSequence - b.firstSequence);
    for (const run of sorted) this.#addRun(run);
    for (const stretch of purged) this.#checkPurged(stretch);
  }

  #addSeries({ id, pattern, prefix, suffix, width, restartsYearly }: Series): void {
    const stored: NumberPattern = { pattern, prefix, suffix, width, restartsYearly };
    this.#series.set(id, stored);
    const parsed = readPattern(pattern);
    const same = parsed.ok && JSON.stringify(parsed.value) === JSON.stringify(stored);
    if (!same) this.#say("number_series", { id }, `its parts are not those of the pattern ${pattern}`);
  }

  #addRun(run: Run): void {
    const place = this.#runs.get(placeOf(run)) ?? [];
    const before = place.at(-1)?.run;
    place.push({ run, next: run.firstSequence });
    this.#runs.set(placeOf(run), place);
    if (before && before.lastSequence >= run.firstSequence)
      this.#sayOfRun(run, `begins within the run from ${before.firstSequence}`);
  }

  /** What was purged lies in a run, and that was older by then than the shortest of all times (0008, purged_numbers_insert). */
  #checkPurged(stretch: Purged): void {
    const { seriesId, period, firstSequence, lastSequence, purgedAt } = stretch;
    const say = (message: string) =>
      this.#say("purged_numbers", { series_id: seriesId, period, first_sequence: firstSequence }, message);
    const run = this.#runs
      .get(placeOf(stretch))
      ?.find(
        ({ run: each }) => each.firstSequence <= firstSequence && lastSequence <= each.lastSequence,
      )?.run;
    if (!run) {
      say("these numbers lie in no run of their series");
      return;
    }
    const begun = Math.max(Number(period), yearsAt(run.createdAt - DAY)[1]);
    const year = yearsAt(purgedAt)[1];
    if (begun + SHORTEST_YEARS > year) say(`purged in ${year}, from a run that began in ${begun}: too soon`);
  }

  /** The next issued invoice, in the order of series, period and sequence. */
  take(row: NumberRow): void {
    const say = (message: string) => this.#say("invoices", { id: row.id }, message);
    const open = this.#runs
      .get(placeOf(row))
      ?.find(({ run }) => run.firstSequence <= row.sequence && row.sequence <= run.lastSequence);
    if (!open) say(`the sequence ${row.sequence} lies in no run of its series`);
    else if (row.sequence < open.next) say(`the sequence ${row.sequence} was given twice`);
    else {
      this.#sayMissing(open.run, open.next, row.sequence - 1);
      if (this.#purgedAt(open.run, row.sequence)) say(`the sequence ${row.sequence} is said to be purged`);
      open.next = row.sequence + 1;
      if (row.issuedAt !== null && row.issuedAt < open.run.createdAt - DAY)
        say("it was issued before the run of its number began");
    }
    const pattern = this.#series.get(row.seriesId);
    const date = parseCivilDate(row.issueDate);
    // A missing series and a date that is none are told by other rules.
    if (!pattern || !date.ok || row.sequence < 1) return;
    const period = periodOf(pattern, date.value);
    if (row.period !== period)
      say(`the period is ${row.period || "empty"}, its date says ${period || "none"}`);
    const number = formatNumber(pattern, { sequence: row.sequence, issueDate: date.value });
    if (row.number !== number) say(`the number is ${row.number}, its series writes ${number}`);
  }

  /** What was found, once all were taken. */
  end(): Violation[] {
    for (const { run, next } of [...this.#runs.values()].flat())
      this.#sayMissing(run, next, run.lastSequence);
    return this.#found;
  }

  #purgedAt(run: Run, sequence: number): Purged | undefined {
    return this.purged.find(
      (p) => placeOf(p) === placeOf(run) && p.firstSequence <= sequence && sequence <= p.lastSequence,
    );
  }

  /** Tells of what no invoice has between two sequences, but for what was purged. */
  #sayMissing(run: Run, from: number, to: number): void {
    const stretches = this.purged
      .filter((p) => placeOf(p) === placeOf(run) && p.lastSequence >= from && p.firstSequence <= to)
      .sort((a, b) => a.firstSequence - b.firstSequence);
    let next = from;
    for (const { firstSequence, lastSequence } of stretches) {
      if (firstSequence > next) this.#sayOfRun(run, span(next, firstSequence - 1));
      next = Math.max(next, lastSequence + 1);
    }
    if (next <= to) this.#sayOfRun(run, span(next, to));
  }

  #say(table: string, ids: Violation["ids"], message: string): void {
    this.#found.push(violationsOf(table, { tenant_id: this.tenantId, ...ids })(3, message));
  }

  #sayOfRun({ seriesId, period, firstSequence }: Run, message: string): void {
    this.#say("number_runs", { series_id: seriesId, period, first_sequence: firstSequence }, message);
  }
}
