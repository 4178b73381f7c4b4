// npm run proof -- faults: a seeded proxy before the database drops requests, loses answers, says 503 and 502, and delays, while 16 workers at
// five businesses make invoices. Ten seeds through the use cases in this process, the last one again through the built Worker.
// `--seeds=10 --intents=1000 --first=1`: how many of what, and which seed comes first.
import { parseArgs } from "node:util";
import { heading, say } from "../../../scripts/lib/say.mjs";
import { runScript } from "../../../scripts/lib/shutdown.mjs";
import { startFaultProxy } from "../../support/fault-proxy";
import type { Business } from "../support/business";
import { report, startDatabase } from "../support/database";
import { formClient } from "../support/invoicing-client";
import { type FaultReport, faultRun, openBusinesses, underFaults } from "./faults";

const option = { type: "string" } as const;
const { values } = parseArgs({ options: { seeds: option, intents: option, first: option } });
const seeds = Number(values.seeds ?? 10);
const intents = Number(values.intents ?? 1000);
const first = Number(values.first ?? 1);

function tell({ answers, invoices, tries, faults, seconds, violations }: FaultReport) {
  say(`${answers} intents answered in ${tries} tries, ${invoices} invoices, ${seconds.toFixed(1)} s`);
  say(`requests to the database: ${JSON.stringify(faults)}`);
  return report(violations);
}

runScript(async () => {
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
  const answers: Record<string, number> = {};
  let turn = 0;
  const client = ({ people }: Business) => {
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
