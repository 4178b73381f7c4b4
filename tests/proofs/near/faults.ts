import { setTimeout as pause } from "node:timers/promises";
import { heading, say } from "../../../scripts/lib/say.mjs";
import type { Distance } from "../../support/distance";
import { moreOwners } from "../support/business";
import { percentile } from "../support/random";
import { TimedBrowser } from "./browser";
import type { World } from "./index";
import { statesIn } from "./states";
import { layWays, PLACES } from "./world";

const VIRGINIA = PLACES[1];
const SECONDS = 10;

interface Trouble {
  readonly name: string;
  readonly begin: () => void;
  readonly end: () => void;
}

/** What goes wrong between Virginia and the rest of the world, and how its pages are meanwhile. What must not be. */
export async function faults(world: World): Promise<string[]> {
  const { business, open, primary, copies, lags, servers, secret, lines } = world;
  const ways = await layWays(VIRGINIA, servers);
  const [own] = ways.copies;
  const [ownCopy] = copies;
  const [ownLag] = lags;
  if (!own) throw new Error("no way to a copy");
  const base = `/o/${business.tenantId}`;
  const worker = await open(ways.primary.url, {
    TURSO_REPLICA_URLS: ways.copies.map(({ url }) => url).join(","),
  });
  const wrong: string[] = [];
  heading("Virginia in trouble: 20 pages one after the other, three clients stored among them; milliseconds");

  const visit = async (name: string) => {
    const [person] = await moreOwners(primary.url, business.tenantId, 1, secret);
    if (!person) throw new Error("nobody");
    const browser = new TimedBrowser(worker.url, person);
    await browser.open(`${base}/clients`);
    const took: number[] = [];
    const from = lines.length;
    let written = "";
    for (let n = 0; n < 20; n += 1) {
      if (n % 6 === 3) {
        written = `Trouble ${Math.random().toString(36).slice(2)}`;
        const { status } = await browser.addClient(base, written);
        if (status !== 302) wrong.push(`${name}: a client was answered ${status}`);
      }
      const page = await browser.open(`${base}/clients?search=${written.slice(8)}`);
      took.push(page.ms);
      if (page.status !== 200) wrong.push(`${name}: a page was answered ${page.status}`);
      else if (!page.text.includes(written)) wrong.push(`${name}: a page lacks what was stored before it`);
    }
    const [median, p95, most] = [percentile(took, 0.5), percentile(took, 0.95), Math.max(...took)];
    say(
      `${name.padEnd(34)} median ${median.toFixed(0)}, p95 ${p95.toFixed(0)}, longest ${most.toFixed(0)}; ${statesIn(lines.slice(from))}`,
    );
    if (most > 5_500) wrong.push(`${name}: a page took ${most.toFixed(0)} ms`);
  };

  const far = (distance: Distance) => ({
    begin: () => ways.primary.set(distance),
    end: () => ways.primary.set({ ms: VIRGINIA.primary }),
  });
  const behind = (seconds: number) => ({
    begin: () => ownLag.set({ ms: 2_000 * seconds }),
    end: () => ownLag.set({ ms: 90 }),
  });
  const troubles: Trouble[] = [
    { name: "none", begin: () => {}, end: () => {} },
    { name: "the primary's way jitters by 100 ms", ...far({ ms: 90, jitterMs: 50 }) },
    { name: "the primary's way loses 5 %", ...far({ ms: 90, loss: 0.05 }) },
    { name: "the copy is 2 s behind", ...behind(2) },
    { name: "the copy is 30 s behind", ...behind(30) },
    {
      name: "the copy hangs",
      begin: () => ownCopy.kill("SIGSTOP"),
      end: () => ownCopy.kill("SIGCONT"),
    },
    { name: "the way to the copy is cut", begin: () => own.cut(), end: () => own.mend() },
  ];
  for (const { name, begin, end } of troubles) {
    begin();
    await visit(name);
    end();
    // A copy that failed is left alone for five seconds.
    await pause(6_000);
  }
  wrong.push(...(await primaryAway(world, worker.url, ways.primary)));
  ownCopy.kill("SIGKILL");
  await ownCopy.exited;
  await visit("the copy has died");
  await worker.stop();
  return wrong;
}

/** Pages go on for NEAR_SECONDS; then the usual 503; and afterwards everything is there. */
async function primaryAway(
  { primary, business, secret }: World,
  origin: string,
  way: { readonly cut: () => void; readonly mend: () => void },
): Promise<string[]> {
  const [person] = await moreOwners(primary.url, business.tenantId, 1, secret);
  if (!person) throw new Error("nobody");
  const browser = new TimedBrowser(origin, person);
  const list = `/o/${business.tenantId}/clients`;
  const before = await browser.open(list);
  const base = `/o/${business.tenantId}`;
  const stored = `Stored ${Math.random().toString(36).slice(2)}`;
  await browser.addClient(base, stored);
  // Until the copy has it, and a proof is fresh.
  await pause(2_000);
  await browser.open(list);
  await pause(500);
  await browser.open(list);
  way.cut();
  const began = performance.now();
  const wrong: string[] = [];
  let lasted = 0;
  let status = before.status;
  while (status === 200 && performance.now() - began < 2_000 * SECONDS) {
    const page = await browser.open(list);
    status = page.status;
    if (status === 200) lasted = performance.now() - began;
    await pause(250);
  }
  const lost = await browser.addClient(base, "Never stored");
  way.mend();
  await pause(1_000);
  const after = await browser.open(`${list}?search=${stored.slice(7)}`);
  say(
    `${"the primary is away".padEnd(34)} pages for ${(lasted / 1_000).toFixed(1)} s, then ${status}; a write ${lost.status}; back: ${after.status}`,
  );
  if (lasted < 1_000 * (SECONDS - 3) || lasted > 1_000 * (SECONDS + 1))
    wrong.push(`the primary is away: pages went on for ${(lasted / 1_000).toFixed(1)} s`);
  if (status !== 503 || lost.status !== 503) wrong.push(`the primary is away: ${status} and ${lost.status}`);
  if (after.status !== 200 || !after.text.includes(stored))
    wrong.push("the primary is back: something is lost");
  return wrong;
}
