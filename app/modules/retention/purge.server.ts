import type { Database } from "@db/client.server";
import { eraseBusiness } from "@db/unscoped/erase-business";
import { fillPayments, findUnfilled, PAYMENTS_FILLED, paymentsFilled } from "@db/unscoped/fill-payments";
import { fillSearch, SEARCH_FILLED, SEARCHED, searchFilled } from "@db/unscoped/fill-search";
import { noteDone } from "@db/unscoped/health";
import { INDEXES, mergeSearch } from "@db/unscoped/merge-search";
import {
  countShort,
  databaseClock,
  findDueBusinesses,
  findHolders,
  purgePeople,
  purgeShort,
  SHORT_TABLES,
} from "@db/unscoped/purge";
import {
  findExpired,
  findOldDrafts,
  type Holder,
  purgeDrafts,
  purgeInvoices,
} from "@db/unscoped/purge-invoices";
import { findExpiredTrail, purgeRest, purgeTrail } from "@db/unscoped/purge-trail";
import { SHORT } from "~/domain/retention/policies";
import { openDay } from "~/domain/retention/years";
import { sealEvents } from "~/modules/audit/seal.server";

export interface PurgeOptions {
  /** Milliseconds UTC. Where it is ahead of the database's own clock, the job goes by that one. */
  readonly now: number;
  /** Count only, delete nothing. */
  readonly dryRun?: boolean;
  /** Invoices, events or rows of one batch: few enough that nobody waits for it. */
  readonly batch?: number;
  /** Stops behind so many requests to the database; the next run goes on. */
  readonly budget?: number;
  /** Seals the events that the job writes. */
  readonly auditKey?: string | null;
}

/** How many rows went, or would go, by kind. */
export type PurgeReport = Record<string, number>;

/** A Worker may send 1,000 requests for one run. */
const BUDGET = 900;
const BATCH = 25;
const PAGE = 200;
/** Invoices that get their payment, or entries that get their text, in one batch: some tenths of a second. */
const FILL = 1_000;
/** Pages of an index that are merged in one batch. */
const MERGED = 500;

/** The daily job: deletes whatever nobody may keep any longer, in small batches, and writes how much into each trail. */
export async function purge(db: Database, options: PurgeOptions): Promise<PurgeReport> {
  // Of two clocks the one that is behind: ahead of time nothing is deleted, no business erased and nobody logged out.
  const clock = await databaseClock(db);
  const job = new Job(db, { ...options, now: Math.min(options.now, clock) }, clock);
  await job.run();
  return job.report;
}

class Job {
  readonly report: PurgeReport = {};
  readonly #batch: number;
  readonly #spent: () => boolean;

  constructor(
    private readonly db: Database,
    private readonly options: PurgeOptions,
    /** What the database's own clock said. */
    private readonly clock: number,
  ) {
    this.#batch = options.batch ?? BATCH;
    const until = db.stats.roundTrips + (options.budget ?? BUDGET);
    this.#spent = () => db.stats.roundTrips >= until;
  }

