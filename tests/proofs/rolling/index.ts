// npm run proof -- rolling: a rolling deploy on one database, under load. The old build (the commit before the last migration, or `--from REF`) serves; the
// migrations of now are applied; the new build takes over stage by stage; then everything is rolled back to the old one. No request may fail,
// and the checker of the rules must find nothing. `--rate 5 --seconds 90 --p95 3000`.

import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { ensureBuilt } from "../../../scripts/lib/build.mjs";
import { duration, heading, Stop, say } from "../../../scripts/lib/say.mjs";
import { runScript } from "../../../scripts/lib/shutdown.mjs";
import { beforeLastMigration, buildIn, checkOut } from "../staging/earlier-build";
import { openBox } from "../staging/environment";
import { rollOutInBox } from "../staging/refusals";

const text = { type: "string" } as const;
const { values } = parseArgs({ options: { from: text, rate: text, seconds: text, p95: text } });
const { rate = "5", seconds = "90", p95 = "3000" } = values;

runScript(async () => {
  const ref = values.from ?? beforeLastMigration();
  const box = await openBox();
  const folder = join(box.dir, "old");
  heading(`The old build (${ref.slice(0, 12)}) and the new one`);
  await checkOut(folder, ref);
  await buildIn(folder, ref.slice(0, 12));
  await ensureBuilt();
  if (!(await box.migrate(folder))) throw new Stop("The old migrations failed.");
  const old = await box.openWorker({ version: "old", folder });
  box.front.split(old);

  heading("Load on the old build");
  const began = performance.now();
  const since = () => duration(performance.now() - began);
  const load = box.synthetic(["--rate", rate, "--seconds", seconds, "--p95", p95, "--errors", "0"]);
  // People register first, which is load enough to begin with.
  await pause(1000 * (5 + Number(rate)));
  heading(`The migrations of now, after ${since()}`);
  if (!(await box.migrate())) throw new Stop("The new migrations failed.");
  const next = await box.openWorker({ version: "new" });
  heading(`The rollout, after ${since()}`);
  if (!(await rollOutInBox(box, old, next))) return 1;
  say(`The new build serves everything, after ${since()}.`);
  await pause(5000);
  box.front.split(old);
  say(`Rolled back: the old build serves everything, after ${since()}.`);
  const fine = await load;
  const statuses = box.front.statuses();
  const broken = Object.keys(statuses).filter((status) => Number(status) >= 500);
  say(`answers of the front: ${JSON.stringify(statuses)}; the load ended after ${since()}`);
  return fine && broken.length === 0 ? 0 : 1;
});
