import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./paths.mjs";
import { Stop } from "./say.mjs";
import { keepsTranscript } from "./transcript.mjs";

const watchdog = fileURLToPath(new URL("parent-watchdog.mjs", import.meta.url));

/**
 * @typedef {object} Command
 * @property {string} name what a person calls it, for messages
 * @property {string} command
 * @property {string[]} [args]
 * @property {Record<string, string | undefined>} [env] added to ours; undefined takes a variable away
 * @property {string} [cwd] the folder it works in; the repository's unless told
 * @property {string} [logFile] where its output goes; without one, to our own output
 * @property {number} [graceMs] how long it has to end after SIGTERM before SIGKILL; 5000 unless told
 *
 * @typedef {object} Running
 * @property {string} name
 * @property {number} pid also the id of its process group
 * @property {string} [logFile]
 * @property {Promise<number>} exited its exit code; 128 + the number of the signal that ended it
 * @property {() => boolean} running
 * @property {() => Promise<void>} stop ends the group; resolves when it is gone
 * @property {(signal: NodeJS.Signals) => void} kill sends a signal to the group, and waits for nothing
 */

/** @type {Set<Running>} in the order they were started */
const alive = new Set();

/** Starts a command in a process group of its own that ends with us. @param {Command} what @returns {Promise<Running>} */
export async function startProcess({
  name,
  command,
  args = [],
  env = {},
  cwd = root,
  logFile,
  graceMs = 5000,
}) {
  if (logFile) mkdirSync(dirname(logFile), { recursive: true });
  const output = logFile ? openSync(logFile, "w") : keepsTranscript() ? "pipe" : "inherit";
  // Through a pipe, a child does not see that there is a terminal in the end.
  const colours = output === "pipe" && process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};
  const holder = spawn(process.execPath, [watchdog, String(graceMs), command, ...args], {
    cwd,
    env: { ...process.env, ...colours, ...env },
    detached: true,
    stdio: ["ignore", output, output, "ipc"],
  });
  if (typeof output === "number") closeSync(output);
  holder.stdout?.on("data", (chunk) => process.stdout.write(chunk));
  holder.stderr?.on("data", (chunk) => process.stderr.write(chunk));

  let code = /** @type {number | undefined} */ (undefined);
  /** @type {Promise<number>} */
  const exited = new Promise((resolve) => {
    holder.once("exit", (status) => {
      code = status === null ? 137 : status;
      // Somebody whom it left behind may hold its output.
      setTimeout(() => resolve(code ?? 137), 15_000).unref();
    });
    // When its last words have come, too.
    holder.once("close", () => resolve(code ?? 137));
  });
  const pid = await new Promise((resolve, reject) => {
    holder.once("message", (/** @type {{ pid?: number, error?: string }} */ message) => {
      if (message.pid) resolve(message.pid);
      else reject(new Stop(`${name} could not be started: ${message.error}`));
    });
    exited.then((status) => reject(new Stop(`${name} could not be started (exit code ${status}).`)));
  });

  /** @param {NodeJS.Signals} signal */
  function kill(signal) {
    try {
      process.kill(-pid, signal);
    } catch {
      // It has ended already.
    }
  }
  async function stop() {
    kill("SIGTERM");
    kill("SIGCONT");
    const timer = setTimeout(() => kill("SIGKILL"), graceMs);
    await exited;
    clearTimeout(timer);
  }
  /** @type {Running} */
  const started = { name, pid, logFile, exited, running: () => code === undefined, stop, kill };
  alive.add(started);
  exited.then(() => alive.delete(started));
  return started;
}

/**
 * Runs a command to its end.
 * @param {Command} what
 * @returns {Promise<{ code: number }>}
 */
export async function run(what) {
  const started = await startProcess(what);
  return { code: await started.exited };
}

/** Ends everything that was started here, the last first: a server's users go before the server. */
export async function stopAll() {
  for (const started of [...alive].reverse()) await started.stop();
}
