// npm run proof -- fresh-clone: README's two commands as a stranger meets them: a clone of the last commit, an empty home folder, no cache of npm. Timed.
// `--only=start` or `--only=test`.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../../../scripts/lib/paths.mjs";
import { freePort } from "../../../scripts/lib/ports.mjs";
import { run, startProcess } from "../../../scripts/lib/processes.mjs";
import { duration, heading, Stop, say } from "../../../scripts/lib/say.mjs";
import { runScript, whenDone } from "../../../scripts/lib/shutdown.mjs";
import { waitForHttp } from "../../../scripts/lib/wait.mjs";

const { values } = parseArgs({ options: { only: { type: "string" } } });

/** Nothing of ours but the way to programs and, where this machine needs one, to its registry. */
function strangersEnvironment(home: string) {
  const kept =
    /^(PATH|LANG|TERM|CI|HTTPS?_PROXY|NO_PROXY|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|npm_config_registry|CHROMIUM_PATH)$/i;
  const gone = Object.keys(process.env).filter((name) => !kept.test(name));
  return { ...Object.fromEntries(gone.map((name) => [name, undefined])), HOME: home };
}

runScript(async () => {
  const dir = mkdtempSync(join(tmpdir(), "gapless-fresh-"));
  whenDone(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }));
  const home = join(dir, "home");
  const clone = join(dir, "gapless");
  mkdirSync(home);
  execFileSync("git", ["clone", "--quiet", root, clone]);
  const env = strangersEnvironment(home);
  if (values.only !== "test") {
    heading("npm start");
    const port = await freePort();
    const began = performance.now();
    const what = {
      name: "npm start",
      command: "npm",
      args: ["start"],
      cwd: clone,
      env: { ...env, PORT: String(port) },
    };
    const server = await startProcess(what);
    await waitForHttp({ url: `http://127.0.0.1:${port}/login`, server, timeoutMs: 15 * 60_000 });
    say(`✓ npm start: the log-in page answers after ${duration(performance.now() - began)}`);
    await server.stop();
  }
  if (values.only === "start") return 0;
  heading("npm test");
  const began = performance.now();
  const { code } = await run({ name: "npm test", command: "npm", args: ["test"], cwd: clone, env });
  if (code !== 0) throw new Stop("npm test failed: see above.");
  say(`✓ npm test: ${duration(performance.now() - began)}`);
  return 0;
});
