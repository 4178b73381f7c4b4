import type { Page } from "@playwright/test";
import { columnOf, fillLine, press } from "../support/e2e-forms";
import { hydrated } from "../support/e2e-hydration";
import { type Person, register } from "../support/e2e-person";
import { PASSWORD } from "../support/password";
import { expect, test } from "./fixtures";

const SAID = "You were logged out before this was saved.";

/** Logs in on the page that the browser is on now. */
async function logIn(page: Page, { email }: Pick<Person, "email">): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Log in");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(PASSWORD);
  await press(page, "Log in");
}

const scripted = (page: Page, enabled: boolean | undefined) =>
  enabled === false ? undefined : hydrated(page);

test("a form that is sent when the session is over is there after the log-in, is saved then, and once", async ({
  page,
  open,
  registered,
  javaScriptEnabled,
}) => {
  await open(`${registered.base}/clients/new`);
  await page.getByLabel("Name", { exact: true }).fill("Kept & Sons Ltd");
  await page.getByLabel("Country").selectOption("IE");
  await page.getByLabel("Internal note").fill("two\nlines");
  await registered.endSessions();
  await press(page, "Save client");
  await expect(page.getByText("What you typed is kept for an hour.")).toBeVisible();
  await logIn(page, registered);

  await expect(page.getByRole("alert")).toContainText(SAID);
  await expect(page).toHaveURL(`${registered.base}/clients/new`);
  await scripted(page, javaScriptEnabled);
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Kept & Sons Ltd");
  await expect(page.getByLabel("Country")).toHaveValue("IE");
  await expect(page.getByLabel("Internal note")).toHaveValue("two\nlines");
  await open(`${registered.base}/clients`);
  await expect(page.getByRole("rowheader")).toHaveCount(0);
});

test("what came back is saved as it was typed, with what is mended in it", async ({
  page,
  open,
  registered,
  javaScriptEnabled,
}) => {
  const [client = ""] = await registered.storeClients("Late Ltd");
  await open(`${registered.base}/invoices/new?client=${client}`);
  await fillLine(page, 1, { description: "First", unitPrice: "10" });
  await press(page, "Add line");
  await fillLine(page, 2, { description: "Second", unitPrice: "20" });
  await registered.endSessions();
  await press(page, "Save draft");
  await logIn(page, registered);
  await expect(page.getByRole("alert")).toContainText(SAID);
  await scripted(page, javaScriptEnabled);
  expect(await columnOf(page, "Description")).toEqual(["First", "Second"]);
  await fillLine(page, 2, { description: "Second, mended" });
  await press(page, "Save draft");
  await expect(page.getByRole("status")).toContainText("The draft was saved.");
  await expect(page.getByRole("rowheader")).toHaveText(["First", "Second, mended"]);
  await open(`${registered.base}/invoices`);
  await expect(page.getByRole("rowheader")).toHaveText(["Draft"]);
});

test("adding a line when the session is over loses none of the others", async ({
  page,
  open,
  registered,
  javaScriptEnabled,
}) => {
  test.skip(javaScriptEnabled !== false, "With JavaScript the page adds the line by itself.");
  const [client = ""] = await registered.storeClients("Late Ltd");
  await open(`${registered.base}/invoices/new?client=${client}`);
  await fillLine(page, 1, { description: "First", unitPrice: "10" });
  await registered.endSessions();
  await press(page, "Add line");
  await logIn(page, registered);
  await expect(page.getByRole("alert")).toContainText(SAID);
  expect(await columnOf(page, "Description")).toEqual(["First", ""]);
});

test("another person who logs in instead sees nothing of it, and then it is gone", async ({
  page,
  open,
  registered,
  browser,
  allow,
}) => {
  // The page of a business that is not the other's.
  allow(404);
  const otherBrowser = await browser.newContext();
  const other = await register(otherBrowser);
  await otherBrowser.close();
  await open(`${registered.base}/clients/new`);
  await page.getByLabel("Name", { exact: true }).fill("Private Ltd");
  await page.getByLabel("Country").selectOption("IE");
  await registered.endSessions();
  await press(page, "Save client");
  await logIn(page, other);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is nothing at this address");
  expect(await page.content()).not.toContain("Private Ltd");
  await page.context().clearCookies({ name: "__Host-session" });
  await open(`/login?redirectTo=${registered.base}/clients/new`);
  await expect(page.getByText("is kept for an hour")).toHaveCount(0);
  await logIn(page, registered);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("New client");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("");
});

test("whoever types stays logged in", async ({ page, open, registered, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, "Without JavaScript the form is kept instead.");
  await page.clock.install();
  await open(`${registered.base}/clients/new`);
  const name = page.getByLabel("Name", { exact: true });
  const reports: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/api/active")) reports.push(request.method());
  });
  await name.pressSequentially("At");
  expect(reports).toEqual([]);
  await page.clock.fastForward("05:00");
  const answer = page.waitForResponse((response) => response.url().endsWith("/api/active"));
  await name.pressSequentially(" work");
  expect((await answer).status()).toBe(204);
  expect(reports).toEqual(["POST"]);
});
