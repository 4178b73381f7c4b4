import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt } from "../../../scripts/lib/build.mjs";
import { runDbProgram } from "../../../scripts/lib/database.mjs";
import { inRoot } from "../../../scripts/lib/paths.mjs";
import { Stop } from "../../../scripts/lib/say.mjs";
import { startSqld } from "../../../scripts/lib/sqld.mjs";
import { startWorker } from "../../../scripts/lib/worker.mjs";

/** The built Worker on a database of its own with the demo businesses. @returns its address */
export async function startDemo(dir: string): Promise<string> {
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

/** @returns where the demo business's pages begin */
export async function logIn(page: import("playwright-core").Page): Promise<string> {
  const [login] = JSON.parse(readFileSync(inRoot("db", "demo-logins.json"), "utf8"));
  await page.goto("/login");
  await page.getByLabel("Email").fill(login.email);
  await page.getByLabel("Password").fill(login.password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.waitForURL(/\/o\/[0-9A-Z]{26}/);
  return new URL(page.url()).pathname;
}

/**
 * The address of the first row of a list. Throws a Stop where there is none, or where the list did not read its parameters: then it
 * would be another kind of row.
 */
export async function firstOf(page: import("playwright-core").Page, list: string) {
  await page.goto(list);
  for (const [name, value] of new URL(page.url()).searchParams) {
    const control = page.locator(`[name="${name}"]`);
    const said = (await control.count()) > 0 ? await control.first().inputValue() : undefined;
    if (said !== value) throw new Stop(`${list}: its filter does not say ${name}=${value}.`);
  }
  const href = await page.getByRole("rowheader").getByRole("link").first().getAttribute("href");
  if (!href) throw new Stop(`${list} has no row.`);
  return href;
}

/** What a Chromium of ours is started with. */
export const chromiumArgs = () => [
  ...["--disable-gpu", "--no-first-run", "--disable-background-networking", "--lang=en-GB"],
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];
