// npm run rollout -- --url https://invoices.example: production's gradual rollout: uploads a version, sends it 0, 10, 50 and then 100 % of the
// requests, and asks it at each stage whether it does well: the smoke test and a minute of reading. What fails rolls everything back.
// SMOKE_EMAIL, SMOKE_PASSWORD: the account for both. HEALTH_TOKEN: compares the tables with the build. `--seconds 60`: how long to read.
import { parseArgs } from "node:util";
import { builtId, ensureBuilt } from "./lib/build.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { inRoot } from "./lib/paths.mjs";
import { run } from "./lib/processes.mjs";
import { rollOut } from "./lib/rollout.mjs";
import { Stop, say } from "./lib/say.mjs";
import { runScript } from "./lib/shutdown.mjs";
import { workers, wrangler } from "./lib/wrangler.mjs";

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

runScript(async () => {
  if (!url) throw new Stop("Say where: npm run rollout -- --url https://invoices.example");
  await ensureInstalled();
  await ensureBuilt();
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
    rollBack: async (reason) => {
      say(wrangler(["rollback", old, "--yes", "--message", reason.slice(0, 100), ...env]));
    },
    tell: say,
  });
  // Routes and the nightly job are not part of a version.
  if (done) say(wrangler(["triggers", "deploy", ...env]));
  return done ? 0 : 1;
});
