import { createClient } from "@libsql/client/http";
import type { Page } from "@playwright/test";
import { fillLine, press } from "../support/e2e-forms";
import { timeOf, within } from "../support/patient";
import { expect, test } from "./own-stack";

// security.md 19: a page says within 6 s that the database is away, and works within 5 s of its return. One stack, broken in turn.
test.describe.configure({ mode: "serial" });

const ANSWER_MS = 6_000;
const RECOVERY_MS = 5_000;
/** How long it takes here and now to open a page of a database that is well. */
let calm = 0;

test.beforeEach(async ({ page, stack }) => {
  calm = await timeOf(() => page.goto(`${stack.url}/login`));
});
const AWAY = "The database can't be reached just now";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });

/** Presses the button of a form, and waits until its answer is on the page: each answer of trouble names its own request. */
async function send(page: Page, name: string): Promise<number> {
  const request = page.getByText("quote this request");
  const before = (await request.count()) ? await request.textContent() : null;
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  await press(page, name);
  const status = (await answered).status();
  if (before) await expect(request.filter({ hasText: before })).toHaveCount(0);
  return status;
}

/** Presses a button and gives how long it took until the page said that the database is away. */
async function pressInVain(page: Page, name: string): Promise<number> {
  const began = Date.now();
  expect(await send(page, name)).toBe(503);
  await expect(heading(page)).toHaveText(AWAY);
  return Date.now() - began;
}

/** Tries until it is carried out, as a person would. Gives how long that took from now. */
async function tryAgain(page: Page): Promise<number> {
  const began = Date.now();
  while ((await send(page, "Try again")) === 503) await expect(heading(page)).toHaveText(AWAY);
  await expect(heading(page)).not.toHaveText(AWAY);
  return Date.now() - began;
}

async function count(url: string, table: "clients" | "invoices", tenantId: string): Promise<number> {
  const client = createClient({ url });
  const { rows } = await client.execute({
    sql: `SELECT count(*) AS n FROM ${table} WHERE tenant_id = ?`,
    args: [tenantId],
  });
  client.close();
  return Number(rows[0]?.n);
}

test("a database that hangs: what was typed survives and is stored once", async ({
  page,
  open,
  registered,
  stack,
  allow,
  request,
}) => {
  allow(503);
  await open(`${registered.base}/clients/new`);
  await page.getByLabel("Name", { exact: true }).fill('Umbrella & Sons "Ltd"');
  await page.getByLabel("Internal note").fill("Two\nlines <b>of</b> it");
  stack.signalDatabase("SIGSTOP");
  try {
    expect(await pressInVain(page, "Save client")).toBeLessThan(within(ANSWER_MS, calm, 5));
    await expect(page.getByText("What you typed is kept in this page")).toBeVisible();
    const began = Date.now();
    expect((await request.get("/api/health")).status()).toBe(503);
    expect(Date.now() - began).toBeLessThan(within(2_000, calm, 5));
    expect(await pressInVain(page, "Try again")).toBeLessThan(within(ANSWER_MS, calm, 5));
  } finally {
    stack.signalDatabase("SIGCONT");
  }
  expect(await tryAgain(page)).toBeLessThan(within(RECOVERY_MS, calm, 5));
  await expect(heading(page)).toHaveText('Umbrella & Sons "Ltd"');
  await expect(page.getByText("Two lines <b>of</b> it")).toBeVisible();
  expect(await count(stack.databaseUrl, "clients", registered.tenantId)).toBe(1);
});

