// npm run proof -- scan: wapiti and sqlmap (Debian's) against the built Worker with the demo businesses, signed in, and the MDN HTTP Observatory's
// scanner on its headers. Writes .data/scan-report.txt; fails at a high or medium finding, an answer from 500 on, or a score below the best.
// `--crawl=240 --attack=45`: seconds for wapiti's crawl, and for each of its modules. `--keep`: their own logs too.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runDbProgram } from "../../../scripts/lib/database.mjs";
import { inRoot } from "../../../scripts/lib/paths.mjs";
import { complain, doing, duration, heading, Stop, say } from "../../../scripts/lib/say.mjs";
import { runScript, whenDone } from "../../../scripts/lib/shutdown.mjs";
import { freshId, moreOwners } from "../support/business";
import { startDatabase } from "../support/database";
import { startFront } from "./front";
import { observe } from "./observatory";
import { problemsOf, writeReport } from "./report";
import { pagesToScan, rowsToScan } from "./rows-to-scan";
import { sqlmap } from "./sqlmap";
import { sqlmapTargets } from "./targets";
import { ensureDebianPackages, versionOf } from "./tools";
import { OPEN_PAGES, ownPages, wapiti } from "./wapiti";

const option = { type: "string" } as const;
const { values } = parseArgs({ options: { crawl: option, attack: option, keep: { type: "boolean" } } });
/** Enough for 37 requests a second under the limit of each. */
const PEOPLE = 25;

const demoLogins: { email: string; password: string }[] = JSON.parse(
  readFileSync(inRoot("db", "demo-logins.json"), "utf8"),
);

/** Runs it and tells how long it took. */
async function timed<T>(what: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const began = performance.now();
  const result = await what();
  return { result, ms: performance.now() - began };
}

runScript(async () => {
  await ensureDebianPackages(["wapiti", "sqlmap", "openssl"]);
  const began = Date.now();
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
  const [{ email, password } = { email: "", password: "" }] = demoLogins;
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
  say(
    `${problems.length === 0 ? "✓ no high or medium finding" : "✗ see above"}; the report is .data/scan-report.txt`,
  );
  return problems.length === 0 ? 0 : 1;
});
