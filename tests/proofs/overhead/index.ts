// npm run proof -- overhead: what logs and Sentry cost on the invoice list. Two Workers on one database, one with LOG=off and no DSN, the other
// with the log and a DSN that leads to a sink on this machine, one request in twenty traced; opened in turn, block by block.
// `--pairs=60 --size=20`: how many blocks each, of how many requests.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureBuilt } from "../../../scripts/lib/build.mjs";
import { inRoot } from "../../../scripts/lib/paths.mjs";
import { complain, heading, say } from "../../../scripts/lib/say.mjs";
import { runScript } from "../../../scripts/lib/shutdown.mjs";
import { startSentrySink } from "../../support/sentry-sink";
import { bundleWorker, openBareWorker } from "../support/bare-worker";
import { openBusiness } from "../support/business";
import { startDatabase } from "../support/database";
import { compare, fillList } from "./overhead";

const option = { type: "string" } as const;
const { values } = parseArgs({ options: { pairs: option, size: option } });
const pairs = Number(values.pairs ?? 60);
const size = Number(values.size ?? 20);
const MOST = 1.05;

runScript(async () => {
  await ensureBuilt();
  const { dataDir, database, secret } = await startDatabase();
  const sink = await startSentrySink();
  // The limiter lets each person open 100 pages a minute.
  const business = await openBusiness(database.url, 100, secret);
  const rows = await fillList(database.url, business, 60);
  const config = inRoot("wrangler.toml");
  const bundle = join(dataDir, "..", "bundle");
  await bundleWorker(config, bundle);
  const open = (vars: Record<string, string>) =>
    openBareWorker({
      config,
      bundle,
      vars: { TURSO_DATABASE_URL: database.url, SESSION_SECRET: secret, ...vars },
    });
  const plain = await open({ LOG: "off" });
  const watched = await open({ SENTRY_DSN: sink.dsn, SENTRY_TRACES: "0.05" });
  heading(`The invoice list, ${pairs} times ${size} openings each`);
  const result = await compare([plain, watched], { people: business.people, rows }, pairs, size);
  say(`without: ${result.plain.toFixed(1)} a second; with: ${result.watched.toFixed(1)} a second`);
  const [low, high] = result.quartiles.map((each) => each.toFixed(3));
  say(`with takes ${result.ratio.toFixed(3)} of the time of without (quartiles ${low} to ${high})`);
  const { cpu, ratio } = result;
  if (cpu)
    say(
      `processor time of workerd for one: ${cpu.plainMs.toFixed(2)} ms and ${cpu.watchedMs.toFixed(2)} ms, ${cpu.ratio.toFixed(3)} of it`,
    );
  say(`${sink.events.length} traces arrived`);
  await sink.stop();
  if ((cpu?.ratio ?? ratio) < MOST) return 0;
  complain("That is 5 % or more.");
  return 1;
});
