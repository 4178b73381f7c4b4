// npm run proof -- near: pages from three towns of the world: a real primary, two real copies that follow it, built Workers, and ways between
// them that take as long as the distance. Beside it, in the same run: the primary proves each page (NEAR_SECONDS=0), no copies at all, and
// everything next door. Then ways that jitter and lose, copies that are behind, die and hang, and a primary that is away.
// `--times=30`: how often each page is opened. `--only=table` or `--only=faults`.
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureBuilt } from "../../../scripts/lib/build.mjs";
import { runDbProgram } from "../../../scripts/lib/database.mjs";
import { inRoot } from "../../../scripts/lib/paths.mjs";
import { freePort } from "../../../scripts/lib/ports.mjs";
import { complain, heading, Stop, say } from "../../../scripts/lib/say.mjs";
import { runScript, whenDone } from "../../../scripts/lib/shutdown.mjs";
import { startSqld } from "../../../scripts/lib/sqld.mjs";
import { startDistance } from "../../support/distance";
import { fillList } from "../overhead/overhead";
import { bundleWorker, openBareWorker } from "../support/bare-worker";
import { moreOwners, openBusiness } from "../support/business";
import { faults } from "./faults";
import { KINDS, type Measured, measure } from "./measure";
import { statesIn } from "./states";
import { layWays, PLACES, type Ways } from "./world";

const option = { type: "string" } as const;
const { values } = parseArgs({ options: { times: option, only: option } });
const times = Number(values.times ?? 30);
const FIRST_PAGES = 6;

/** How much of a page's time more than the same with everything next door a page by pass may take. */
const GOAL = 1.1;

const ms = (n: number) => n.toFixed(0).padStart(5);

async function openWorld() {
  await ensureBuilt();
  const dir = mkdtempSync(join(tmpdir(), "gapless-near-"));
  whenDone(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }));
  const secret = randomBytes(32).toString("base64url");
  const grpcPort = await freePort();
  const primary = await startSqld({ dir: join(dir, "primary"), grpcPort });
  if (!(await runDbProgram("migrate", { TURSO_DATABASE_URL: primary.url })))
    throw new Stop("The tables could not be made.");
  // Each copy follows by a way of its own, as long as the one that its Worker has to the primary.
  const lags = [
    await startDistance(grpcPort, { ms: 90 }),
    await startDistance(grpcPort, { ms: 280 }),
  ] as const;
  const [east, south] = await Promise.all(
    lags.map((lag, i) => startSqld({ dir: join(dir, `copy-${i}`), primaryGrpcUrl: lag.url })),
  );
  if (!east || !south) throw new Error("no copies");
  const business = await openBusiness(primary.url, 1, secret);
  await fillList(primary.url, business, 60);
  const config = inRoot("wrangler.toml");
  const bundle = join(dir, "bundle");
  await bundleWorker(config, bundle);
  const lines: string[] = [];
  const open = (url: string, vars: Record<string, string>) =>
    openBareWorker({
      config,
      bundle,
      vars: { TURSO_DATABASE_URL: url, SESSION_SECRET: secret, ...vars },
      onLine: (line) => void lines.push(line),
    });
  const servers = { primary: primary.port, copies: [east.port, south.port] as const };
  return { primary, copies: [east, south] as const, lags, servers, business, secret, open, lines };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

const listOf = (ways: Ways) => ways.copies.map(({ url }) => url).join(",");

function print(name: string, measured: Measured, local?: Measured): void {
  const cells = KINDS.map((kind) => {
    const { median, p95 } = measured[kind];
    const ratio = local ? ` ×${(median / local[kind].median).toFixed(2)}` : "";
    return `${kind} ${ms(median)}/${ms(p95)}${ratio}`;
  });
  say(`${name.padEnd(36)} ${cells.join("  ")}`);
}

/** Medians and p95 of each place and way of asking. What is worse than its goal. */
async function table(world: World): Promise<string[]> {
  const { business, open, primary, secret, servers, lines } = world;
  const invoiceId = await firstInvoice(world);
  const people = () => moreOwners(primary.url, business.tenantId, FIRST_PAGES + 1, secret);
  heading(
    "Median/p95 in milliseconds, each page until its last byte; × what it takes with everything next door",
  );
  const next = await startDistance(servers.primary, { ms: 2 });
  const beside = await open(next.url, {});
  const wrong: string[] = [];
  for (const place of PLACES) {
    const ways = await layWays(place, servers);
    const copies = { TURSO_REPLICA_URLS: listOf(ways) };
    const workers = await Promise.all([
      open(ways.primary.url, copies),
      open(ways.primary.url, { ...copies, NEAR_SECONDS: "0" }),
      open(ways.primary.url, {}),
    ]);
    const names = ["next door", "near", "NEAR_SECONDS=0", "no copies"];
    const asked = await Promise.all(
      [beside, ...workers].map(async ({ url }, i) => ({
        name: `${place.name}, ${names[i]}`,
        origin: url,
        people: await people(),
      })),
    );
    const from = lines.length;
    const measured = await measure({ ways: asked, base: `/o/${business.tenantId}`, invoiceId, times });
    const [local, near] = measured as [Measured, Measured, ...Measured[]];
    for (const [i, each] of measured.entries()) print(asked[i]?.name ?? "", each, i > 0 ? local : undefined);
    say(`${"".padEnd(36)} ${statesIn(lines.slice(from))}`);
    for (const kind of ["list", "invoice", "dashboard"] as const) {
      const ratio = near[kind].median / local[kind].median;
      // Next door is 2 ms away, and so is the nearest of what this place has.
      if (ratio > GOAL)
        say(`  above the goal of ${GOAL} (which needs a quiet machine): ${kind} ×${ratio.toFixed(2)}`);
      if (near[kind].median > GOAL * local[kind].median + place.primary / 2 + 10)
        wrong.push(`${place.name}: ${kind} takes ${ratio.toFixed(2)} times what it takes next door`);
    }
    for (const kind of ["first page", "page after a write"] as const) {
      // One crossing, and what the page itself takes; half of it for a machine that does other things too.
      const most = 1.5 * (place.primary + local[kind].median) + 10;
      if (near[kind].median > most)
        wrong.push(
          `${place.name}: ${kind} takes ${ms(near[kind].median)} ms, more than one crossing (${ms(most)} ms)`,
        );
    }
    for (const worker of workers) await worker.stop();
    for (const wire of [ways.primary, ...ways.copies]) await wire.stop();
  }
  return wrong;
}

/** The id of an invoice of the business. */
async function firstInvoice({ primary, business }: World): Promise<string> {
  const { createClient } = await import("@libsql/client/http");
  const client = createClient({ url: primary.url });
  const { rows } = await client.execute({
    sql: "SELECT id FROM invoices WHERE tenant_id = ? LIMIT 1",
    args: [business.tenantId],
  });
  client.close();
  return String(rows[0]?.id);
}

runScript(async () => {
  const world = await openWorld();
  const wrong = [
    ...(values.only === "faults" ? [] : await table(world)),
    ...(values.only === "table" ? [] : await faults(world)),
  ];
  for (const each of wrong) complain(each);
  if (!(await runDbProgram("check", { TURSO_DATABASE_URL: world.primary.url }))) return 1;
  return wrong.length > 0 ? 1 : 0;
});
