// node scripts/upload-source-maps.mjs WORKER_DIR: uploads the source maps of the build to Sentry, for the release that was built.
// WORKER_DIR is what `wrangler deploy --outdir` (also with --dry-run) has written. Without SENTRY_AUTH_TOKEN it does nothing.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRoot } from "./lib/paths.mjs";
import { run } from "./lib/processes.mjs";
import { Stop, say } from "./lib/say.mjs";
import { runScript, whenDone } from "./lib/shutdown.mjs";

const cli = inRoot("node_modules", "@sentry", "cli", "bin", "sentry-cli");

/** As vite.build-id.ts has it. */
const release = () =>
  process.env.GAPLESS_BUILD_ID ??
  execFileSync("git", ["rev-parse", "--short=12", "HEAD"], { encoding: "utf8" }).trim();

runScript(async () => {
  const [, , workerDir] = process.argv;
  if (!process.env.SENTRY_AUTH_TOKEN) {
    say("No SENTRY_AUTH_TOKEN: no source map is uploaded.");
    return 0;
  }
  if (!workerDir || !existsSync(join(workerDir, "entry.worker.js.map")))
    throw new Stop("Say where `wrangler deploy --outdir` has written the Worker: no map is there.");
  const dir = mkdtempSync(join(tmpdir(), "gapless-maps-"));
  whenDone(() => rmSync(dir, { recursive: true, force: true }));
  // Scripts and maps side by side, as they would be on a site that served both.
  cpSync(inRoot("build", "client", "assets"), join(dir, "assets"), { recursive: true });
  cpSync(inRoot("build", "maps", "assets"), join(dir, "assets"), { recursive: true });
  for (const name of ["entry.worker.js", "entry.worker.js.map"])
    cpSync(join(workerDir, name), join(dir, name));
  const args = [cli, "sourcemaps", "upload", "--release", release(), "--url-prefix", "~/", "--strict", dir];
  const { code } = await run({ name: "sentry-cli", command: process.execPath, args });
  return code;
});
