import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { complain, doing, heading, say } from "../../../scripts/lib/say.mjs";
import { startSqld } from "../../../scripts/lib/sqld.mjs";
import { casesFor } from "./cases";
import { newestIn, slowerThan } from "./compare";
import { measuredOf } from "./generate/build";
import { lastDay, MILLION, type Shape, THOUSAND } from "./generate/shape";
import { goalsOf } from "./goals";
import { type Latencies, MEMORY, measure, recordPages, seriesOf } from "./latency";
import { type MemoryReport, watchMemory } from "./memory";
import { hire } from "./people";
import { median, type Slope } from "./stats";
import { benchDir, copyOf, ensureDatabase } from "./store";
import { printed, rowsOf } from "./table";
import { learn, type Target } from "./target";
import { compareThroughput } from "./throughput";
import { buildForBench, openWorker } from "./worker";

export interface BenchOptions {
  readonly samples: number;
  /** Only cases whose names contain this. */
  readonly only: string;
  readonly warmUp: number;
}

const SECRET = randomBytes(32).toString("base64url");
/** The limiter lets each person do 100 things a minute. */
const PEOPLE = 150;

/** A running database of one shape, and people who are signed in. */
async function staff(label: Target["label"], shape: Shape, now: number) {
  const server = await startSqld({ dir: copyOf(await ensureDatabase(shape, now), shape.name) });
  const measured = measuredOf(shape, now);
  const year = Number(lastDay(now).slice(0, 4)) - 1;
  // As many invoices as a page shows, in both.
  const month = { from: `${year}-03-01`, to: `${year}-${shape === MILLION ? "03-31" : "06-30"}` };
  const known = await learn(server.url, measured, month);
  const people = await hire(server.url, measured.tenantId, PEOPLE, SECRET);
  return { label, databaseUrl: server.url, measured, people, known };
}

/** The same with a Worker. */
async function open(label: Target["label"], shape: Shape, now: number) {
  const rest = await staff(label, shape, now);
  const worker = await openWorker(rest.databaseUrl, SECRET);
  const target: Target = { ...rest, origin: worker.url };
  return { target, worker };
}

function keep(name: string, result: object): void {
  const file = join(benchDir, `${name}-${new Date().toISOString().replaceAll(":", "-").slice(0, 19)}.json`);
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  say(`\n${file}`);
}

async function prepare(): Promise<void> {
  rmSync(join(benchDir, "run"), { recursive: true, force: true });
  mkdirSync(join(benchDir, "run"), { recursive: true });
  await buildForBench();
}

/** Times of everything at both databases, and of the floors beneath. Whether no case costs much more than in the run before. */
export async function benchPages({ samples, only, warmUp }: BenchOptions): Promise<boolean> {
  const now = Date.now();
  await prepare();
  doing("The databases: 1,000,000 invoices (made in minutes the first time) and 1,000");
  const { target: big, worker: bigWorker } = await open("big", MILLION, now);
  const { target: small } = await open("small", THOUSAND, now);
  const targets = [big, small];
  const cases = (await casesFor(targets, lastDay(now))).filter(({ name }) => name.includes(only));
  doing("What each page asks of the database");
  const recorded = await recordPages(cases, targets, SECRET);
  doing(`${cases.length} cases, ${samples} times each, in turn`);
  const began = performance.now();
  const latencies: Latencies = await measure(cases, targets, recorded, {
    samples,
    warmUp,
    tell: (round) => {
      if (round >= 0 && (round + 1) % 10 === 0) say(`  ${round + 1} of ${samples}`);
    },
  });
  const seconds = (performance.now() - began) / 1000;
  const rows = rowsOf(cases, latencies, bigWorker.roundTrips);
  heading("Milliseconds");
  say(printed(rows));
  const memory = median(latencies.times.get(seriesOf(MEMORY, big, "memory")) ?? []);
  say(`\n${MEMORY}: ${memory.toFixed(1)} ms. /floor: page ÷ (that + its SQL sent straight to the database).`);
  const throughput = only
    ? null
    : await compareThroughput(big, { atOnce: 64, perRound: 256, rounds: 5, issueDate: lastDay(now) });
  if (throughput)
    say(
      `create with issue, 64 at once, business of 500,000: ${median(throughput.worker).toFixed(0)} a second; bare rows: ${median(throughput.floor).toFixed(0)}`,
    );
  heading("Goals");
  const goals = goalsOf(rows, throughput);
  for (const { what, goal, reached, met, worst } of goals)
    say(`${met ? "✓" : "✗"} ${what}: ${reached.toFixed(2)} (${goal})${worst ? `, worst: ${worst}` : ""}`);
  const times = Object.fromEntries(latencies.times);
  const at = new Date(now).toISOString();
  const earlier = only ? null : newestIn(benchDir);
  const slower = earlier ? slowerThan(earlier, { at, rows, memory }) : [];
  for (const each of slower) complain(`Slower. ${each}`);
  if (earlier && slower.length === 0) say(`No case is slower than on ${earlier.at}.`);
  keep(only ? "some" : "pages", {
    at,
    samples,
    seconds,
    rows,
    memory,
    throughput,
    goals,
    times,
  });
  return slower.length === 0;
}

const grows = ({ perUnit, margin }: Slope): boolean => perUnit - margin > 0;
const inWords = ({ perUnit, margin }: Slope): string =>
  `${perUnit.toFixed(2)} ± ${margin.toFixed(2)} MB a minute (95 %)`;

/** The memory of workerd under mixed load. Whether it does not grow. */
export async function benchMemory(minutes: number): Promise<boolean> {
  const now = Date.now();
  await prepare();
  const rest = await staff("small", THOUSAND, now);
  const worker = await openWorker(rest.databaseUrl, SECRET, { inspected: true });
  const target: Target = { ...rest, origin: worker.url };
  const cases = await casesFor([target], lastDay(now));
  doing(`Mixed load for ${minutes} minutes, after four to warm up`);
  const report: MemoryReport = await watchMemory(target, worker, cases, minutes * 60);
  const { held, resident, samples, requests } = report;
  const [first, last] = [samples[0], samples.at(-1)];
  say(`${requests} requests`);
  say(`held by the Worker: ${first?.held.toFixed(1)} MB, then ${last?.held.toFixed(1)} MB: ${inWords(held)}`);
  say(
    `resident: ${first?.resident.toFixed(0)} MB, then ${last?.resident.toFixed(0)} MB: ${inWords(resident)}`,
  );
  if (grows(held)) complain("What the Worker holds grew.");
  if (grows(resident)) complain("The process grew.");
  keep("memory", { at: new Date(now).toISOString(), minutes, ...report });
  return !grows(held) && !grows(resident);
}
