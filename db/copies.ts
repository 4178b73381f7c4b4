import { sql } from "drizzle-orm";
import { type Database, type DatabaseConfig, openDatabase } from "./client.server";
import type { Statement } from "./read-batcher";

/** A copy is near: one that takes longer is not worth waiting for, the primary is there. */
const DEADLINE_MS = 1_000;
/** A copy that failed is left alone for so long. */
const FAILED_REST_MS = 5_000;
/** One that is behind and stays so, for so long: it may only be a moment. */
const BEHIND_REST_MS = 500;
/** How much the latest answer moves the average: a quicker one more, since a slow one may have had a connection to open. */
const WEIGHT = { quicker: 0.7, slower: 0.3 } as const;
/** So many answers are needed before somewhere is known to be far. */
const ENOUGH = 3;
/** A copy that was not asked for so long is, behind the response: it may be quicker by now. */
const PROBE_MS = 3_000;
/** The primary is asked in place of a copy where that takes so many times longer, and more than such a part of its deadline longer. */
const FARTHER = { times: 2, share: 50 } as const;
/** What a copy's deadline is shared by: after so small a part of it others are asked too. */
const PATIENCE_SHARE = 20;

/** What this isolate knows of a copy. */
interface Measured {
  /** Undefined: never answered. */
  averageMs: number | undefined;
  answers: number;
  restingUntil: number;
  askedAt: number;
}

const measured = new Map<string, Measured>();

const known = (url: string): Measured => {
  const there = measured.get(url) ?? { averageMs: undefined, answers: 0, restingUntil: 0, askedAt: 0 };
  measured.set(url, there);
  return there;
};

/** What became of a request's latest read of a copy, for its log line. */
export interface CopyReport {
  /** Nobody asked, served, not caught up yet, no answer, all left alone for a while. */
  state: "unused" | "used" | "behind" | "away" | "resting";
  /** Which of the list, from 1; 0: none. */
  copy: number;
  /** What it cost, milliseconds. */
  ms: number;
  /** How many events of the business it was behind. */
  behind: number;
}

/** Rows of one answer, and where they came from. */
export interface CopyAnswer {
  readonly rows: readonly unknown[];
  /** Notes that it stays behind: others are asked for a while. */
  readonly leaveAlone: () => void;
}

/** The read-only copies of the database, each of which may be behind. */
export interface Copies {
  readonly report: CopyReport;
  /** Rows of each statement, all of one moment, of the fastest copy that answers; undefined where none does. */
  readonly read: (statements: readonly Statement[]) => Promise<CopyAnswer | undefined>;
  /** Whether there is one that does not rest. */
  readonly isAnyAwake: () => boolean;
  /** Whether the primary is so much nearer than any of them that it had better answer for itself. */
  readonly isPrimaryNearest: () => boolean;
  /** The same rows of the primary; how long it takes is noted. */
  readonly timePrimary: <T>(ask: () => Promise<T>) => Promise<T>;
  /** After so many milliseconds the fastest is slower than ever: something is wrong with it. */
  readonly patienceMs: () => number;
}

/** Notes how long an answer took. */
const measure = (about: Measured, ms: number): void => {
  const average = about.averageMs ?? ms;
  const weight = ms < average ? WEIGHT.quicker : WEIGHT.slower;
  about.averageMs = average * (1 - weight) + ms * weight;
  about.answers += 1;
};

/** The copies in the order in which a read should try them: the fastest by this isolate's own measurement first, none that rests. */
export function inOrder(urls: readonly string[], now: number): string[] {
  const ms = (url: string) => known(url).averageMs ?? Number.POSITIVE_INFINITY;
  return urls
    .filter((url) => known(url).restingUntil <= now)
    .sort((one, two) => (ms(one) === ms(two) ? 0 : ms(one) - ms(two)));
}

/** Copies that nobody has asked for a while. */
const forgotten = (urls: readonly string[], now: number): string[] =>
  inOrder(urls, now).filter((url) => now - known(url).askedAt > PROBE_MS);

interface Options {
  /** Where the primary is. */
  readonly primary: string;
  /** Milliseconds. */
  readonly clock?: () => number;
  /** For what goes on behind the response. */
  readonly waitUntil?: (work: Promise<unknown>) => void;
}

/** The copies of a request. */
export function openCopies(
  configs: readonly DatabaseConfig[],
  { primary, clock = Date.now, waitUntil = () => {} }: Options,
): Copies {
  const urls = configs.map(({ url }) => url);
  const opened = new Map<string, Database>();
  const deadlineOf = (url: string) => configs.find((each) => each.url === url)?.deadlineMs ?? DEADLINE_MS;
  const open = (url: string): Database => {
    const config = configs.find((each) => each.url === url) as DatabaseConfig;
    const db = opened.get(url) ?? openDatabase(config, { deadlineMs: deadlineOf(url) });
    opened.set(url, db);
    return db;
  };
  const report: CopyReport = { state: "unused", copy: 0, ms: 0, behind: 0 };
  /** Rows of one copy, whose time is noted. Whatever fails, the primary decides: a bug shows there again, a table that is not there yet does not. */
  const ask = async (url: string, statements: [Statement, ...Statement[]]) => {
    const about = known(url);
    const began = clock();
    about.askedAt = began;
    try {
      const rows: readonly unknown[] = await open(url).read(statements);
      measure(about, clock() - began);
      return rows;
    } catch {
      about.restingUntil = clock() + FAILED_REST_MS;
      return undefined;
    }
  };
  const probe = async (url: string) => {
    const db = open(url);
    await ask(url, [db.build.all(sql`SELECT 1`)]);
  };
  const lookAround = () => {
    for (const url of forgotten(urls, clock())) waitUntil(probe(url));
  };
  return {
    report,
    isPrimaryNearest: () => {
      const [fastest] = inOrder(urls, clock());
      const near = known(primary).averageMs;
      if (fastest === undefined || near === undefined || known(fastest).answers < ENOUGH) return false;
      const far = known(fastest).averageMs ?? 0;
      const isNearer = far > FARTHER.times * near && far - near > deadlineOf(fastest) / FARTHER.share;
      if (isNearer) lookAround();
      return isNearer;
    },
    timePrimary: async (ask) => {
      const began = clock();
      try {
        return await ask();
      } finally {
        measure(known(primary), clock() - began);
      }
    },
    isAnyAwake: () => inOrder(urls, clock()).length > 0,
    patienceMs: () => {
      const [fastest] = inOrder(urls, clock());
      if (fastest === undefined) return 0;
      return Math.max(deadlineOf(fastest) / PATIENCE_SHARE, 4 * (known(fastest).averageMs ?? 0));
    },
    read: async ([first, ...others]) => {
      if (!first) return undefined;
      const began = clock();
      const awake = inOrder(urls, began);
      const [fastest] = awake;
      if (fastest !== undefined) known(fastest).askedAt = began;
      lookAround();
      for (const url of awake) {
        const rows = await ask(url, [first, ...others]);
        report.ms = clock() - began;
        if (!rows) continue;
        report.copy = urls.indexOf(url) + 1;
        return {
          rows,
          leaveAlone: () => {
            known(url).restingUntil = clock() + BEHIND_REST_MS;
          },
        };
      }
      report.state = awake.length > 0 ? "away" : "resting";
      return undefined;
    },
  };
}
