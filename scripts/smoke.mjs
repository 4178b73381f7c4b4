// node scripts/smoke.mjs --url https://… : what must work after a deploy, tried from outside: health, headers, files, and one invoice from client
// to print in a throwaway business. Exit code 1 and a sentence when something does not.
// `--build ID` asks for that build. HEALTH_TOKEN: compares the tables with the build. SMOKE_EMAIL and SMOKE_PASSWORD: uses that account.
// `--worker NAME --version ID`: that version of the Worker, in a gradual rollout. `--addresses`: from an address of its own,
// where nothing in front of the Worker sets it.
import { parseArgs } from "node:util";
import { Stop, say } from "./lib/say.mjs";
import { runScript } from "./lib/shutdown.mjs";
import { smoke } from "./lib/smoke.mjs";
import { toVersion } from "./lib/version.mjs";
import { someAddress } from "./lib/visitor.mjs";

const option = /** @type {const} */ ({ type: "string" });
const { values } = parseArgs({
  options: { url: option, build: option, worker: option, version: option, addresses: { type: "boolean" } },
});
const { HEALTH_TOKEN: healthToken, SMOKE_EMAIL: email, SMOKE_PASSWORD: password } = process.env;

runScript(async () => {
  const { url, build } = values;
  if (!url) throw new Stop("Say where: node scripts/smoke.mjs --url https://invoices.example");
  const account = email && password ? { email, password } : undefined;
  const own = values.addresses ? someAddress() : {};
  const headers = { ...own, ...toVersion(values.worker, values.version) };
  await smoke({ url, build, healthToken, account, headers }, (text) => say(`✓ ${text}`));
  return 0;
});
