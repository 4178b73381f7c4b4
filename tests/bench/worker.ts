import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildInto } from "../../scripts/lib/build.mjs";
import { inRoot } from "../../scripts/lib/paths.mjs";
import { startWorker } from "../../scripts/lib/worker.mjs";
import { benchDir } from "./store";

export const home = join(benchDir, "worker");

/** Builds the app with the bench's own pages into a folder of its own, where everything stands as in the repository. */
export async function buildForBench(): Promise<void> {
  await buildInto(join(home, "build"), {
    GAPLESS_MORE_ROUTES: inRoot("tests", "bench", "floor", "routes.ts"),
  });
  mkdirSync(join(home, "app"), { recursive: true });
  cpSync(inRoot("wrangler.toml"), join(home, "wrangler.toml"));
  cpSync(inRoot("app", "entry.worker.ts"), join(home, "app", "entry.worker.ts"));
}

/** A Worker of the bench's build on a database. */
export const openWorker = (name: string, databaseUrl: string, secret: string) =>
  startWorker({
    config: join(home, "wrangler.toml"),
    persistDir: join(benchDir, "run", `wrangler-${name}`),
    vars: { TURSO_DATABASE_URL: databaseUrl, SESSION_SECRET: secret },
  });

/** How often each request asked the database, by request id: as the Worker's log says. */
export function roundTripsIn(logFile: string | undefined): Map<string, number> {
  const found = new Map<string, number>();
  for (const line of readFileSync(logFile ?? "", "utf8").split("\n")) {
    const json = /\{.*"roundTrips".*\}/.exec(line)?.[0];
    if (!json) continue;
    const { requestId, roundTrips } = JSON.parse(json) as { requestId?: string; roundTrips?: number };
    if (requestId && roundTrips !== undefined) found.set(requestId, roundTrips);
  }
  return found;
}
