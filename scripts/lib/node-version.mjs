import { Stop } from "./say.mjs";

const needed = [20, 19];

/**
 * Stops with a sentence when this Node is too old. Everything that a script imports before this runs keeps
 * to syntax that Node 14 can parse, or the sentence would never be reached.
 * @param {string} [version] as in process.versions.node
 */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return;
  throw new Stop(
    `Gapless needs Node ${needed.join(".")} or newer, and this is Node ${version}. ` +
      "Install a newer one from https://nodejs.org (or with `nvm install 22`), then run the command again.",
  );
}
