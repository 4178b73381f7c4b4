import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataDir } from "./paths.mjs";
import { portTaken } from "./ports.mjs";
import { Stop } from "./say.mjs";
import { whenDone } from "./shutdown.mjs";

const record = join(dataDir, "running.json");

/** @param {number} pid */
function exists(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Stops when `npm start` or `npm run dev` already runs in this folder: two servers would share one database's files. */
export async function checkNotRunning() {
  if (!existsSync(record)) return;
  const { pid, port, address } = JSON.parse(readFileSync(record, "utf8"));
  // The number alone may be another program's by now, after a restart of the machine.
  if (!exists(pid) || !(await portTaken(port))) return;
  throw new Stop(
    `Gapless already runs in this folder, at ${address} (process ${pid}). Use that one, or end it with Ctrl-C in ` +
      "its terminal, then run the command again.",
  );
}

/** Notes that we run, until we end. @param {number} port @param {string} address */
export function noteRunning(port, address) {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(record, JSON.stringify({ pid: process.pid, port, address }));
  whenDone(() => rmSync(record, { force: true }));
}
