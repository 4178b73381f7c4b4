// npm run proof -- mutation: whether a test fails for every change that Stryker makes to the files of money, numbering and status.
import { inRoot } from "../../../scripts/lib/paths.mjs";
import { run } from "../../../scripts/lib/processes.mjs";
import { runScript } from "../../../scripts/lib/shutdown.mjs";

runScript(async () => {
  const args = [inRoot("node_modules/@stryker-mutator/core/bin/stryker.js"), "run", ...process.argv.slice(2)];
  const { code } = await run({ name: "mutation", command: process.execPath, args });
  return code ?? 1;
});
