// npm run scan: wapiti and sqlmap (Debian's) against the built Worker with the demo businesses, signed in, and the MDN HTTP Observatory's
// scanner on its headers. Writes docs/scan.md; fails at a high or medium finding, an answer from 500 on, or a score below the best.
// `--crawl=240 --attack=45`: seconds for wapiti's crawl, and for each of its modules. `--keep`: their own logs too.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runDbProgram } from "../../../scripts/lib/database.mjs";
import { ensureInstalled } from "../../../scripts/lib/install.mjs";
import { inRoot } from "../../../scripts/lib/paths.mjs";
import { complain, doing, duration, heading, Stop, say } from "../../../scripts/lib/say.mjs";
import { runScript, whenDone } from "../../../scripts/lib/shutdown.mjs";
import { startFront } from "./front.mjs";
import { observe } from "./observatory.mjs";
import { problemsOf, writeReport } from "./report.mjs";
import { sqlmap } from "./sqlmap.mjs";
import { sqlmapTargets } from "./targets.mjs";
import { ensureDebianPackages, versionOf } from "./tools.mjs";
import { OPEN_PAGES, ownPages, wapiti } from "./wapiti.mjs";

const option = /** @type {const} */ ({ type: "string" });
const { values } = parseArgs({ options: { crawl: option, attack: option, keep: { type: "boolean" } } });
/** Enough for 37 requests a second under the limit of each. */
const PEOPLE = 25;

/** @type {{ email: string, password: string }[]} */
const demoLogins = JSON.parse(readFileSync(inRoot("db", "demo-logins.json"), "utf8"));

/** Runs it and tells how long it took. @template T @param {() => Promise<T>} what @returns {Promise<{ result: T, ms: number }>} */
async function timed(what) {
  const began = performance.now();
  const result = await what();
  return { result, ms: performance.now() - began };
}

runScript(async () => {
  await ensureInstalled();
  await ensureDebianPackages(["wapiti", "sqlmap", "openssl"]);
  const began = Date.now();
  const { startDatabase } = await import("../support/database.mjs");
  const { freshId, moreOwners } = await import("../support/business.ts");
  const { pagesToScan, rowsToScan } = await import("./rows-to-scan.ts");
  const { database, secret, check, openWorker } = await startDatabase();
  if (!(await runDbProgram("seed", { TURSO_DATABASE_URL: database.url })))
    throw new Stop("The demo businesses could not be stored.");
  const worker = await openWorker();
  const dir = mkdtempSync(join(tmpdir(), "gapless-scan-"));
  if (values.keep) say(`What the scanners say is kept in ${dir}`);
  else whenDone(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }));
  const rows = await rowsToScan(database.url);
  const people = await moreOwners(database.url, rows.tenant, PEOPLE, secret);

  heading("Headers: MDN HTTP Observatory");
  const [{ email, password }] = demoLogins;
  const login = { email, password, key: freshId() };
  const { version, scores } = await observe({ target: worker.url, login, dir });
  for (const [what, { scan }] of Object.entries(scores))
    say(`${what}: ${scan.score}, ${scan.grade} (${scan.testsPassed} of ${scan.testsQuantity})`);

  const known = await pagesToScan();
  const front = await startFront({ target: worker.url, people, freshId, known });
  heading("sqlmap");
  const attacked = [];
  for (const target of sqlmapTargets(rows)) {
    doing(target.name);
    const { result, ms } = await timed(() => sqlmap({ url: front.url, dir, target }));
    attacked.push({ ...result, ms, seen: front.take() });
    say(`${result.injectable ? "✗ injectable" : "✓ not injectable"}, ${duration(ms)}`);
  }
  heading("wapiti");
  const seconds = { crawlSeconds: Number(values.crawl ?? 240), attackSeconds: Number(values.attack ?? 45) };
  const common = { url: front.url, dir, ...seconds };
  const found = await timed(async () => [
    ...(await wapiti({ ...common, crawlSeconds: 30, attackSeconds: 10, pages: OPEN_PAGES, anonymous: true })),
    ...(await wapiti({ ...common, pages: ownPages(`/o/${rows.tenant}`) })),
  ]);
  say(`${found.result.length} findings of any level in ${duration(found.ms)}`);

  heading("What is left of the data");
  const scan = {
    began,
    versions: {
      wapiti: versionOf("wapiti"),
      sqlmap: versionOf("sqlmap"),
      "@mdn/mdn-http-observatory": version,
    },
    scores,
    known,
    wapiti: { findings: found.result, ms: found.ms, seen: front.take() },
    sqlmap: attacked,
    faults: front.faults,
    whole: await check(),
  };
  await front.stop();
  writeReport(scan);
  const problems = problemsOf(scan);
  for (const problem of problems) complain(problem);
  say(`${problems.length === 0 ? "✓ no high or medium finding" : "✗ see above"}; the report is docs/scan.md`);
  return problems.length === 0 ? 0 : 1;
});
