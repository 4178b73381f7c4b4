import { type FaultProxy, type Plan, startFaultProxy } from "../../support/fault-proxy";
import { brokenRules, differences } from "../support/broken-rules";
import { type Business, openBusiness } from "../support/business";
import { directClient, type InvoicingClient } from "../support/invoicing-client";
import { seeded } from "../support/random";
import { work } from "../support/work";

/** The share of requests that each fault befalls: nearly a third of all. */
const SHARES = [
  ["drop-before", 0.06],
  ["drop-after", 0.07],
  ["503-before", 0.05],
  ["502-after", 0.07],
] as const;
const DELAYED = 0.06;
/** One in so many is held back for longer than the asker waits. */
const TOO_LATE = 150;

/** Faults by chance. `deadlineMs`: what the asker waits at most. */
export function randomFaults(random: () => number, deadlineMs: number): Plan {
  return (nth) => {
    if (nth % TOO_LATE === 50) return { late: Math.ceil(deadlineMs * 1.2) };
    let chance = random();
    for (const [fault, share] of SHARES) {
      if (chance < share) return fault;
      chance -= share;
    }
    return chance < DELAYED ? { late: 1 + Math.floor(random() * 30) } : "none";
  };
}

export interface FaultRun {
  readonly seed: number;
  readonly intents: number;
  /** The database server itself. */
  readonly url: string;
  readonly tenants?: number;
  readonly workers?: number;
}

export interface FaultReport {
  readonly seed: number;
  readonly answers: number;
  readonly invoices: number;
  readonly tries: number;
  readonly faults: Record<string, number>;
  readonly seconds: number;
  /** Empty when nothing was lost, doubled or left out. */
  readonly violations: readonly string[];
}

/** How long a request of this process waits for the database: short, so that being too late costs little. */
const DEADLINE_MS = 1_000;

/** Workers at several businesses while a third of the requests to the database go wrong; through the use cases in this process. */
export async function faultRun(options: FaultRun): Promise<FaultReport> {
  const proxy = await startFaultProxy(options.url);
  const client = (business: Business, intent: number) => {
    const person = business.people[intent % business.people.length];
    if (!person) throw new Error("Nobody works there.");
    return directClient(proxy.url, person, { deadlineMs: DEADLINE_MS, budgetMs: DEADLINE_MS });
  };
  try {
    const businesses = await openBusinesses(options.url, options.tenants ?? 5, 2);
    return await underFaults({ ...options, proxy, businesses, client, deadlineMs: DEADLINE_MS });
  } finally {
    await proxy.stop();
  }
}

/** So many businesses, each with so many people. */
export const openBusinesses = (url: string, count: number, people: number, secret?: string) =>
  Promise.all(Array.from({ length: count }, () => openBusiness(url, people, secret)));

/** The same with businesses, a proxy and clients made elsewhere. */
export async function underFaults(
  options: FaultRun & {
    readonly proxy: FaultProxy;
    readonly businesses: readonly Business[];
    readonly client: (business: Business, intent: number) => InvoicingClient;
    readonly deadlineMs: number;
  },
): Promise<FaultReport> {
  const { seed, intents, url, workers = 16, proxy, businesses, client, deadlineMs } = options;
  const random = seeded(seed);
  const began = performance.now();
  proxy.plan(randomFaults(seeded(seed ^ 0x5eed), deadlineMs));
  const run = `F${seed}-${businesses[0]?.tenantId.slice(-4)}`;
  const { known, answers, tries } = await work({ businesses, client, workers, intents, random, run });
  proxy.plan(() => "none");
  await proxy.settled();
  const tenantIds = businesses.map(({ tenantId }) => tenantId);
  return {
    seed,
    answers,
    invoices: known.length,
    tries,
    faults: { ...proxy.made },
    seconds: (performance.now() - began) / 1000,
    violations: [...(await differences(url, tenantIds, known)), ...(await brokenRules(url, tenantIds))],
  };
}
