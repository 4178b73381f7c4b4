import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { Miniflare } from "miniflare";
import { freePort } from "../../scripts/lib/ports.mjs";
import { run } from "../../scripts/lib/processes.mjs";
import { whenDone } from "../../scripts/lib/shutdown.mjs";
import { quietWrangler } from "../../scripts/lib/worker.mjs";
import { benchDir } from "./store";
import { home } from "./worker";

export interface BareWorker {
  readonly url: string;
  /** Where Chrome's DevTools protocol is spoken. */
  readonly inspectorUrl: string;
}

const wranglerFile = join(home, "wrangler.toml");

/** What would be uploaded: the Worker in one file and what it imports by name. */
async function bundle(): Promise<{ folder: string; names: string[] }> {
  const folder = join(benchDir, "run", "bundle");
  const cli = createRequire(import.meta.url).resolve("wrangler/bin/wrangler.js");
  const args = [cli, "deploy", "--dry-run", "--config", wranglerFile, "--outdir", folder];
  const env = quietWrangler(join(benchDir, "run"));
  const { code } = await run({ name: "wrangler", command: process.execPath, args, env });
  if (code !== 0) throw new Error("The Worker could not be bundled.");
  const [main, ...rest] = ["entry.worker.js", ...readdirSync(folder)];
  return { folder, names: [main, ...rest.filter((name) => name !== main && !/\.map$|\.md$/.test(name))] };
}

/** Of a module, by the end of its name. */
const typeOf = (name: string) =>
  name.endsWith(".js") ? "ESModule" : name.endsWith(".txt") ? "Text" : "Data";

/**
 * The bench's build in one workerd, without the second one that `wrangler dev` puts in front and without its inspector's client, which keeps
 * what it hears of.
 */
export async function openBareWorker(databaseUrl: string, secret: string): Promise<BareWorker> {
  const { folder, names } = await bundle();
  const { unstable_getMiniflareWorkerOptions: optionsOf } = await import("wrangler");
  const { modulesRules, assets, ...options } = optionsOf(wranglerFile).workerOptions;
  const inspectorPort = await freePort();
  const miniflare = new Miniflare({
    ...options,
    host: "127.0.0.1",
    port: 0,
    inspectorPort,
    modulesRoot: folder,
    modules: names.map((name) => ({
      type: typeOf(name),
      path: join(folder, name),
      contents: readFileSync(join(folder, name)),
    })),
    bindings: { ...options.bindings, TURSO_DATABASE_URL: databaseUrl, SESSION_SECRET: secret },
    handleRuntimeStdio: (out: Readable, err: Readable) => {
      out.resume();
      err.resume();
    },
  });
  whenDone(() => void miniflare.dispose());
  const url = (await miniflare.ready).origin;
  return { url, inspectorUrl: `http://127.0.0.1:${inspectorPort}` };
}
