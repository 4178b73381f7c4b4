// npm run proof -- lifecycle: 2,000 lives of 20 steps against a real database server, each step and the rows at the end compared with a model.
// GAPLESS_LIFECYCLE_RUNS and GAPLESS_LIFECYCLE_SEED say how many, and repeat a run that failed.
import { complain, duration, heading, say } from "../../../scripts/lib/say.mjs";
import { runScript } from "../../../scripts/lib/shutdown.mjs";
import { startDatabase } from "../support/database";
import { lives } from "./run";

const runs = Number(process.env.GAPLESS_LIFECYCLE_RUNS || 2000);
const seed = Number(process.env.GAPLESS_LIFECYCLE_SEED || Date.now() % 1_000_000);
const AT_ONCE = 4;

runScript(async () => {
  const { database, check } = await startDatabase();
  heading(`${runs} lives of 20 steps, seed ${seed}`);
  const began = performance.now();
  const parts = Array.from({ length: AT_ONCE }, (_, i) =>
    lives(database.url, Math.floor((runs + i) / AT_ONCE), seed + i),
  );
  const ends = await Promise.allSettled(parts);
  let fine = true;
  for (const end of ends) {
    if (end.status === "rejected") complain(String(end.reason));
    fine = fine && end.status === "fulfilled";
  }
  say(`${fine ? "✓ 0 differences" : "✗"} in ${duration(performance.now() - began)}`);
  return (await check()) && fine ? 0 : 1;
});
