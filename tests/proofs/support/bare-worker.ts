import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { Miniflare } from "miniflare";
import { freePort } from "../../../scripts/lib/ports.mjs";
import { run } from "../../../scripts/lib/processes.mjs";
import { whenDone } from "../../../scripts/lib/shutdown.mjs";
import { quietWrangler } from "../../../scripts/lib/worker.mjs";
import { childrenCalled } from "./cpu";

export interface BareWorker {
  readonly url: string;
  /** Of its workerd. */
  readonly pid: number;
  /** Where Chrome's DevTools protocol is spoken, if that was asked for. */
  readonly inspectorUrl: string;
  readonly stop: () => Promise<void>;
}

interface BareWorkerOptions {
  /** A wrangler.toml. */
  readonly config: string;
  /** What `bundleWorker` wrote. */
  readonly bundle: string;
  /** Variables and secrets, above those of the configuration. */
  readonly vars: Readonly<Record<string, string>>;
  readonly inspected?: boolean;
  /** Hears each line of the Worker's log. */
  readonly onLine?: (line: string) => void;
}

const MAIN = "entry.worker.js";

/** Writes what would be uploaded into a folder: the Worker in one file, and what it imports by name. */
export async function bundleWorker(config: string, folder: string): Promise<void> {
  const cli = createRequire(import.meta.url).resolve("wrangler/bin/wrangler.js");
  const args = [cli, "deploy", "--dry-run", "--config", config, "--outdir", folder];
  const env = quietWrangler(`${folder}-wrangler`);
  const { code } = await run({ name: "wrangler", command: process.execPath, args, env });
  if (code !== 0) throw new Error("The Worker could not be bundled.");
}

/** Of a module, by the end of its name. */
const typeOf = (name: string) =>
  name.endsWith(".js") ? "ESModule" : name.endsWith(".txt") ? "Text" : "Data";

const modulesIn = (bundle: string) =>
  [MAIN, ...readdirSync(bundle).filter((name) => name !== MAIN && !/\.(?:map|md)$/.test(name))].map(
    (name) => ({
      type: typeOf(name),
      path: join(bundle, name),
      contents: readFileSync(join(bundle, name)),
    }),
  );

/**
 * A Worker in one workerd with the settings of wrangler.toml, and nothing between it and who asks. For measuring: `wrangler dev` puts
 * another workerd in front and listens to the inspector, which take time and memory of their own.
 */
export async function openBareWorker(options: BareWorkerOptions): Promise<BareWorker> {
  const { config, bundle, vars, inspected, onLine } = options;
  const { unstable_getMiniflareWorkerOptions: optionsOf } = await import("wrangler");
  const { modulesRules, assets, ...given } = optionsOf(config).workerOptions;
  const inspectorPort = inspected ? await freePort() : undefined;
  const others = new Set(childrenCalled("workerd"));
  const miniflare = new Miniflare({
    ...given,
    host: "127.0.0.1",
    port: 0,
    ...(inspectorPort ? { inspectorPort } : {}),
    modulesRoot: bundle,
    modules: modulesIn(bundle),
    bindings: { ...given.bindings, ...vars },
    handleRuntimeStdio: (out: Readable, err: Readable) => {
      if (onLine) createInterface({ input: out }).on("line", onLine);
      else out.resume();
      err.resume();
    },
  });
  whenDone(() => void miniflare.dispose());
  const url = (await miniflare.ready).origin;
  const pid = childrenCalled("workerd").find((each) => !others.has(each)) ?? 0;
  const stop = () => miniflare.dispose();
  return { url, pid, inspectorUrl: `http://127.0.0.1:${inspectorPort}`, stop };
}
