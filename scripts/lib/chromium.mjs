import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const systemNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const macApps = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Ubuntu's chromium-browser exists without its snap and only prints advice: ask it. @param {string} file */
const answers = (file) =>
  spawnSync(file, ["--version"], { timeout: 120_000, stdio: "ignore", env: process.env }).status === 0;

/** The browser that Playwright downloaded for itself, if it did. */
async function ownDownload() {
  try {
    const { chromium } = await import("playwright-core");
    const file = chromium.executablePath();
    return existsSync(file) ? file : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The Chromium for the browser tests: the one named in CHROMIUM_PATH or PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH,
 * else the system's, else Playwright's own download.
 * @returns {Promise<string | undefined>}
 */
export async function findChromium() {
  const named = process.env.CHROMIUM_PATH || process.env.PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH;
  if (named) return named;
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  const onPath = systemNames.flatMap((name) => folders.map((folder) => join(folder, name)));
  const system = [...onPath, ...macApps].find((file) => isExecutable(file) && answers(file));
  return system ?? (await ownDownload());
}
