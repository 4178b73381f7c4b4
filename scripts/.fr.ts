import { startTemporarySqld } from "/work/main/tests/support/sqld";
import { migrateDatabase } from "/work/main/db/migrate";
import { faultRun } from "/work/main/tests/load/faults";
const s = await startTemporarySqld();
await migrateDatabase(s.url);
for (const seed of [1,2]) console.log(JSON.stringify(await faultRun({seed, intents: Number(process.argv[2] ?? 1000), url: s.url})));
await s.stop();
