// npm test: every check, in the order of how soon it can say no. `npm test -- unit` and so on: one part of it.
// A run that does not pass ends with the path of its log.
import { ensureInstalled } from "./lib/install.mjs";
import { checkNode } from "./lib/node-version.mjs";
import { Stop } from "./lib/say.mjs";
import { runScript } from "./lib/shutdown.mjs";
import { testRun } from "./lib/test-run.mjs";
import { parts, steps } from "./lib/test-steps.mjs";

function wantedSteps() {
  const words = process.argv.slice(2);
  const unknown = words.find((word) => !Object.hasOwn(parts, word));
  if (unknown) throw new Stop(`There is no part "${unknown}". There are: ${Object.keys(parts).join(", ")}.`);
  return [...new Set((words.length > 0 ? words : ["all"]).flatMap((word) => parts[word] ?? []))];
}

runScript(async () => {
  checkNode();
  return testRun(
    ensureInstalled,
    wantedSteps().map((name) => steps[name]),
  );
});
