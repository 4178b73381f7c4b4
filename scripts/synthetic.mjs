// node scripts/synthetic.mjs --url https://… --rate 10 --seconds 60: as many people as requests a second, each in a business of their own, at their
// work: 80 % reading, 20 % writing. Passes when no more than `--errors` of the requests fail (0.001 unless told; 0 for none), p95 is within `--p95`
// milliseconds (1000 unless told), and, where TURSO_DATABASE_URL is set, the checker of the rules finds nothing.
// `--addresses`: an address for each person, where nothing in front of the Worker sets it. `--worker NAME --version ID`: one version.
// `--read`: only reads, one request a second, as the account of SMOKE_EMAIL and SMOKE_PASSWORD.
import { parseArgs } from "node:util";
import { runDbProgram } from "./lib/database.mjs";
import { complain, Stop, say } from "./lib/say.mjs";
import { runScript } from "./lib/shutdown.mjs";
import { synthetic } from "./lib/synthetic.mjs";
import { toVersion } from "./lib/version.mjs";

const text = /** @type {const} */ ({ type: "string" });
const flag = /** @type {const} */ ({ type: "boolean" });
const { values } = parseArgs({
  options: {
    url: text,
    rate: text,
    seconds: text,
    errors: text,
    p95: text,
    worker: text,
    version: text,
    addresses: flag,
    read: flag,
  },
});

/** @returns {{ email: string, password: string }} who reads, where nobody may be made up */
function account() {
  const { SMOKE_EMAIL: email, SMOKE_PASSWORD: password } = process.env;
  if (email && password) return { email, password };
  throw new Stop("To read only: set SMOKE_EMAIL and SMOKE_PASSWORD to an account that has a business.");
}

runScript(async () => {
  const { url, addresses, read } = values;
  if (!url) throw new Stop("Say where: node scripts/synthetic.mjs --url https://staging.invoices.example");
  const [rate, seconds, errors, p95] = [
    values.rate ?? 10,
    values.seconds ?? 60,
    values.errors ?? 0.001,
    values.p95 ?? 1000,
  ].map(Number);
  const result = await synthetic({
    url,
    rate,
    seconds,
    addresses,
    ...(read ? { account: account() } : {}),
    headers: toVersion(values.worker, values.version),
    onReady: () => say(`load: ${rate} a second for ${seconds} s`),
  });
  const { people, asked, reads, writes, perSecond, failures } = result;
  say(`${asked} requests of ${people} businesses, ${perSecond} a second: ${reads} read, ${writes} wrote`);
  say(`p50 ${result.p50} ms, p95 ${result.p95} ms, p99 ${result.p99} ms; ${failures.length} failed`);
  if (failures.length > 0) complain(failures.slice(0, 10).join("\n"));
  const { TURSO_DATABASE_URL: database = "", TURSO_AUTH_TOKEN: token = "" } = process.env;
  const whole =
    !database || (await runDbProgram("check", { TURSO_DATABASE_URL: database, TURSO_AUTH_TOKEN: token }));
  const few = asked > 0 && failures.length <= errors * asked;
  if (!few) complain(`More than ${errors * 100} % of the requests failed.`);
  if (result.p95 > p95) complain(`p95 is above ${p95} ms.`);
  return whole && few && result.p95 <= p95 ? 0 : 1;
});
