// npm run proof -- properties: all tests with a random seed for the properties, in place of the fixed one of npm test. FC_SEED repeats a run.
import { inRoot } from "../../../scripts/lib/paths.mjs";
import { run } from "../../../scripts/lib/processes.mjs";
import { runScript } from "../../../scripts/lib/shutdown.mjs";

runScript(async () => {
  const args = [inRoot("node_modules/vitest/vitest.mjs"), "run", ...process.argv.slice(2)];
  const { code } = await run({
    name: "properties",
    command: process.execPath,
    args,
    env: { FC_SEED: process.env.FC_SEED ?? "random" },
  });
  return code ?? 1;
});
