import { execFileSync } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { groupBy } from "@db/check/group";
import type { Case } from "./cases";
import { LostError, send } from "./send";
import { type Slope, slopeOf } from "./stats";
import type { Target } from "./target";

export interface MemoryReport {
  readonly seconds: number;
  readonly requests: number;
  /** Megabytes of the Worker's workerd process, a sample every few seconds. */
  readonly samples: readonly (readonly [second: number, megabytes: number])[];
  /** Megabytes a minute, over means of 20 seconds. */
  readonly slope: Slope;
}

const EVERY_MS = 2_000;
const BLOCK_S = 20;
/** Until the engine has compiled what runs often and grown its heap to the load. */
const WARM_UP_S = 90;
const AT_ONCE = 4;

/**
 * Resident megabytes of the workerd process in this process group that runs the Worker: the one with an inspector. `wrangler dev` has another in
 * front of it, which grows with whatever it passes on and is in no production.
 */
export function residentOf(group: number): number {
  const lines = execFileSync("ps", ["-A", "-o", "pgid=,rss=,args="], { encoding: "utf8" }).split("\n");
  const kilobytes = lines
    .filter((line) => /\bworkerd serve\b.*--inspector-addr/.test(line))
    .map((line) => line.trim().split(/\s+/))
    .filter(([pgid]) => Number(pgid) === group)
    .reduce((sum, [, rss]) => sum + Number(rss), 0);
  if (kilobytes === 0) throw new Error("There is no workerd to be seen.");
  return kilobytes / 1024;
}

/** Mixed load on one Worker for so long, and what that does to its memory. */
export async function watchMemory(
  target: Target,
  group: number,
  cases: readonly Case[],
  seconds: number,
): Promise<MemoryReport> {
  const samples: [number, number][] = [];
  let [requests, next, over] = [0, 0, false];
  const load = Array.from({ length: AT_ONCE }, async () => {
    while (!over) {
      const each = cases[next % cases.length];
      next += 1;
      if (!each) throw new Error("There is nothing to do.");
      await send(target.origin, each.ask(target), target.people).catch((error: unknown) => {
        if (!(error instanceof LostError)) throw error;
      });
      requests += 1;
    }
  });
  const watch = (async () => {
    await pause(WARM_UP_S * 1000);
    const began = performance.now();
    for (let second = 0; second < seconds; second = (performance.now() - began) / 1000) {
      samples.push([second, residentOf(group)]);
      await pause(EVERY_MS);
    }
  })().finally(() => {
    over = true;
  });
  await Promise.all([...load, watch]);
  const blocks = groupBy(samples, ([second]) => String(Math.floor(second / BLOCK_S)));
  const means = [...blocks].map(
    ([block, some]) =>
      [(Number(block) * BLOCK_S) / 60, some.reduce((sum, [, mb]) => sum + mb, 0) / some.length] as const,
  );
  return { seconds, requests, samples, slope: slopeOf(means) };
}
