// npm run proof -- export-memory [-- --count n]: how much memory an export of 1,000 to 100,000 invoices takes. Each in a process of its
// own, with a heap of 96 MB, which is less than an isolate has.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { run } from "../../../scripts/lib/processes.mjs";
import { runScript } from "../../../scripts/lib/shutdown.mjs";
import { startDatabase } from "../support/database";

const { values } = parseArgs({ options: { count: { type: "string" } } });
const counts = values.count ? [Number(values.count)] : [1_000, 10_000, 30_000, 100_000];

runScript(async () => {
  const { dataDir, database } = await startDatabase();
  for (const count of counts) {
    const file = join(dataDir, "..", "export.zip");
    const program = `import { measureExport } from "./tests/proofs/export-memory/export-memory";
      console.log(JSON.stringify(await measureExport(${JSON.stringify(database.url)}, ${count}, ${JSON.stringify(file)})));`;
    const args = [
      "--max-old-space-size=96",
      "--expose-gc",
      "--import",
      "tsx",
      "--input-type=module",
      "-e",
      program,
    ];
    const { code } = await run({ name: "export", command: process.execPath, args });
    rmSync(file, { force: true });
    if (code !== 0) return 1;
  }
  return 0;
});
