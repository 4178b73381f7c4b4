import { press } from "../support/e2e-forms";
import { freshId, register } from "../support/e2e-person";
import { PASSWORD } from "../support/password";
import { expect, freshAddress, test } from "./fixtures";

const id = freshId();
const pages = [
  "",
  "/invoices?status=draft&sort=due",
  "/invoices/new",
  `/invoices/${id}`,
  `/invoices/${id}/edit`,
  `/invoices/${id}/print`,
  "/clients",
  "/clients/new",
  `/clients/${id}`,
  `/clients/${id}/edit`,
  "/activity",
  "/numbers",
  "/numbers.csv",
  "/settings",
  "/settings/payment",
  "/settings/formats",
  "/settings/numbering",
  "/settings/tax-rates",
  "/settings/tax-rates/new",
];

test("every page of a business asks for the log-in first, and knows where to go on", async ({
  request,
  browser,
}) => {
  const otherBrowser = await browser.newContext();
  const { base } = await register(otherBrowser);
  await otherBrowser.close();
  for (const page of pages) {
    const headers = { "CF-Connecting-IP": freshAddress() };
    const answer = await request.get(base + page, { headers, maxRedirects: 0 });
    expect.soft(answer.status(), page).toBe(302);
    expect.soft(answer.headers().location, page).toBe(`/login?redirectTo=${encodeURIComponent(base + page)}`);
  }
});

test("logging in goes on to the page that was asked for", async ({
  page,
  open,
  registered,
  context,
  allow,
}) => {
  allow(422);
  await context.clearCookies();
  const wanted = `${registered.base}/clients?archived=yes`;
  await open(wanted);
  await expect(page).toHaveURL(/\/login\?redirectTo=/);
  await page.getByLabel("Email").fill(registered.email);
  await page.getByLabel("Password").fill("a wrong password");
  await press(page, "Log in");
  await expect(page.getByRole("alert")).toContainText("The e-mail address or the password is not right.");
  await expect(page.getByLabel("Email")).toHaveValue(registered.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await press(page, "Log in");
  await expect(page).toHaveURL(wanted);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Clients");
});

test("an unknown e-mail address is told nothing else than a wrong password", async ({
  page,
  open,
  allow,
}) => {
  allow(422);
  await open("/login");
  await page.getByLabel("Email").fill(`nobody-${freshId()}@example.com`);
  await page.getByLabel("Password").fill(PASSWORD);
  await press(page, "Log in");
  await expect(page.getByRole("alert")).toContainText("The e-mail address or the password is not right.");
});

test("logging out ends the session, and Back shows nothing private", async ({ page, open, registered }) => {
  const [client = ""] = await registered.storeClients("Private Ltd");
  const cookies = await page.context().cookies();
  await open(`${registered.base}/clients/${client}`);
  await page.getByText("Ada Example").first().click();
  await press(page, "Log out");
  await expect(page).toHaveURL("/login");
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Log in");
  await expect(page.getByText("Private Ltd")).toHaveCount(0);

  // The session itself is over, not only the browser's memory of it.
  await page.context().addCookies(cookies);
  await open(`${registered.base}/clients/${client}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Log in");
});

test("another's business and one that does not exist are the same 404", async ({
  page,
  open,
  registered,
  browser,
  allow,
}) => {
  allow(404);
  const otherBrowser = await browser.newContext();
  const other = await register(otherBrowser);
  const [foreign = ""] = await other.storeClients("Foreign Secret Ltd");
  await otherBrowser.close();
  for (const path of [
    `${other.base}/clients/${foreign}`,
    `/o/${freshId()}`,
    `${registered.base}/clients/${foreign}`,
  ]) {
    const answer = await open(path);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is nothing at this address");
    expect(await page.content()).not.toContain("Foreign Secret");
  }
});
