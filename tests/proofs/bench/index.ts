// npm run proof -- bench: how long each page and write takes at 1,000,000 invoices and at 1,000, on the built Worker with real database servers,
// everything in turn in one run, beside floors measured in the same run. The databases are kept in .bench.
// Fails when a case costs much more than in the newest result that is kept there.
// `--samples=60`, `--only=search` (cases whose names contain it), `--warm-up=5`.
// `npm run proof -- bench --memory [--minutes=10]`: the memory of workerd under mixed load instead.
import { parseArgs } from "node:util";
import { runScript } from "../../../scripts/lib/shutdown.mjs";
import { benchMemory, benchPages } from "./run";

const option = { type: "string" } as const;
const { values } = parseArgs({
  options: { samples: option, only: option, "warm-up": option, memory: { type: "boolean" }, minutes: option },
});

runScript(async () => {
  if (values.memory) return (await benchMemory(Number(values.minutes ?? 10))) ? 0 : 1;
  const options = { samples: Number(values.samples ?? 60), warmUp: Number(values["warm-up"] ?? 5) };
  return (await benchPages({ ...options, only: values.only ?? "" })) ? 0 : 1;
});
