import type { Teammate } from "../support/business";
import { percentile } from "../support/random";
import { TimedBrowser } from "./browser";

/** What is measured, in this order. */
export const KINDS = ["first page", "list", "invoice", "dashboard", "write", "page after a write"] as const;
export type Kind = (typeof KINDS)[number];

export interface Spread {
  readonly median: number;
  readonly p95: number;
}

export type Measured = Readonly<Record<Kind, Spread>>;

/** One way of asking: a Worker, and people who use it and no other. */
export interface Way {
  readonly name: string;
  readonly origin: string;
  /** One for each first page; they share the rest. */
  readonly people: readonly Teammate[];
}

interface Visit {
  readonly ways: readonly Way[];
  readonly base: string;
  readonly invoiceId: string;
  /** How often each kind. */
  readonly times: number;
}

const spread = (ms: readonly number[]): Spread => ({
  median: percentile(ms, 0.5),
  p95: percentile(ms, 0.95),
});

const PATHS = (invoiceId: string) => ({
  list: "/invoices",
  invoice: `/invoices/${invoiceId}`,
  dashboard: "",
});

/**
 * Opens pages and stores clients as people do, and says how long each took, by way of asking. The ways take turns page by page, so that
 * whatever else the machine does meets all of them. Every answer is looked at.
 */
export async function measure({ ways, base, invoiceId, times }: Visit): Promise<readonly Measured[]> {
  const paths = PATHS(invoiceId);
  const rounds = ways[0]?.people.length ?? 0;
  const found = ways.map(
    () => Object.fromEntries(KINDS.map((kind) => [kind, [] as number[]])) as Record<Kind, number[]>,
  );
  for (let round = 0; round < rounds; round += 1) {
    const browsers = ways.map(({ origin, people }) => new TimedBrowser(origin, people[round] as Teammate));
    const each = async (ask: (browser: TimedBrowser) => Promise<readonly [Kind, number]>) => {
      for (const [i, browser] of browsers.entries()) {
        const [kind, ms] = await ask(browser);
        // The first round is not counted: the engine compiles, connections open.
        if (round > 0) found[i]?.[kind].push(ms);
      }
    };
    const page = async (browser: TimedBrowser, kind: Kind, path: string, shows = "") => {
      const { status, ms, text } = await browser.open(`${base}${path}`);
      if (status !== 200 || !text.includes(shows)) throw new Error(`${kind}: ${status}, without "${shows}"`);
      return [kind, ms] as const;
    };
    await each((browser) => page(browser, "first page", paths.list));
    for (let n = 0; n < Math.ceil(times / (rounds - 1)); n += 1)
      for (const kind of ["list", "invoice", "dashboard"] as const)
        await each((browser) => page(browser, kind, paths[kind]));
    for (let n = 0; n < 3; n += 1) {
      await each(async (browser) => {
        const name = `Written ${Math.random().toString(36).slice(2)}`;
        const { status, ms } = await browser.addClient(base, name);
        if (status !== 302) throw new Error(`write: ${status}`);
        const after = await page(browser, "page after a write", `/clients?search=${name.slice(8)}`, name);
        if (round > 0) found[browsers.indexOf(browser)]?.[after[0]].push(after[1]);
        return ["write", ms];
      });
    }
  }
  return found.map(
    (kinds) => Object.fromEntries(KINDS.map((kind) => [kind, spread(kinds[kind])])) as Measured,
  );
}
