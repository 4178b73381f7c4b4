import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { buildInto } from "../../../scripts/lib/build.mjs";
import { inRoot } from "../../../scripts/lib/paths.mjs";
import { type BareWorker, bundleWorker, openBareWorker } from "../support/bare-worker";
import { benchDir } from "./store";

export interface BenchWorker extends BareWorker {
  /** How often each request asked the database, by request id: as the Worker's log says. */
  readonly roundTrips: ReadonlyMap<string, number>;
}

const home = join(benchDir, "worker");
const config = join(home, "wrangler.toml");
const bundle = join(home, "bundle");

/** Builds the app with the bench's own pages into a folder of its own, where everything stands as in the repository. */
export async function buildForBench(): Promise<void> {
  await buildInto(join(home, "build"), {
    GAPLESS_MORE_ROUTES: inRoot("tests", "proofs", "bench", "floor", "routes.ts"),
  });
  mkdirSync(join(home, "app"), { recursive: true });
  cpSync(inRoot("wrangler.toml"), config);
  cpSync(inRoot("app", "entry.worker.ts"), join(home, "app", "entry.worker.ts"));
  await bundleWorker(config, bundle);
}

/** A Worker of the bench's build on a database. */
export async function openWorker(
  databaseUrl: string,
  secret: string,
  { inspected = false } = {},
): Promise<BenchWorker> {
  const roundTrips = new Map<string, number>();
  const onLine = (line: string) => {
    const json = /\{.*"roundTrips".*\}/.exec(line)?.[0];
    if (!json) return;
    const said = JSON.parse(json) as { requestId?: string; roundTrips?: number };
    if (said.requestId && said.roundTrips !== undefined) roundTrips.set(said.requestId, said.roundTrips);
  };
  const vars = { TURSO_DATABASE_URL: databaseUrl, SESSION_SECRET: secret };
  return { ...(await openBareWorker({ config, bundle, vars, inspected, onLine })), roundTrips };
}
