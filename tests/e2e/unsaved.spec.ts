import type { Page } from "@playwright/test";
import { columnOf, fillLine, press } from "../support/e2e-forms";
import { hydrated } from "../support/e2e-hydration";
import { register } from "../support/e2e-person";
import { PASSWORD } from "../support/password";
import { expect, test } from "./fixtures";

test.skip(
  ({ javaScriptEnabled }) => javaScriptEnabled === false,
  "Without JavaScript the browser does what it does.",
);

const leaveDialog = (page: Page) => page.getByRole("dialog", { name: "Leave without saving?" });
const name = (page: Page) => page.getByLabel("Name", { exact: true });
const goTo = (page: Page, link: string) =>
  page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: link }).click();

/** The browser's own question where a page is closed or loaded again: answers it, and says whether it was asked. */
function closing(page: Page, answer: "accept" | "dismiss") {
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.type());
    void dialog[answer]();
  });
  return dialogs;
}

test("leaving a form with unsaved changes asks: Stay keeps it, Leave leaves, and Back brings it back", async ({
  page,
  open,
  registered,
}) => {
  await open(`${registered.base}/clients/new`);
  await name(page).fill("Half a client");
  await page.getByLabel("Country").selectOption("FR");
  await goTo(page, "Invoices");
  await expect(leaveDialog(page)).toBeVisible();
  await expect(leaveDialog(page).getByRole("button", { name: "Stay" })).toBeFocused();
  await press(page, "Stay");
  await expect(leaveDialog(page)).toBeHidden();
  await expect(page).toHaveURL(/\/clients\/new$/);
  await expect(name(page)).toHaveValue("Half a client");

  await goTo(page, "Invoices");
  await press(page, "Leave");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Invoices");
  await page.goBack();
  await expect(page.getByRole("status")).toContainText("This is what you typed before you left.");
  await expect(name(page)).toHaveValue("Half a client");
  await expect(page.getByLabel("Country")).toHaveValue("FR");

  // It is still not saved, so it asks again; and it can be saved.
  await goTo(page, "Invoices");
  await expect(leaveDialog(page)).toBeVisible();
  await press(page, "Stay");
  await press(page, "Save client");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Half a client");
  await goTo(page, "Invoices");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Invoices");
});

