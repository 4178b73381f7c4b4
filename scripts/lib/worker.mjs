import { devNull } from "node:os";
import { join } from "node:path";
import { inRoot } from "./paths.mjs";
import { freePort } from "./ports.mjs";
import { startProcess } from "./processes.mjs";
import { startAtSomePort, waitForHttp } from "./wait.mjs";

/**
 * @typedef {object} WorkerOptions
 * @property {number} [port] on 127.0.0.1; a free one unless told
 * @property {Record<string, string>} vars the Worker's variables, above those of envFile and wrangler.toml
 * @property {string} persistDir a folder of its own: two Workers can then run side by side
 * @property {string} [logFile] PERSIST_DIR/worker.log unless told
 * @property {string} [envFile] further variables; without it none are read, not even the developer's .dev.vars
 * @property {string} [config] another wrangler.toml
 * @property {string} [environment] one of those in wrangler.toml
 * @property {string} [readyPath] what to ask for until it answers
 *
 * @typedef {import("./processes.mjs").Running & { url: string, port: number }} Worker
 */

/** No telemetry, no update check, no look-up of where we are, nothing shared with another wrangler. @param {string} dir */
export const quietWrangler = (dir) => ({
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_LOG_PATH: join(dir, "wrangler-logs"),
  WRANGLER_REGISTRY_PATH: join(dir, "registry"),
  WRANGLER_CACHE_DIR: join(dir, "cache"),
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  CLOUDFLARE_ENV: undefined,
  X_LOCAL_EXPLORER: "false",
  NO_COLOR: "1",
  FORCE_COLOR: undefined,
});

/** Serves the built Worker in workerd, as Cloudflare would, and waits until it answers. @param {WorkerOptions} options @returns {Promise<Worker>} */
export const startWorker = (options) =>
  options.port
    ? startAt(options.port, options)
    : startAtSomePort(async () => startAt(await freePort(), options));

/** @param {number} port @param {WorkerOptions} options @returns {Promise<Worker>} */
async function startAt(port, options) {
  const { vars, persistDir, logFile = join(persistDir, "worker.log"), envFile = devNull } = options;
  const args = [
    // What bin/wrangler.js would start: that one dies of SIGTERM at once, before this one has cleaned up.
    ...["--no-warnings", "--experimental-vm-modules"],
    inRoot("node_modules", "wrangler", "wrangler-dist", "cli.js"),
    "dev",
    ...["--config", options.config ?? inRoot("wrangler.toml")],
    ...(options.environment ? ["--env", options.environment] : []),
    ...["--ip", "127.0.0.1", "--port", String(port)],
    ...["--inspector-ip", "127.0.0.1", "--inspector-port", String(await freePort())],
    ...["--persist-to", persistDir],
    ...["--env-file", envFile],
    "--local",
    "--show-interactive-dev-session=false",
    ...Object.entries(vars).flatMap(([key, value]) => ["--var", `${key}:${value}`]),
  ];
  const name = "The Worker (wrangler dev)";
  const env = quietWrangler(persistDir);
  const server = await startProcess({ name, command: process.execPath, args, env, logFile });
  const url = `http://127.0.0.1:${port}`;
  await waitForHttp({ url: url + (options.readyPath ?? "/api/health"), server, timeoutMs: 300_000 });
  return { ...server, url, port };
}