  #count(what: string, rows: number): void {
    if (rows > 0) this.report[what] = (this.report[what] ?? 0) + rows;
  }

  async run(): Promise<void> {
    const { now, dryRun } = this.options;
    await this.#short();
    const due = await findDueBusinesses(this.db, now);
    if (dryRun) this.#count("businesses", due.length);
    else
      for (const id of due)
        if (!this.#spent()) this.#count("businesses", await eraseBusiness(this.db, id, now));
    for (let after = ""; ; ) {
      const holders = await findHolders(this.db, after, PAGE);
      for (const holder of holders) if (!this.#spent()) await this.#business(holder);
      const last = holders.at(-1);
      if (!last || holders.length < PAGE || this.#spent()) break;
      after = last.tenantId;
    }
    if (dryRun) return;
    this.#count("people", await purgePeople(this.db));
    if (!this.#spent()) await this.#fillPayments();
    if (!this.#spent()) await this.#fillSearch();
    await this.#mergeSearch();
  }

  /** Takes the words of what was erased or purged out of the indexes for good: an index forgets when it is merged. */
  async #mergeSearch(): Promise<void> {
    for (const index of INDEXES)
      while (!this.#spent() && (await this.#politely(mergeSearch(this.db, index, MERGED))));
  }

  /** Makes what every entry is found by, where it was filed before there was such a thing (docs/decisions/039), once. */
  async #fillSearch(): Promise<void> {
    if (await searchFilled(this.db)) return;
    for (const what of SEARCHED)
      for (let after = 0; ; ) {
        if (this.#spent()) return;
        const done = await this.#politely(fillSearch(this.db, what, after, FILL));
        if (!done) break;
        this.#count("searched", done.filled);
        after = done.last;
      }
    await noteDone(this.db, SEARCH_FILLED, this.options.now);
  }

  /** Writes the payments of what was paid before there were payments (docs/decisions/040), once: a later run goes on where this one stops. */
  async #fillPayments(): Promise<void> {
    if (await paymentsFilled(this.db)) return;
    for (let after = { tenantId: "", id: "" }; !this.#spent(); ) {
      const rows = await findUnfilled(this.db, after, FILL);
      const last = rows.at(-1);
      if (!last) return noteDone(this.db, PAYMENTS_FILLED, this.options.now);
      await this.#politely(fillPayments(this.db, rows));
      this.#count("payments", rows.length);
      after = last;
    }
  }

  /** Carries out one batch, then leaves the database to others for as long as it took. */
  async #politely<T>(batch: Promise<T>): Promise<T> {
    const began = Date.now();
    const done = await batch;
    const took = Date.now() - began;
    await new Promise((resolve) => setTimeout(resolve, took));
    return done;
  }

  async #short(): Promise<void> {
    const { now, dryRun } = this.options;
    for (const table of SHORT_TABLES) {
      if (dryRun) this.#count(table, await countShort(this.db, table, now, SHORT));
      else
        for (let rows = PAGE; rows === PAGE && !this.#spent(); ) {
          rows = await purgeShort(this.db, table, now, SHORT, PAGE);
          this.#count(table, rows);
        }
    }
  }

  async #business(holder: Holder): Promise<void> {
    const { now, dryRun, auditKey = null } = this.options;
    const limit = dryRun ? 1_000_000 : this.#batch;
    const before = { ...this.report };
    const today = openDay(holder.timeZone, now, this.clock);
    const year = Number(today.slice(0, 4));
    for (;;) {
      const rows = await findExpired(this.db, holder, today, limit);
      this.#count("invoices", rows.length);
      if (rows.length === 0 || dryRun) break;
      await this.#politely(purgeInvoices(this.db, holder, rows, now));
      if (this.#spent()) return;
    }
    for (;;) {
      const ids = await findOldDrafts(this.db, holder.tenantId, now - SHORT.drafts, limit);
      this.#count("drafts", ids.length);
      if (ids.length === 0 || dryRun) break;
      await this.#politely(purgeDrafts(this.db, holder.tenantId, ids, now));
      if (this.#spent()) return;
    }
    if (holder.erased && !dryRun) await sealEvents(this.db, holder.tenantId, auditKey);
    for (;;) {
      const cut = await findExpiredTrail(this.db, holder, year, dryRun ? limit : 10 * this.#batch);
      this.#count("events", cut?.events ?? 0);
      if (!cut || dryRun) break;
      await this.#politely(purgeTrail(this.db, holder, cut, now));
      if (this.#spent()) return;
    }
    if (dryRun) return;
    if (holder.erased && (await purgeRest(this.db, holder.tenantId))) this.#count("remains", 1);
    else if (Object.keys(this.report).some((what) => this.report[what] !== before[what]))
      await sealEvents(this.db, holder.tenantId, auditKey);
  }
}
