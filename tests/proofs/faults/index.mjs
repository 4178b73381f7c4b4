// npm run proof -- faults: a seeded proxy before the database drops requests, loses answers, says 503 and 502, and delays, while 16 workers at
// five businesses make invoices. Ten seeds through the use cases in this process, the last one again through the built Worker.
// `--seeds=10 --intents=1000 --first=1`: how many of what, and which seed comes first.
import { parseArgs } from "node:util";
import { ensureInstalled } from "../../../scripts/lib/install.mjs";
import { heading, say } from "../../../scripts/lib/say.mjs";
import { runScript } from "../../../scripts/lib/shutdown.mjs";
import { report, startDatabase } from "../support/database.mjs";

const option = /** @type {const} */ ({ type: "string" });
const { values } = parseArgs({ options: { seeds: option, intents: option, first: option } });
const [seeds, intents, first] = [values.seeds ?? 10, values.intents ?? 1000, values.first ?? 1].map(Number);

/** @param {import("./faults.ts").FaultReport} result */
function tell({ answers, invoices, tries, faults, seconds, violations }) {
  say(`${answers} intents answered in ${tries} tries, ${invoices} invoices, ${seconds.toFixed(1)} s`);
  say(`requests to the database: ${JSON.stringify(faults)}`);
  return report(violations);
}

runScript(async () => {
  await ensureInstalled();
  const { faultRun, openBusinesses, underFaults } = await import("./faults.ts");
  const { formClient } = await import("../support/invoicing-client.ts");
  const { startFaultProxy } = await import("../../support/fault-proxy.ts");
  const { database, secret, check, openWorker } = await startDatabase();
  const { url } = database;
  let fine = true;
  for (let seed = first; seed < first + seeds; seed += 1) {
    heading(`Seed ${seed}: ${intents} intents`);
    fine = tell(await faultRun({ seed, intents, url })) && fine;
  }
  const seed = first + seeds - 1;
  heading(`Seed ${seed}: ${intents} intents through the built Worker`);
  const proxy = await startFaultProxy(url);
  const worker = await openWorker(proxy.url);
  // The limiter lets each person do 100 things a minute, tries included.
  const businesses = await openBusinesses(url, 5, Math.ceil(intents / 5 / 20), secret);
  /** @type {Record<string, number>} */
  const answers = {};
  let turn = 0;
  const client = (/** @type {import("../support/business.ts").Business} */ { people }) => {
    turn += 1;
    const person = people[turn % people.length];
    if (!person) throw new Error("Nobody works there.");
    return formClient(worker.url, person, (status) => {
      answers[status] = (answers[status] ?? 0) + 1;
    });
  };
  fine = tell(await underFaults({ seed, intents, url, proxy, businesses, client, deadlineMs: 5000 })) && fine;
  say(`answers of the Worker: ${JSON.stringify(answers)}`);
  await proxy.stop();
  return (await check()) && fine ? 0 : 1;
});