test("the question is answered by keyboard: Escape stays, Tab and Enter leave", async ({
  page,
  open,
  registered,
}) => {
  await open(`${registered.base}/clients/new`);
  await name(page).fill("By keyboard");
  await page.getByRole("link", { name: "Cancel" }).focus();
  await page.keyboard.press("Enter");
  await expect(leaveDialog(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(leaveDialog(page)).toBeHidden();
  await expect(page.getByRole("link", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(leaveDialog(page).getByRole("button", { name: "Stay" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(leaveDialog(page).getByRole("button", { name: "Leave" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/clients$/);
});

test("nothing is asked where nothing was changed, or what was changed is as it was", async ({
  page,
  open,
  registered,
}) => {
  const [client = ""] = await registered.storeClients("As it was");
  await open(`${registered.base}/clients/${client}/edit`);
  await name(page).fill("Changed");
  await name(page).fill("As it was");
  await goTo(page, "Clients");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Clients");
  await page.goBack();
  await expect(name(page)).toHaveValue("As it was");
  await expect(page.getByRole("status")).toHaveCount(0);
});

test("nothing is asked of a search or a filter", async ({ page, open, registered }) => {
  await registered.storeClients("Found Ltd");
  await open(`${registered.base}/clients`);
  await page.getByRole("searchbox").fill("not sent");
  await goTo(page, "Invoices");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Invoices");
});

test("nothing is asked when the form is sent, and not after it was saved on the same page", async ({
  page,
  open,
  registered,
}) => {
  await open(`${registered.base}/settings`);
  for (const [n, city] of ["Cork", "Galway"].entries()) {
    await page.getByLabel("City").fill(city);
    await press(page, "Save business");
    await expect(page.locator("input[name=version]")).toHaveValue(String(n + 2));
  }
  await expect(page.getByRole("status")).toContainText("The settings were saved.");
  await goTo(page, "Clients");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Clients");
  await page.goBack();
  await expect(page.getByLabel("City")).toHaveValue("Galway");
  await expect(page.getByText("before you left")).toHaveCount(0);
});

test("what was refused is still unsaved, and asks", async ({ page, open, registered }) => {
  await open(`${registered.base}/clients/new`);
  await name(page).fill("Refused Ltd");
  await page.getByLabel("Email").fill("no address");
  await press(page, "Save client");
  await expect(page.getByRole("alert")).toBeVisible();
  await goTo(page, "Invoices");
  await expect(leaveDialog(page)).toBeVisible();
});

test("an invoice comes back with all its lines, their order and what was removed", async ({
  page,
  open,
  registered,
}) => {
  const [client = ""] = await registered.storeClients("Lines Ltd");
  await open(`${registered.base}/invoices/new?client=${client}`);
  for (const [n, description] of ["One", "Two", "Three"].entries()) {
    if (n > 0) await press(page, "Add line");
    await fillLine(page, n + 1, { description, unitPrice: String(n + 1) });
  }
  await press(page, "Remove line 2");
  await page.getByLabel("Note", { exact: true }).fill("a note");
  await goTo(page, "Clients");
  await press(page, "Leave");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Clients");
  await page.goBack();
  await expect(page.getByText("before you left")).toBeVisible();
  expect(await columnOf(page, "Description")).toEqual(["One", "Three"]);
  expect(await columnOf(page, "Unit price")).toEqual(["1", "3"]);
  await expect(page.getByLabel("Note", { exact: true })).toHaveValue("a note");
  await press(page, "Save draft");
  await expect(page.getByRole("rowheader")).toHaveText(["One", "Three"]);
});

test("an invoice comes back with all its lines from another document too", async ({
  page,
  open,
  registered,
}) => {
  const [client = ""] = await registered.storeClients("Lines Ltd");
  await open(`${registered.base}/invoices/new?client=${client}`);
  await fillLine(page, 1, { description: "One", unitPrice: "1" });
  await press(page, "Add line");
  await fillLine(page, 2, { description: "Two", unitPrice: "2" });
  closing(page, "accept");
  await page.goto("/settings/data");
  await page.goBack();
  await hydrated(page);
  await expect(page.getByText("before you left")).toBeVisible();
  expect(await columnOf(page, "Description")).toEqual(["One", "Two"]);
  expect(await columnOf(page, "Unit price")).toEqual(["1", "2"]);
});

test("closing or loading a page with unsaved changes asks in the browser's words, and the form is there again", async ({
  page,
  open,
  registered,
}) => {
  await open(`${registered.base}/clients/new`);
  const questions = closing(page, "accept");
  await page.reload();
  await hydrated(page);
  expect(questions).toEqual([]);
  await name(page).fill("Loaded again");
  await page.reload();
  await hydrated(page);
  expect(questions).toEqual(["beforeunload"]);
  await expect(name(page)).toHaveValue("Loaded again");

  // Another document, and Back from there.
  await page.goto("/settings/data");
  expect(questions).toEqual(["beforeunload", "beforeunload"]);
  await page.goBack();
  await hydrated(page);
  await expect(name(page)).toHaveValue("Loaded again");
});

test("a new form is empty: what was left belongs to its place in the history alone", async ({
  page,
  open,
  registered,
}) => {
  await open(`${registered.base}/clients/new`);
  await name(page).fill("Left behind");
  await goTo(page, "Clients");
  await press(page, "Leave");
  await page.getByRole("link", { name: "New client" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("New client");
  await expect(name(page)).toHaveValue("");
});

test("the choices between two edits ask before they are left", async ({ page, open, registered, allow }) => {
  allow(409);
  const [client = ""] = await registered.storeClients("Both");
  const path = `${registered.base}/clients/${client}/edit`;
  await open(path);
  await name(page).fill("Mine");
  const version = await page.locator("input[name=version]").inputValue();
  const key = await page.locator("input[name=key]").inputValue();
  const theirs = {
    key: `${key.slice(0, -1)}${key.endsWith("0") ? "1" : "0"}`,
    version,
    name: "Theirs",
    country: "IE",
  };
  expect((await registered.post(path, theirs)).status()).toBe(302);
  await press(page, "Save client");
  await expect(page.getByText("Somebody else saved this while you were editing")).toBeVisible();
  await goTo(page, "Clients");
  await expect(leaveDialog(page)).toBeVisible();
});

test("no password is kept, and nothing is after a log-out", async ({ page, open, registered }) => {
  await open(registered.base);
  const drafts = () => page.evaluate(() => JSON.stringify({ ...sessionStorage }));
  await open("/settings/password");
  await page.getByLabel("New password").fill("never to be kept");
  await open("/settings");
  await page.getByLabel("Your name").fill("Half a name");
  await goTo(page, "Dashboard");
  await press(page, "Leave");
  await expect(page).toHaveURL(/\/o\//);
  // The address changes ahead of the page, and the draft is written when the form goes.
  await expect.poll(drafts).toContain("Half a name");
  expect(await drafts()).not.toContain("never to be kept");
  await page.getByText("Ada Example").first().click();
  await press(page, "Log out");
  await expect(page).toHaveURL("/login");
  expect(await drafts()).not.toContain("Half a name");
});

test("logging out of an unsaved form leaves nothing behind", async ({ page, open, registered }) => {
  await open(`${registered.base}/clients/new`);
  await name(page).fill("Never seen again");
  const questions = closing(page, "accept");
  await page.getByText("Ada Example").first().click();
  await press(page, "Log out");
  await expect(page).toHaveURL("/login");
  expect(questions).toEqual(["beforeunload"]);
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain("Never seen");
});

test("another person in the same tab finds nothing of it by Back", async ({
  page,
  open,
  registered,
  browser,
}) => {
  await open(registered.base);
  const otherBrowser = await browser.newContext();
  const other = await register(otherBrowser);
  await otherBrowser.close();
  await open("/settings");
  await page.getByLabel("Your name").fill("First person");
  await goTo(page, "Dashboard");
  await press(page, "Leave");
  await page.context().clearCookies();
  await open("/login");
  await page.getByLabel("Email").fill(other.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await press(page, "Log in");
  await expect(page).toHaveURL(other.base);
  // Past the log-in and the first person's dashboard, which is nobody's to see.
  await page.evaluate(() => history.go(-3));
  await expect(page).toHaveURL("/settings");
  await expect(page.getByLabel("Email")).toHaveValue(other.email);
  await expect(page.getByLabel("Your name")).toHaveValue("Ada Example");
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain("First person");
});
