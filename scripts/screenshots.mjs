// npm run screenshots: pictures of the main pages, with the demo business, in docs/screenshots (not in git), and docs/screenshot.png.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { ensureBuilt } from "./lib/build.mjs";
import { runDbProgram } from "./lib/database.mjs";
import { ensureChromium } from "./lib/install-chromium.mjs";
import { inRoot } from "./lib/paths.mjs";
import { doing, Stop, say } from "./lib/say.mjs";
import { runScript, whenDone } from "./lib/shutdown.mjs";
import { startSqld } from "./lib/sqld.mjs";
import { startWorker } from "./lib/worker.mjs";

const folder = inRoot("docs", "screenshots");
const sizes = [
  { width: 1280, height: 900 },
  { width: 360, height: 740 },
];
const schemes = /** @type {const} */ (["light", "dark"]);

/** @param {string} dir @returns {Promise<string>} where the app with the demo business is */
async function startDemo(dir) {
  await ensureBuilt();
  const database = await startSqld({ dir: join(dir, "sqld") });
  const vars = { TURSO_DATABASE_URL: database.url };
  if (!(await runDbProgram("migrate", vars)) || !(await runDbProgram("seed", vars))) {
    throw new Stop("The demo business could not be stored: see above.");
  }
  const secret = { SESSION_SECRET: "only for pictures, on this machine only" };
  const worker = await startWorker({ persistDir: join(dir, "wrangler"), vars: { ...vars, ...secret } });
  // By name: a browser keeps the session's Secure cookie for localhost.
  return `http://localhost:${worker.port}`;
}

/** @param {import("playwright-core").Page} page @returns {Promise<string>} where the demo business's pages begin */
async function logIn(page) {
  const [login] = JSON.parse(readFileSync(inRoot("db", "demo-logins.json"), "utf8"));
  await page.goto("/login");
  await page.getByLabel("Email").fill(login.email);
  await page.getByLabel("Password").fill(login.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL(/\/o\/[0-9A-Z]{26}/);
  return new URL(page.url()).pathname;
}

/** @param {import("playwright-core").Page} page @param {string} name */
async function takeAll(page, name) {
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      const path = join(folder, `${name}-${size.width}-${colorScheme}.png`);
      // A phone's navigation is at the bottom of its screen: in a picture of the whole page it would hide the middle.
      await page.screenshot({ path, fullPage: size.width > 600, animations: "disabled" });
    }
  }
}

runScript(async () => {
  const dir = mkdtempSync(join(tmpdir(), "gapless-screenshots-"));
  whenDone(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }));
  mkdirSync(folder, { recursive: true });
  const baseURL = await startDemo(dir);
  doing("Taking the pictures");
  const args = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--lang=en-GB"];
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args });
  const page = await (await browser.newContext({ baseURL, locale: "en-GB" })).newPage();

  for (const name of ["login", "register"]) {
    await page.goto(`/${name}`);
    await takeAll(page, name);
  }
  const base = await logIn(page);
  const first = async (/** @type {string} */ list) => {
    await page.goto(base + list);
    return (await page.getByRole("rowheader").getByRole("link").first().getAttribute("href")) ?? base;
  };
  const invoice = await first("/invoices?status=paid");
  const pages = {
    dashboard: base,
    invoices: `${base}/invoices`,
    invoice,
    "invoice-print": `${invoice}/print`,
    "invoice-form": `${await first("/invoices?status=draft")}/edit`,
    clients: `${base}/clients`,
    client: await first("/clients"),
    numbers: `${base}/numbers`,
    settings: `${base}/settings`,
    "settings-tax-rates": `${base}/settings/tax-rates`,
  };
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(path);
    await takeAll(page, name);
  }

  // The one in the README.
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(pages.invoices);
  await page.screenshot({ path: inRoot("docs", "screenshot.png"), animations: "disabled" });
  await browser.close();
  say(`They are in ${folder}; the one of the README is docs/screenshot.png.`);
  return 0;
});