test("a database that is gone and comes back: an invoice with its lines survives", async ({
  page,
  open,
  registered,
  stack,
  allow,
}) => {
  allow(503);
  await registered.storeClients("Ada Ltd");
  await open(`${registered.base}/invoices/new`);
  await page.getByLabel("Client", { exact: true }).selectOption({ label: "Ada Ltd" });
  await fillLine(page, 1, { description: "Design", quantity: "2.5", unitPrice: "100" });
  await press(page, "Add line");
  await fillLine(page, 2, { description: "Hosting & more", quantity: "1", unitPrice: "9.99" });
  stack.signalDatabase("SIGKILL");
  expect(await pressInVain(page, "Save draft")).toBeLessThan(within(ANSWER_MS, calm, 5));
  await stack.restartDatabase();
  expect(await tryAgain(page)).toBeLessThan(within(RECOVERY_MS, calm, 5));
  await expect(page.getByText("The draft was saved.")).toBeVisible();
  await expect(page.getByText("Hosting & more")).toBeVisible();
  await expect(page.getByText("Design")).toBeVisible();
  expect(await count(stack.databaseUrl, "invoices", registered.tenantId)).toBe(1);
});

test("a page that was only looked at says so too, and is back with the database", async ({
  page,
  open,
  registered,
  stack,
  allow,
}) => {
  allow(503);
  await open(`${registered.base}/clients`);
  stack.signalDatabase("SIGKILL");
  const began = Date.now();
  await page.getByRole("link", { name: "New client" }).first().click();
  await expect(heading(page)).toHaveText(AWAY);
  expect(Date.now() - began).toBeLessThan(within(ANSWER_MS, calm, 5));
  const shown = await page.getByRole("main").locator("code").innerText();
  // Its line is written when the answer has left.
  await expect
    .poll(stack.log)
    .toContainEqual(expect.objectContaining({ event: "request", requestId: shown, status: 503 }));
  // Nobody is logged out by it.
  await stack.restartDatabase();
  await page.getByRole("link", { name: "Try again" }).click();
  await expect(heading(page)).toHaveText("New client");
});

test("a network that goes away: what was typed survives and is stored once", async ({
  page,
  open,
  registered,
  stack,
  context,
  tolerate,
  javaScriptEnabled,
}) => {
  tolerate(/ERR_INTERNET_DISCONNECTED/);
  const offline = page.getByRole("heading", { level: 1, name: "There is no connection just now" });
  await open(`${registered.base}/clients/new`);
  await page.getByLabel("Name", { exact: true }).fill("Far & Away Ltd");
  await context.setOffline(true);
  await press(page, "Save client");
  if (javaScriptEnabled === false) {
    // The page is the browser's own then, and reloading it sends the form once more.
    await page.waitForURL(/^chrome-error:/);
    await context.setOffline(false);
    await page.reload();
  } else {
    await expect(offline).toBeVisible();
    await expect(page.getByText("What you typed is kept in this page")).toBeVisible();
    await press(page, "Try again");
    await expect(offline).toBeVisible();
    await context.setOffline(false);
    await press(page, "Try again");
  }
  await expect(heading(page)).toHaveText("Far & Away Ltd");
  expect(await count(stack.databaseUrl, "clients", registered.tenantId)).toBe(1);
});

test("a network that goes away: whoever only looked at a page sends no form again", async ({
  page,
  open,
  registered,
  context,
  tolerate,
  javaScriptEnabled,
}) => {
  tolerate(/ERR_INTERNET_DISCONNECTED/);
  await open(`${registered.base}/clients/new`);
  await page.getByLabel("Name", { exact: true }).fill("Far & Away Ltd");
  await press(page, "Save client");
  await expect(heading(page)).toHaveText("Far & Away Ltd");
  await page.getByRole("link", { name: "Clients" }).first().click();
  await expect(heading(page)).toHaveText("Clients");
  await context.setOffline(true);
  await page.getByRole("link", { name: "New client" }).first().click();
  if (javaScriptEnabled === false) {
    await page.waitForURL(/^chrome-error:/);
  } else {
    await expect(heading(page)).toHaveText("There is no connection just now");
    await expect(page.getByRole("link", { name: "Try again" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Try again" })).toHaveCount(0);
  }
  await context.setOffline(false);
});
