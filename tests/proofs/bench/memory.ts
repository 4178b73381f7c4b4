import { setTimeout as pause } from "node:timers/promises";
import { residentOf } from "../support/cpu";
import type { Case } from "./cases";
import { openCollector } from "./inspector";
import { send } from "./send";
import { type Slope, slopeOf } from "./stats";
import type { Target } from "./target";
import type { BenchWorker } from "./worker";

export interface MemorySample {
  readonly second: number;
  /** Megabytes that the Worker's isolate still holds after a collection: objects, and bytes outside the heap. */
  readonly held: number;
  /** Megabytes of the process, right after it. */
  readonly resident: number;
}

export interface MemoryReport {
  readonly seconds: number;
  readonly requests: number;
  readonly samples: readonly MemorySample[];
  /** Megabytes a minute. */
  readonly held: Slope;
  readonly resident: Slope;
}

const EVERY_MS = 15_000;
/** Until the engine has compiled what runs often, and the allocator has what it needs: three minutes here. */
const WARM_UP_S = 240;
const AT_ONCE = 4;

/**
 * Mixed load on one Worker for so long, and what that does to its memory. Before each sample all isolates collect their garbage: what they
 * leave for later grows as long as nobody sets a limit, as Cloudflare does and a workerd by itself does not.
 */
export async function watchMemory(
  target: Target,
  { inspectorUrl, pid }: BenchWorker,
  cases: readonly Case[],
  seconds: number,
): Promise<MemoryReport> {
  const samples: MemorySample[] = [];
  let [requests, next, over] = [0, 0, false];
  const load = Array.from({ length: AT_ONCE }, async () => {
    while (!over) {
      const each = cases[next % cases.length];
      next += 1;
      if (!each) throw new Error("There is nothing to do.");
      await send(target.origin, each.ask(target), target.people);
      requests += 1;
    }
  });
  const watch = (async () => {
    const { collect, close } = await openCollector(inspectorUrl);
    await pause(WARM_UP_S * 1000);
    const began = performance.now();
    for (let second = 0; second < seconds; second = (performance.now() - began) / 1000) {
      const held = await collect();
      samples.push({ second, held, resident: residentOf(pid) });
      await pause(EVERY_MS);
    }
    close();
  })().finally(() => {
    over = true;
  });
  await Promise.all([...load, watch]);
  const slope = (of: (sample: MemorySample) => number) =>
    slopeOf(samples.map((sample) => [sample.second / 60, of(sample)] as const));
  return {
    seconds,
    requests,
    samples,
    held: slope(({ held }) => held),
    resident: slope(({ resident }) => resident),
  };
}
