// npm run deploy -- --env staging: the build, uploaded and serving everything at once. For production: node scripts/rollout.mjs.
// `--dry-run`: everything but the upload, for both environments.
import { parseArgs } from "node:util";
import { ensureBuilt } from "./lib/build.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { inRoot } from "./lib/paths.mjs";
import { say } from "./lib/say.mjs";
import { runScript } from "./lib/shutdown.mjs";
import { environment, refuseExampleDomain, workers, wrangler } from "./lib/wrangler.mjs";

const { values } = parseArgs({ options: { env: { type: "string" }, "dry-run": { type: "boolean" } } });

/** @param {string} output of a dry run @returns {string} "Total Upload: …" */
const size = (output) => /Total Upload: .*/.exec(output)?.[0] ?? "size unknown";

runScript(async () => {
  await ensureInstalled();
  await ensureBuilt();
  if (values["dry-run"]) {
    for (const name of Object.keys(workers))
      say(`${name}: ${size(wrangler(["deploy", "--dry-run", "--env", name]))}`);
    return 0;
  }
  const env = environment(values.env);
  refuseExampleDomain();
  say(wrangler(["deploy", "--env", env, "--outdir", inRoot("build", "worker")]));
  return 0;
});
