// npm test: every check, in the order of how soon it can say no. `npm test -- unit` and so on: one part of it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { summary } from "./lib/counts.mjs";
import { ensureInstalled } from "./lib/install.mjs";
import { checkNode } from "./lib/node-version.mjs";
import { complain, duration, explain, heading, Stop, say } from "./lib/say.mjs";
import { isLeaving, runScript, whenDone } from "./lib/shutdown.mjs";
import { parts, steps } from "./lib/test-steps.mjs";

function wantedSteps() {
  const words = process.argv.slice(2);
  const unknown = words.find((word) => !Object.hasOwn(parts, word));
  if (unknown) throw new Stop(`There is no part "${unknown}". There are: ${Object.keys(parts).join(", ")}.`);
  return [...new Set((words.length > 0 ? words : ["all"]).flatMap((word) => parts[word] ?? []))];
}

/** @param {string} name @param {string} dir @param {import("./lib/counts.mjs").Counts} totals */
async function runStep(name, dir, totals) {
  const { title, run } = steps[name];
  heading(title);
  const start = performance.now();
  const { ok, counts } = await run(dir).catch((error) => {
    complain(explain(error));
    return { ok: false, counts: undefined };
  });
  const { passed, failed, skipped } = counts ?? { passed: 0, failed: 0, skipped: 0 };
  // A runner that ran nothing has not passed, whatever it says.
  const fine = ok && failed === 0 && (!counts || passed > 0);
  totals.passed += passed;
  totals.skipped += skipped;
  // A step can fail without a failed test: a lint finding, a coverage threshold, data that breaks a rule.
  totals.failed += fine ? 0 : Math.max(failed, 1);
  if (!isLeaving()) say(`${fine ? "✓" : "✗"} ${title}: ${duration(performance.now() - start)}`);
  return fine;
}

runScript(async () => {
  checkNode();
  const wanted = wantedSteps();
  const start = performance.now();
  await ensureInstalled();
  const dir = mkdtempSync(join(tmpdir(), "gapless-test-"));
  whenDone(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }));
  const totals = { passed: 0, failed: 0, skipped: 0 };
  for (const name of wanted) {
    if (!(await runStep(name, dir, totals))) break;
    if (isLeaving()) return 1;
  }
  heading(totals.failed > 0 ? "Failed" : "Passed");
  say(`in ${duration(performance.now() - start)}`);
  say(summary(totals));
  return totals.failed > 0 ? 1 : 0;
});
