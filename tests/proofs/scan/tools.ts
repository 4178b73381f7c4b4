import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { aptInstall } from "../../../scripts/lib/apt.mjs";
import { dataDir } from "../../../scripts/lib/paths.mjs";
import { run } from "../../../scripts/lib/processes.mjs";
import { doing, Stop } from "../../../scripts/lib/say.mjs";

/** Its 130 MB and 200 packages are too heavy for everybody's `npm ci`: it is fetched where a scan is wanted. */
const OBSERVATORY = { name: "@mdn/mdn-http-observatory", version: "1.4.8" };

const isThere = (command: string) => spawnSync("which", [command], { stdio: "ignore" }).status === 0;

/** Installs what is missing of these Debian packages; each has a command of its name. */
export async function ensureDebianPackages(packages: readonly string[]) {
  const missing = packages.filter((name) => !isThere(name));
  if (missing.length === 0) return;
  const by = `apt-get install -y --no-install-recommends ${missing.join(" ")}`;
  if (!isThere("apt-get") || process.getuid?.() !== 0)
    throw new Stop(
      `The scan needs ${missing.join(" and ")}. Install them (on Debian, as root: ${by}), then run it again.`,
    );
  doing(`Installing ${missing.join(" and ")} with apt-get …`);
  await aptInstall(missing);
  const still = packages.filter((name) => !isThere(name));
  if (still.length > 0)
    throw new Stop(`apt-get could not install ${still.join(" and ")}: its message is above.`);
}

/** Version of an installed Debian package. */
export function versionOf(name: string) {
  const { stdout } = spawnSync("dpkg-query", ["--show", name], { encoding: "utf8" });
  return stdout?.trim().split(/\s+/)[1] ?? "not from Debian";
}

/**
 * The MDN HTTP Observatory's scanner, in a folder of its own below .data. Its install script would fetch the browsers' list of preloaded
 * sites: an empty one says what is so of a new site.
 */
export async function ensureObservatory(): Promise<{ program: string; version: string }> {
  const folder = join(dataDir, `observatory-${OBSERVATORY.version}`);
  const installed = join(folder, "node_modules", ...OBSERVATORY.name.split("/"));
  const program = join(installed, "src", "scan.js");
  const list = join(installed, "conf", "hsts-preload.json");
  if (!existsSync(list)) {
    doing("Fetching the HTTP Observatory's scanner with npm …");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
    const what = `${OBSERVATORY.name}@${OBSERVATORY.version}`;
    // Of its 200 packages one, which scanning does not use, asks for a newer Node.
    const flags = [
      "--engine-strict=false",
      "--ignore-scripts",
      "--no-save",
      "--no-audit",
      "--no-fund",
      "--loglevel=error",
    ];
    const args = ["install", "--prefix", folder, ...flags, what];
    await run({ name: "npm install", command: "npm", args });
    if (!existsSync(program)) throw new Stop(`npm could not install ${what}: its message is above.`);
    writeFileSync(list, "{}\n");
  }
  return { program, version: OBSERVATORY.version };
}
