// npm run proof -- budget: how much the invoice list sends, how big the Worker is and how long it takes to start, against the most that each may.
// `--starts=3`: how often it is started; the best counts. Where none is quick enough it is started up to ten times: the machine may be busy.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureBuilt } from "../../../scripts/lib/build.mjs";
import { inRoot } from "../../../scripts/lib/paths.mjs";
import { run } from "../../../scripts/lib/processes.mjs";
import { Stop, say } from "../../../scripts/lib/say.mjs";
import { runScript, whenDone } from "../../../scripts/lib/shutdown.mjs";
import { lastLines } from "../../../scripts/lib/wait.mjs";
import { quietWrangler } from "../../../scripts/lib/worker.mjs";
import { limits, pageWeight, workerWeight, workIn } from "./weights";

const START_MS = 100;
const { values } = parseArgs({ options: { starts: { type: "string" } } });
const STARTS = Number(values.starts ?? 3);
const MOST_STARTS = 10;

async function wrangler(dir: string, args: string[]) {
  const logFile = join(dir, "wrangler.log");
  const cli = inRoot("node_modules", "wrangler", "wrangler-dist", "cli.js");
  const { code } = await run({
    name: "wrangler",
    command: process.execPath,
    args: ["--no-warnings", "--experimental-vm-modules", cli, ...args, "--config", inRoot("wrangler.toml")],
    env: quietWrangler(dir),
    logFile,
  });
  if (code !== 0) throw new Stop(`wrangler ${args[0]} failed:\n${lastLines(logFile)}`);
}

function compare(what: string, value: number, most: number, unit: string) {
  const fine = value <= most;
  say(`${fine ? "✓" : "✗"} ${what}: ${value.toFixed(1)} ${unit} (at most ${most.toFixed(0)})`);
  return fine;
}

runScript(async () => {
  await ensureBuilt();
  const dir = mkdtempSync(join(tmpdir(), "gapless-budget-"));
  whenDone(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }));
  const { js, css, scripts } = pageWeight(inRoot("build", "client"), "routes/o.$tenant.invoices._index");
  const worker = join(dir, "worker");
  await wrangler(dir, ["deploy", "--dry-run", "--outdir", worker]);
  const starts = [];
  while (starts.length < STARTS || (starts.length < MOST_STARTS && Math.min(...starts) > START_MS)) {
    const profile = join(dir, "startup.cpuprofile");
    await wrangler(dir, ["check", "startup", "--outfile", profile]);
    starts.push(workIn(JSON.parse(readFileSync(profile, "utf8"))));
  }
  const fine = [
    compare(`JavaScript of the invoice list (${scripts} files, gzip)`, js / 1000, limits.js / 1000, "kB"),
    compare("CSS (gzip)", css / 1000, limits.css / 1000, "kB"),
    compare("Worker (gzip)", workerWeight(worker) / 1000, limits.worker / 1000, "kB"),
    compare(`start of the Worker (best of ${starts.length})`, Math.min(...starts), START_MS, "ms"),
  ];
  return fine.every(Boolean) ? 0 : 1;
});
