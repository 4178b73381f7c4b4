import { rowTo } from "../../../scripts/lib/shown.mjs";
import { seeded } from "../support/random";
import type { Asked, Case } from "./cases";
import { inUse, WHOLE } from "./listing";
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

/** The list as it is when its data are in memory: as it was when it was first asked for. */
async function outOfMemory({ known, measured }: Target): Promise<Asked> {
  const invoices = `/o/${measured.tenantId}/invoices`;
  const [newest] = await known.ids(WHOLE, 1);
  const [oldest] = await known.ids(inUse("1", "i.issue_date, i.id"), 1);
  return {
    path: `/bench/${measured.tenantId}/invoices`,
    shown: () => ({ there: [rowTo(`${invoices}/${newest}`)], absent: [rowTo(`${invoices}/${oldest}`)] }),
  };
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
  const kept = new Map<Target, Asked>();
  for (const target of targets) kept.set(target, await outOfMemory(target));
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
          const answers: Awaited<ReturnType<typeof replay>>[] = [];
          const ms = await timeOf(async () => {
            for (const one of sql) answers.push(await replay(target.databaseUrl, one));
          });
          if (answers.some(({ status, body }) => status !== 200 || body.includes('"type":"error"')))
            throw new Error(`${each.name}: its SQL alone was refused.`);
          note(seriesOf(each.name, target, "sql"), ms);
        }
      }
      if (each.kind !== "list") continue;
      for (const [target, asked] of kept)
        note(seriesOf(MEMORY, target, "memory"), (await send(target.origin, asked, target.people)).ms);
    }
    tell(round);
  }
  return { times, requests };
}
