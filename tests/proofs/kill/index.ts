// npm run proof -- kill: SIGKILL for the database server 20 times while workers make invoices. Whatever was acknowledged must be there.
// `--kills=20 --seed=1`.
import { parseArgs } from "node:util";
import { heading, say } from "../../../scripts/lib/say.mjs";
import { runScript } from "../../../scripts/lib/shutdown.mjs";
import { startSqld } from "../../../scripts/lib/sqld.mjs";
import { report, startDatabase } from "../support/database";
import { killRun } from "./kill";

const { values } = parseArgs({ options: { kills: { type: "string" }, seed: { type: "string" } } });
const kills = Number(values.kills ?? 20);
const seed = Number(values.seed ?? 1);

runScript(async () => {
  const { database, dataDir, check } = await startDatabase();
  let server = database;
  const killAndStart = async () => {
    server.kill("SIGKILL");
    await server.exited;
    server = await startSqld({ dir: dataDir, port: database.port });
  };
  heading(`${kills} times SIGKILL, seed ${seed}`);
  const result = await killRun({ seed, kills, url: database.url, killAndStart });
  say(
    `${result.kills} kills; ${result.answers} answers in ${result.tries} tries, ${result.invoices} invoices, ${result.seconds.toFixed(1)} s`,
  );
  return report(result.violations) && (await check()) && result.kills === kills ? 0 : 1;
});
