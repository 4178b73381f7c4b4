// npm run proof -- load: 1,000 invoices created and issued at once through the built Worker, over five businesses and then in one.
// Nothing may fail, and every number from 1 to n must be there. A backup is made in the middle of it, restored into an empty
// database and checked. `--small`: 60 over three, as in `npm test`.
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { heading, say } from "../../../scripts/lib/say.mjs";
import { runScript } from "../../../scripts/lib/shutdown.mjs";
import { startSqld } from "../../../scripts/lib/sqld.mjs";
import { patientEnv } from "../../support/patient";
import { openBusinesses } from "../faults/faults";
import { report, startDatabase } from "../support/database";
import { backUpAt, rehearse } from "./backups";
import { stormOverHttp } from "./storm";

const { values } = parseArgs({ options: { small: { type: "boolean" }, count: { type: "string" } } });
const count = Number(values.count ?? (values.small ? 60 : 1000));

runScript(async () => {
  const { dataDir, database, secret, check, openWorker } = await startDatabase();
  let fine = true;
  let already = 0;
  const rounds = values.small ? [3] : [5, 1];
  for (const tenants of rounds) {
    heading(`${count} at once in ${tenants === 1 ? "one business" : `${tenants} businesses`}`);
    // The limiter lets each person do 100 things a minute: 20 each leaves room.
    const people = Math.ceil(count / tenants / 20);
    const businesses = await openBusinesses(database.url, tenants, people, secret);
    // wrangler dev reuses connections of the last rush that are closed by now: each has a Worker of its own.
    // On a busy machine a part of `npm test` is slow, and none of it is turned away for that.
    const worker = await openWorker(undefined, values.small ? patientEnv : {});
    const rush = stormOverHttp(worker.url, {
      url: database.url,
      businesses,
      count,
      run: `L${tenants}`,
    });
    const file = join(dirname(dataDir), `L${tenants}.sql.gz`);
    const backup = backUpAt(database.url, file, already + count / 3);
    const result = await rush;
    already += result.stored;
    const whole = result.stored === count;
    say(
      `${result.stored} of ${result.asked} stored in ${result.seconds.toFixed(1)} s: ${result.perSecond} a second`,
    );
    say(
      `answers ${JSON.stringify(result.answers)}; p50 ${result.p50} ms, p95 ${result.p95} ms, p99 ${result.p99} ms`,
    );
    fine = report(result.violations) && whole && fine;
    if (!whole) continue;
    await backup;
    const empty = await startSqld({ dir: join(dirname(dataDir), `restored-${tenants}`) });
    const { rows, problems } = await rehearse(file, empty.url);
    await empty.stop();
    say(`A backup made meanwhile, restored: ${rows} rows, ${problems.length} problems`);
    fine = report(problems) && fine;
  }
  return (await check()) && fine ? 0 : 1;
});
