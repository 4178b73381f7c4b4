import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { summary } from "./counts.mjs";
import { complain, duration, explain, heading, say } from "./say.mjs";
import { isLeaving, whenDone } from "./shutdown.mjs";
import { keepTranscript } from "./transcript.mjs";

/** @typedef {import("./test-steps.mjs").Step} Step */
/** @typedef {import("./counts.mjs").Counts} Counts */

/** @param {Step} step @param {string} dir @param {Counts} totals */
async function runStep({ title, run }, dir, totals) {
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

/**
 * Runs steps one after the other, until one fails. Whatever is printed is kept in a file, with the servers' own logs; unless all is well the
 * last line says where, however the run ended.
 * @param {() => Promise<unknown>} prepare @param {readonly Step[]} steps @returns {Promise<number>} the exit code
 */
export async function testRun(prepare, steps) {
  const start = performance.now();
  const transcript = keepTranscript("test");
  const dir = mkdtempSync(join(tmpdir(), "gapless-test-"));
  let passed = false;
  whenDone(() => {
    if (!passed) transcript.keep(dir);
    rmSync(dir, { recursive: true, force: true, maxRetries: 10 });
    if (passed) transcript.remove();
    else say(`\nThe whole log of this run: ${transcript.file}`);
  });
  await prepare();
  const totals = { passed: 0, failed: 0, skipped: 0 };
  for (const step of steps) {
    if (!(await runStep(step, dir, totals))) break;
    if (isLeaving()) return 1;
  }
  heading(totals.failed > 0 ? "Failed" : "Passed");
  say(`in ${duration(performance.now() - start)}`);
  say(summary(totals));
  passed = totals.failed === 0;
  return passed ? 0 : 1;
}
