// npm run proof -- purge: the nightly job on 14,300 invoices that are to go at once. PURGE_INVOICES says how many.
import { inRoot } from "../../../scripts/lib/paths.mjs";
import { run } from "../../../scripts/lib/processes.mjs";
import { runScript } from "../../../scripts/lib/shutdown.mjs";

runScript(async () => {
  const args = [
    inRoot("node_modules/vitest/vitest.mjs"),
    "run",
    "--project",
    "database",
    "tests/integration/retention.test.ts",
    "-t",
    "great many",
    ...process.argv.slice(2),
  ];
  const { code } = await run({
    name: "purge",
    command: process.execPath,
    args,
    env: { PURGE_INVOICES: process.env.PURGE_INVOICES ?? "14300" },
  });
  return code ?? 1;
});
