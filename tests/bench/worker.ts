import { cpSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { Miniflare } from "miniflare";
import { buildInto } from "../../scripts/lib/build.mjs";
import { inRoot } from "../../scripts/lib/paths.mjs";
import { freePort } from "../../scripts/lib/ports.mjs";
import { run } from "../../scripts/lib/processes.mjs";
import { whenDone } from "../../scripts/lib/shutdown.mjs";
import { quietWrangler } from "../../scripts/lib/worker.mjs";
import { benchDir } from "./store";

export interface BenchWorker {
  readonly url: string;
  /** Where Chrome's DevTools protocol is spoken, if that was asked for. */
  readonly inspectorUrl: string;
  /** How often each request asked the database, by request id: as the Worker's log says. */
  readonly roundTrips: ReadonlyMap<string, number>;
  readonly stop: () => Promise<void>;
}

const home = join(benchDir, "worker");
const wranglerFile = join(home, "wrangler.toml");
const bundle = join(home, "bundle");
const MAIN = "entry.worker.js";

/** Builds the app with the bench's own pages into a folder of its own, as it would be uploaded: one file, and what it imports by name. */
export async function buildForBench(): Promise<void> {
  await buildInto(join(home, "build"), {
    GAPLESS_MORE_ROUTES: inRoot("tests", "bench", "floor", "routes.ts"),
  });
  mkdirSync(join(home, "app"), { recursive: true });
  cpSync(inRoot("wrangler.toml"), wranglerFile);
  cpSync(inRoot("app", "entry.worker.ts"), join(home, "app", "entry.worker.ts"));
  const cli = createRequire(import.meta.url).resolve("wrangler/bin/wrangler.js");
  const args = [cli, "deploy", "--dry-run", "--config", wranglerFile, "--outdir", bundle];
  const { code } = await run({
    name: "wrangler",
    command: process.execPath,
    args,
    env: quietWrangler(join(benchDir, "run")),
  });
  if (code !== 0) throw new Error("The Worker could not be bundled.");
}

/** Of a module, by the end of its name. */
const typeOf = (name: string) =>
  name.endsWith(".js") ? "ESModule" : name.endsWith(".txt") ? "Text" : "Data";

const modules = () =>
  [MAIN, ...readdirSync(bundle).filter((name) => name !== MAIN && !/\.(?:map|md)$/.test(name))].map(
    (name) => ({
      type: typeOf(name),
      path: join(bundle, name),
      contents: readFileSync(join(bundle, name)),
    }),
  );

/**
 * A Worker of the bench's build on a database: one workerd with the settings of wrangler.toml, and nothing between it and who asks.
 * `wrangler dev` would put another one in front, which takes time and memory of its own.
 */
export async function openWorker(
  databaseUrl: string,
  secret: string,
  { inspected = false } = {},
): Promise<BenchWorker> {
  const { unstable_getMiniflareWorkerOptions: optionsOf } = await import("wrangler");
  const { modulesRules, assets, ...options } = optionsOf(wranglerFile).workerOptions;
  const inspectorPort = inspected ? await freePort() : undefined;
  const roundTrips = new Map<string, number>();
  const note = (line: string) => {
    const json = /\{.*"roundTrips".*\}/.exec(line)?.[0];
    if (!json) return;
    const said = JSON.parse(json) as { requestId?: string; roundTrips?: number };
    if (said.requestId && said.roundTrips !== undefined) roundTrips.set(said.requestId, said.roundTrips);
  };
  const miniflare = new Miniflare({
    ...options,
    host: "127.0.0.1",
    port: 0,
    ...(inspectorPort ? { inspectorPort } : {}),
    modulesRoot: bundle,
    modules: modules(),
    bindings: { ...options.bindings, TURSO_DATABASE_URL: databaseUrl, SESSION_SECRET: secret },
    handleRuntimeStdio: (out: Readable, err: Readable) => {
      createInterface({ input: out }).on("line", note);
      err.resume();
    },
  });
  whenDone(() => void miniflare.dispose());
  const url = (await miniflare.ready).origin;
  const stop = () => miniflare.dispose();
  return { url, inspectorUrl: `http://127.0.0.1:${inspectorPort}`, roundTrips, stop };
}
