// node scripts/rollout.mjs --url https://invoices.example: production's gradual rollout: uploads a version, sends it 0, 10, 50 and then 100 % of the
// requests, and asks at each stage whether it does well: the smoke test, a minute of reading, and what it answered to everybody meanwhile (Workers
// Logs). What fails rolls everything back. SMOKE_EMAIL, SMOKE_PASSWORD: the account for both. HEALTH_TOKEN: compares the tables with the
// build. CLOUDFLARE_API_TOKEN, CLOUDFLARE_ACCOUNT_ID: may edit Workers and read Workers Observability. `--seconds 60`: how long to read.
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { builtId, ensureBuilt } from "./lib/build.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { inRoot } from "./lib/paths.mjs";
import { run } from "./lib/processes.mjs";
import { rollOut } from "./lib/rollout.mjs";
import { Stop, say } from "./lib/say.mjs";
import { runScript } from "./lib/shutdown.mjs";
import { servedByVersion } from "./lib/telemetry.mjs";
import { refuseExampleDomain, workers, wrangler } from "./lib/wrangler.mjs";

const text = /** @type {const} */ ({ type: "string" });
const { values } = parseArgs({ options: { url: text, seconds: text } });
const { url, seconds = "60" } = values;
const env = ["--env", "production"];

/** @returns {string | undefined} the version that serves most requests now; none before the first deploy */
function current() {
  try {
    /** @type {{ versions: { version_id: string, percentage: number }[] }} */
    const { versions } = JSON.parse(wrangler(["deployments", "status", "--json", ...env]));
    return versions.sort((a, b) => b.percentage - a.percentage)[0]?.version_id;
  } catch (error) {
    if (/no deployments|not found|does not exist|10007/i.test(String(error))) return undefined;
    throw error;
  }
}

/** @param {string} name @param {string[]} args */
async function script(name, args) {
  const { code } = await run({ name, command: process.execPath, args: [inRoot("scripts", name), ...args] });
  return code === 0;
}

/** Until the events of requests can be counted. */
const ARRIVAL_MS = 20_000;

/** @param {number} since milliseconds UTC */
async function served(since) {
  const { CLOUDFLARE_ACCOUNT_ID: account, CLOUDFLARE_API_TOKEN: token } = process.env;
  if (!account || !token)
    throw new Stop("Set CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN (docs/deploy.md).");
  return await servedByVersion({ account, token, worker: workers.production }, since);
}

runScript(async () => {
  if (!url) throw new Stop("Say where: node scripts/rollout.mjs --url https://invoices.example");
  refuseExampleDomain();
  await ensureInstalled();
  await ensureBuilt();
  // Without this permission nobody would hear of the errors that people meet.
  await served(Date.now() - 60_000);
  const old = current();
  if (!old)
    throw new Stop("Nothing runs in production yet. The first time: npm run deploy -- --env production");
  const version = /Worker Version ID:\s*([0-9a-f-]{36})/.exec(
    wrangler(["versions", "upload", "--outdir", inRoot("build", "worker"), ...env]),
  )?.[1];
  if (!version) throw new Stop("wrangler did not say which version it uploaded.");
  const at = ["--url", url, "--worker", workers.production, "--version", version];
  const done = await rollOut({
    split: async (share) => {
      const specs = share === 100 ? [`${version}@100`] : [`${version}@${share}`, `${old}@${100 - share}`];
      say(wrangler(["versions", "deploy", ...specs, "--yes", ...env]));
    },
    check: async () =>
      (await script("smoke.mjs", [...at, "--build", builtId()])) &&
      (await script("synthetic.mjs", [
        ...at,
        "--read",
        "--rate",
        "1",
        "--seconds",
        seconds,
        "--errors",
        "0.01",
      ])),
    served: async (since) => {
      await pause(ARRIVAL_MS);
      const counts = await served(since);
      const none = { requests: 0, errors: 0 };
      return { next: counts.get(version) ?? none, old: counts.get(old) ?? none };
    },
    rollBack: async (reason) => {
      say(wrangler(["rollback", old, "--yes", "--message", reason.slice(0, 100), ...env]));
    },
    tell: say,
  });
  // Routes and the nightly job are not part of a version.
  if (done) say(wrangler(["triggers", "deploy", ...env]));
  return done ? 0 : 1;
});
