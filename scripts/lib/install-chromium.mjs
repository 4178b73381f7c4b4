import { existsSync, readFileSync } from "node:fs";
import { aptInstall } from "./apt.mjs";
import { findChromium } from "./chromium.mjs";
import { inRoot } from "./paths.mjs";
import { run } from "./processes.mjs";
import { doing, Stop } from "./say.mjs";

/** Debian itself: Ubuntu's package of that name only points to a snap, which containers can't run. */
function isDebianRoot() {
  const file = "/etc/os-release";
  const isDebian = existsSync(file) && /^ID=debian$/m.test(readFileSync(file, "utf8"));
  return isDebian && Boolean(process.getuid) && process.getuid() === 0;
}

/** Without recommended packages no font comes along; Liberation has Latin, Greek and Cyrillic. */
const debianPackages = ["chromium", "fonts-liberation"];

async function installFromDebian() {
  doing("Installing Chromium for the browser tests with apt-get …");
  await aptInstall(debianPackages);
}

async function installFromPlaywright() {
  doing("Downloading Chromium for the browser tests with Playwright …");
  const args = [inRoot("node_modules", "playwright", "cli.js"), "install", "chromium"];
  await run({ name: "playwright install", command: process.execPath, args });
}

/** Finds a Chromium, or installs one. @returns {Promise<string>} its path */
export async function ensureChromium() {
  const ways = [...(isDebianRoot() ? [installFromDebian] : []), installFromPlaywright];
  let found = await findChromium();
  for (const install of ways) {
    if (found) return found;
    await install();
    found = await findChromium();
  }
  if (found) return found;
  throw new Stop(
    "The browser tests need Chromium, and it could not be installed. Install Chromium or Google Chrome, or set " +
      "CHROMIUM_PATH to one; on Ubuntu: npx playwright install --with-deps chromium",
  );
}
