// npm run proof -- hostile: 2,000 bodies that are made to do harm, against the forms of the built Worker in workerd. Each must be a 4xx, no row may
// come of it, and the memory that the Worker holds must be as before. `--small`: 384, as in `npm test`.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureBuilt } from "../../../scripts/lib/build.mjs";
import { inRoot } from "../../../scripts/lib/paths.mjs";
import { complain, heading, say } from "../../../scripts/lib/say.mjs";
import { runScript } from "../../../scripts/lib/shutdown.mjs";
import { bundleWorker, openBareWorker } from "../support/bare-worker";
import { openBusiness } from "../support/business";
import { startDatabase } from "../support/database";
import { besiege, rowsIn } from "./hostile";

const { values } = parseArgs({ options: { small: { type: "boolean" }, count: { type: "string" } } });
const count = Number(values.count ?? (values.small ? 384 : 2000));
/** Megabytes that may be held more than before: what the engine keeps of its own. */
const MOST_GROWTH = 8;
/** An isolate has 128 MB; workerd itself and its garbage are in this too. */
const MOST_RESIDENT = 600;

runScript(async () => {
  await ensureBuilt();
  const { dataDir, database, secret, check } = await startDatabase();
  const business = await openBusiness(database.url, Math.ceil(count / 60) + 1, secret);
  const config = inRoot("wrangler.toml");
  const bundle = join(dataDir, "..", "bundle");
  await bundleWorker(config, bundle);
  const vars = { TURSO_DATABASE_URL: database.url, SESSION_SECRET: secret };
  const worker = await openBareWorker({ config, bundle, vars, inspected: true });
  heading(`${count} hostile bodies`);
  const before = await rowsIn(database.url);
  const { wrong, held, resident } = await besiege(worker, business, count);
  const after = await rowsIn(database.url);
  say(
    held
      ? `held ${held.map((mb) => mb.toFixed(1)).join(" MB before, ")} MB after`
      : "nobody could ask what is held",
  );
  say(`the process had ${resident.toFixed(0)} MB at most`);
  if (wrong.length > 0) complain([`${wrong.length} answers are no 4xx:`, ...wrong.slice(0, 10)].join("\n"));
  if (before !== after) complain(`There were ${before} rows, and ${after} after.`);
  const flat = (!held || held[1] - held[0] < MOST_GROWTH) && resident < MOST_RESIDENT;
  if (!flat) complain("The memory is not flat.");
  return (await check()) && flat && wrong.length === 0 && before === after ? 0 : 1;
});
