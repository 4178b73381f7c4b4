// npm run proof -- screenshots: pictures of the main pages, with the demo business, in docs/screenshots (not in git), and docs/screenshot.png.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { ensureChromium } from "../../../scripts/lib/install-chromium.mjs";
import { inRoot } from "../../../scripts/lib/paths.mjs";
import { doing, say } from "../../../scripts/lib/say.mjs";
import { runScript, whenDone } from "../../../scripts/lib/shutdown.mjs";
import { chromiumArgs, firstOf, logIn, startDemo } from "../support/demo";

const folder = inRoot("docs", "screenshots");
const sizes = [
  { width: 1280, height: 900 },
  { width: 360, height: 740 },
];
const schemes = ["light", "dark"] as const;

async function takeAll(page: import("playwright-core").Page, name: string) {
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
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: chromiumArgs() });
  const page = await (await browser.newContext({ baseURL, locale: "en-GB" })).newPage();

  for (const name of ["login", "register"]) {
    await page.goto(`/${name}`);
    await takeAll(page, name);
  }
  const base = await logIn(page);
  const first = (list: string) => firstOf(page, base + list);
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
