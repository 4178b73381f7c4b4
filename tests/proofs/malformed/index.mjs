// npm run proof -- malformed: 10,000 malformed requests over all routes and forms, in place of the few of npm test. MALFORMED says how many.
import { inRoot } from "../../../scripts/lib/paths.mjs";
import { run } from "../../../scripts/lib/processes.mjs";
import { runScript } from "../../../scripts/lib/shutdown.mjs";

runScript(async () => {
  const args = [
    inRoot("node_modules/vitest/vitest.mjs"),
    "run",
    "--project",
    "database",
    "tests/integration/malformed.test.ts",
    ...process.argv.slice(2),
  ];
  const { code } = await run({
    name: "malformed",
    command: process.execPath,
    args,
    env: { MALFORMED: process.env.MALFORMED ?? "10000" },
  });
  return code ?? 1;
});
