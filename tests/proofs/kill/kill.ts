import { openBusinesses } from "../faults/faults";
import { brokenRules, differences } from "../support/broken-rules";
import { directClient } from "../support/invoicing-client";
import { below, seeded } from "../support/random";
import { work } from "../support/work";

export interface KillRun {
  readonly seed: number;
  readonly kills: number;
  /** The database server's address: the same after every start. */
  readonly url: string;
  /** Ends the database server with SIGKILL, and starts it again on the same data. */
  readonly killAndStart: () => Promise<void>;
  readonly workers?: number;
}

export interface KillReport {
  readonly kills: number;
  readonly answers: number;
  readonly invoices: number;
  readonly tries: number;
  readonly seconds: number;
  readonly violations: readonly string[];
}

/** About so many answers lie between two kills. */
const BETWEEN = 40;

/** Workers at three businesses while the database server is killed again and again, each time in the middle of their requests. */
export async function killRun({ seed, kills, url, killAndStart, workers = 8 }: KillRun): Promise<KillReport> {
  const businesses = await openBusinesses(url, 3, 2);
  const random = seeded(seed);
  const began = performance.now();
  let [killed, next] = [0, 10];
  let restart: Promise<void> = Promise.resolve();
  let down = false;
  const onAnswer = (answers: number) => {
    if (down || killed === kills || answers < next) return;
    killed += 1;
    down = true;
    restart = restart.then(killAndStart).then(() => {
      down = false;
    });
    next = answers + BETWEEN / 2 + below(random, BETWEEN);
  };
  const { known, answers, tries } = await work({
    businesses,
    client: ({ people }, intent) => {
      const person = people[intent % people.length];
      if (!person) throw new Error("Nobody works there.");
      return directClient(url, person, { deadlineMs: 2_000, budgetMs: 2_000 });
    },
    workers,
    intents: 10 + (kills + 1) * BETWEEN * 1.5,
    random: seeded(seed + 1),
    run: `K${seed}-${businesses[0]?.tenantId.slice(-4)}`,
    onAnswer,
  });
  await restart;
  const tenantIds = businesses.map(({ tenantId }) => tenantId);
  const seconds = (performance.now() - began) / 1000;
  const violations = [...(await differences(url, tenantIds, known)), ...(await brokenRules(url, tenantIds))];
  return { kills: killed, answers, invoices: known.length, tries, seconds, violations };
}
