import { setTimeout as pause } from "node:timers/promises";
import { run } from "./processes.mjs";

/** What apt-get ends with when something could not be done, such as a lock that another one holds. */
const FAILED = 100;
const TRIES = 5;
const PAUSE_MS = 15_000;

/** @param {string[]} args */
async function aptGet(args) {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  // For the lock of packages apt-get waits by itself; for that of the lists it does not.
  const wait = ["-o", "DPkg::Lock::Timeout=600"];
  const { code } = await run({ name: "apt-get", command: "apt-get", args: [...wait, ...args], env });
  return code;
}

/**
 * Installs Debian packages, as root; also while another run does. Whoever needs them looks whether they are there then.
 * @param {readonly string[]} packages
 */
export async function aptInstall(packages) {
  // Old lists may do, so the last try goes on with them.
  for (let tries = 1; (await aptGet(["update", "-qq"])) === FAILED && tries < TRIES; tries += 1)
    await pause(PAUSE_MS);
  await aptGet(["install", "-y", "-qq", "--no-install-recommends", ...packages]);
}
