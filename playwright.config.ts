import { defineConfig, devices } from "@playwright/test";
import { findChromium } from "./scripts/lib/chromium.mjs";

// Playwright's workers read this file again, with what tests/support/e2e-servers.ts put into the environment.
const executablePath = await findChromium();
if (executablePath) process.env.CHROMIUM_PATH = executablePath;

const report = process.env.GAPLESS_E2E_REPORT;

const args = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A page under test that asks for anything beyond this machine is a mistake: make it fail here too.
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
];
// Chromium refuses its sandbox to root, as which most CI runs.
if (process.getuid?.() === 0) args.push("--no-sandbox");

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  globalSetup: "./tests/support/e2e-servers.ts",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // For what hangs, not for what is slow: on a machine that does ten things at once a test may take ten times as long.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: report ? [["list"], ["json", { outputFile: report }]] : [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL: process.env.GAPLESS_BASE_URL,
    locale: "en-GB",
    timezoneId: "UTC",
    actionTimeout: 60_000,
    // A third of the time; after a failure run the one test again with --trace on. Nobody can where a workflow ran it.
    trace: process.env.CI ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: { executablePath, args },
  },
  // Every page works through plain forms and links: every spec proves it both ways, but for axe, which is a script itself, and
  // for the reporter of the browser's errors.
  projects: [
    { name: "js" },
    {
      name: "no-js",
      use: { javaScriptEnabled: false },
      testIgnore: ["accessibility.spec.ts", "monitoring.spec.ts"],
    },
  ],
});
