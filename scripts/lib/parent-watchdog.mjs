// Runs one command in a process group of its own, and ends that whole group when whoever started us is gone,
// however it went (also by SIGKILL): then the channel to it closes. `wrangler dev` and `vite:dev` start
// children that a plain kill of their parent leaves behind, and those keep the ports.
//
//   node parent-watchdog.mjs GRACE_MS COMMAND [ARGUMENT …]      with an IPC channel: see processes.mjs
import { spawn } from "node:child_process";
import { constants } from "node:os";

const [grace = "5000", command = "", ...args] = process.argv.slice(2);
const child = spawn(command, args, { detached: true, stdio: ["ignore", "inherit", "inherit"] });

/** @param {NodeJS.Signals} signal */
function toGroup(signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Nobody is left in the group.
  }
}

/** @param {object} message @param {() => void} [then] */
function tell(message, then = () => {}) {
  if (process.connected && process.send) process.send(message, then);
  else then();
}

function end() {
  toGroup("SIGTERM");
  toGroup("SIGCONT");
  setTimeout(() => toGroup("SIGKILL"), Number(grace));
}

child.on("spawn", () => tell({ pid: child.pid }));
child.on("error", (error) => tell({ error: error.message }, () => process.exit(127)));
child.on("exit", (code, signal) => {
  toGroup("SIGKILL");
  process.exit(code === null ? 128 + (signal ? constants.signals[signal] : 0) : code);
});
process.on("disconnect", end);
process.on("SIGTERM", end);
process.on("SIGINT", end);
process.on("SIGHUP", end);
