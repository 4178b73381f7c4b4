import type { Page } from "@playwright/test";
import { columnOf, fillLine, lineOf, press } from "../support/e2e-forms";
import { register } from "../support/e2e-person";
import { PASSWORD } from "../support/password";
import { expect, test } from "./fixtures";

/** Presses the button. Without scripts it is the server that answers, and then with 422. */
async function pressInVain(page: Page, button: string, scripted: boolean) {
  const answer = scripted ? null : page.waitForResponse((response) => response.request().method() === "POST");
  await press(page, button);
  if (answer) expect((await answer).status()).toBe(422);
  await expect(page.getByRole("alert")).toBeVisible();
}

const scripted = (javaScriptEnabled: boolean | undefined) => javaScriptEnabled !== false;

test("a letter in a price keeps everything that was typed and is told at its field", async ({
  page,
  open,
  registered,
  allow,
  javaScriptEnabled,
}) => {
  allow(422);
  const [client = ""] = await registered.storeClients("Typed Ltd");
  await open(`${registered.base}/invoices/new?client=${client}`);
  await fillLine(page, 1, { description: "Kept", quantity: "2.5", unitPrice: "12x", discount: "5%" });
  await page.getByLabel("Note", { exact: true }).fill("Thank you");
  await pressInVain(page, "Save draft", scripted(javaScriptEnabled));

  const price = lineOf(page, 1).getByLabel("Unit price");
  await expect(price).toHaveAccessibleDescription("Enter a number such as 2 or 1.5.");
  await expect(price).toHaveAttribute("aria-invalid", "true");
  await expect(price).toBeFocused();
  await expect(price).toHaveValue("12x");
  await expect(page.getByRole("alert")).toContainText("Line 1: Enter a number such as 2 or 1.5.");
  await expect(page.getByLabel("Client")).toHaveValue(client);
  await expect(page.getByLabel("Note", { exact: true })).toHaveValue("Thank you");
  await expect(lineOf(page, 1).getByLabel("Quantity")).toHaveValue("2.5");
  await expect(lineOf(page, 1).getByLabel("Discount")).toHaveValue("5%");

  await price.fill("12");
  await press(page, "Save draft");
  await expect(page.getByRole("status")).toContainText("The draft was saved.");
});

test("a due date before the issue date is told at the due date", async ({
  page,
  open,
  registered,
  allow,
  javaScriptEnabled,
}) => {
  allow(422);
  const [client = ""] = await registered.storeClients("Late Ltd");
  await open(`${registered.base}/invoices/new?client=${client}`);
  await page.getByLabel("Issue date").fill("2026-05-10");
  await page.getByLabel("Due date").fill("2026-05-09");
  await pressInVain(page, "Save draft", scripted(javaScriptEnabled));
  const due = page.getByLabel("Due date");
  await expect(due).toHaveAccessibleDescription(/The due date can't be before the issue date\./);
  await expect(due).toBeFocused();
  await expect(due).toHaveValue("2026-05-09");
});

test("an empty invoice form names what is missing, and the focus is on the first of it", async ({
  page,
  open,
  registered,
  allow,
  javaScriptEnabled,
}) => {
  allow(422);
  await registered.storeClients("Nobody Ltd");
  await open(`${registered.base}/invoices/new`);
  await page.getByLabel("Issue date").fill("");
  await pressInVain(page, "Issue invoice", scripted(javaScriptEnabled));
  await expect(page.getByLabel("Client")).toBeFocused();
  await expect(page.getByLabel("Client")).toHaveAccessibleDescription("Choose a client.");
  await expect(page.getByLabel("Issue date")).toHaveAccessibleDescription("Enter the issue date.");
});

test("a quantity of 1e400 is no number", async ({ page, open, registered, allow, javaScriptEnabled }) => {
  allow(422);
  const [client = ""] = await registered.storeClients("Huge Ltd");
  await open(`${registered.base}/invoices/new?client=${client}`);
  await fillLine(page, 1, { description: "Much", quantity: "1e400", unitPrice: "1" });
  await pressInVain(page, "Save draft", scripted(javaScriptEnabled));
  const quantity = lineOf(page, 1).getByLabel("Quantity");
  await expect(quantity).toHaveAccessibleDescription("Enter a number such as 2 or 1.5.");
  expect(await columnOf(page, "Quantity")).toEqual(["1e400"]);
});

test("the client form keeps what was typed and says what is wrong at each field", async ({
  page,
  open,
  registered,
  allow,
  javaScriptEnabled,
}) => {
  allow(422);
  await open(`${registered.base}/clients/new`);
  await page.getByLabel("Email").fill("not an address");
  await page.getByLabel("City").fill("Cork");
  await page.getByLabel("Payment terms in days").fill("soon");
  await pressInVain(page, "Save client", scripted(javaScriptEnabled));
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await expect(page.getByLabel("Name", { exact: true })).toHaveAccessibleDescription(
    "Enter the client's name.",
  );
  await expect(page.getByLabel("Email")).toHaveAccessibleDescription(/e-mail address/);
  await expect(page.getByLabel("Payment terms in days")).toHaveAccessibleDescription(/from 0 to 365/);
  await expect(page.getByLabel("Email")).toHaveValue("not an address");
  await expect(page.getByLabel("City")).toHaveValue("Cork");
});

test("registering keeps what was typed, but never sends a password back", async ({
  page,
  open,
  allow,
  browser,
}) => {
  allow(422);
  const otherBrowser = await browser.newContext();
  const { email } = await register(otherBrowser);
  await otherBrowser.close();
  await open("/register");
  await page.getByLabel("Your name").fill("Ada");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Business name").fill("Taken Ltd");
  await page.getByLabel("Country").selectOption("IE");
  await page.getByLabel("Currency").selectOption("EUR");
  await page.getByLabel("Password").fill("short");
  await press(page, "Create account");
  await expect(page.getByLabel("Password")).toBeFocused();
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription(/Use 12 characters or more/);
  await expect(page.getByLabel("Business name")).toHaveValue("Taken Ltd");

  await page.getByLabel("Password").fill(PASSWORD);
  const answer = page.waitForResponse((response) => response.request().method() === "POST");
  await press(page, "Create account");
  expect((await answer).status()).toBe(422);
  await expect(page.getByLabel("Email")).toHaveAccessibleDescription(
    /There is an account with this e-mail address/,
  );
  await expect(page.getByLabel("Email")).toBeFocused();
  expect(await page.content()).not.toContain(PASSWORD);
});
