import { seeded } from "../load/random";
import type { Case } from "./cases";
import { type Recorded, replay, startRecorder } from "./recorder";
import { type Answer, send } from "./send";
import type { Target } from "./target";
import { openWorker } from "./worker";

/** Where a time belongs. */
export type Series = `${string}|${Target["label"]}|${"page" | "sql" | "memory"}`;

export interface Latencies {
  readonly times: Map<Series, number[]>;
  /** The requests of each case and database, for the log. */
  readonly requests: Map<Series, Answer[]>;
}

export const MEMORY = "the list out of memory";

export const seriesOf = (
  name: string,
  { label }: Pick<Target, "label">,
  what: "page" | "sql" | "memory",
): Series => `${name}|${label}|${what}`;

/** What each page asks of the database, as a Worker of its own sends it, through a proxy that keeps it. */
export async function recordPages(
  cases: readonly Case[],
  targets: readonly Target[],
  secret: string,
): Promise<Map<Series, Recorded[]>> {
  const recorder = await startRecorder();
  recorder.record(targets[0]?.databaseUrl ?? "");
  const worker = await openWorker(recorder.url, secret);
  const found = new Map<Series, Recorded[]>();
  for (const target of targets) {
    for (const each of cases.filter(({ kind }) => kind !== "write")) {
      const kept = recorder.record(target.databaseUrl);
      await send(worker.url, each.ask(target), target.people);
      found.set(seriesOf(each.name, target, "sql"), [...kept]);
    }
  }
  await worker.stop();
  recorder.stop();
  return found;
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** In another order each time, the same in each run: what a write leaves for later (seals, a checkpoint) falls on all alike. */
function shuffled<T>(all: readonly T[], random: () => number): T[] {
  return all
    .map((each) => ({ each, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ each }) => each);
}

/** Every case at every database in turn, with its SQL alone and the list out of memory, and all over again. */
export async function measure(
  cases: readonly Case[],
  targets: readonly Target[],
  recorded: ReadonlyMap<Series, readonly Recorded[]>,
  { samples, warmUp, tell }: { samples: number; warmUp: number; tell: (round: number) => void },
): Promise<Latencies> {
  const times: Latencies["times"] = new Map();
  const requests: Latencies["requests"] = new Map();
  const random = seeded(1);
  for (let round = -warmUp; round < samples; round += 1) {
    const note = (series: Series, ms: number) => {
      if (round >= 0) times.set(series, [...(times.get(series) ?? []), ms]);
    };
    for (const each of shuffled(cases, random)) {
      for (const target of shuffled(targets, random)) {
        const series = seriesOf(each.name, target, "page");
        const answer = await send(target.origin, each.ask(target), target.people);
        note(series, answer.ms);
        requests.set(series, [...(requests.get(series) ?? []), answer]);
        const sql = recorded.get(seriesOf(each.name, target, "sql"));
        if (sql) {
          const ms = await timeOf(async () => {
            for (const one of sql) await replay(target.databaseUrl, one);
          });
          note(seriesOf(each.name, target, "sql"), ms);
        }
      }
      if (each.kind !== "list") continue;
      for (const target of targets) {
        const path = `/bench/${target.measured.tenantId}/invoices`;
        note(seriesOf(MEMORY, target, "memory"), (await send(target.origin, { path }, target.people)).ms);
      }
    }
    tell(round);
  }
  return { times, requests };
}
