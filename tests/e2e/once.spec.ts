import type { Page } from "@playwright/test";
import { fillLine, press } from "../support/e2e-forms";
import { freshId, line } from "../support/e2e-person";
import { expect, test } from "./fixtures";

const pressTwice = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).dblclick();

test("a double click on Save draft makes one invoice", async ({ page, open, registered }) => {
  const [client = ""] = await registered.storeClients("Once Ltd");
  await open(`${registered.base}/invoices/new?client=${client}`);
  await fillLine(page, 1, { description: "One", unitPrice: "1" });
  await pressTwice(page, "Save draft");
  await expect(page.getByRole("status")).toContainText("The draft was saved.");
  await open(`${registered.base}/invoices`);
  await expect(page.getByRole("rowheader")).toHaveText(["Draft"]);
});

test("a double click on Issue invoice makes one invoice with one number", async ({
  page,
  open,
  registered,
}) => {
  const [client = ""] = await registered.storeClients("Once Ltd");
  await open(`${registered.base}/invoices/new?client=${client}`);
  await fillLine(page, 1, { description: "One", unitPrice: "1" });
  await pressTwice(page, "Issue invoice");
  await expect(page.getByRole("heading", { level: 1 }).first()).toHaveText(/^INV-\d{4}-0001$/);
  await open(`${registered.base}/invoices`);
  await expect(page.getByRole("rowheader")).toHaveText([/0001$/]);
});

test("a double click on Save client makes one client", async ({ page, open, registered }) => {
  await open(`${registered.base}/clients/new`);
  await page.getByLabel("Name", { exact: true }).fill("Single Ltd");
  await page.getByLabel("Country").selectOption("IE");
  await pressTwice(page, "Save client");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Single Ltd");
  await open(`${registered.base}/clients`);
  await expect(page.getByRole("rowheader")).toHaveText(["Single Ltd"]);
});

test("a form that is sent again gets the first answer, and makes nothing more", async ({
  page,
  open,
  registered,
}) => {
  const [client = ""] = await registered.storeClients("Again Ltd");
  const fields = Object.entries(line("One", "1")).map(([name, value]) => [`lines[0].${name}`, value]);
  const form = {
    key: freshId(),
    intent: "issue",
    client,
    issueDate: "2026-05-10",
    currency: "EUR",
    ...Object.fromEntries(fields),
  };
  const first = await registered.post(`${registered.base}/invoices/new`, form);
  const again = await registered.post(`${registered.base}/invoices/new`, form);
  expect(first.status()).toBe(302);
  expect(again.headers().location).toBe(first.headers().location);
  const other = await registered.post(`${registered.base}/invoices/new`, { ...form, note: "Another" });
  expect(other.status()).toBe(422);
  expect(await other.text()).toContain("This form was sent before with other content");
  await open(`${registered.base}/invoices`);
  await expect(page.getByRole("rowheader")).toHaveText(["INV-2026-0001"]);
});

test("Back and the same button again issues nothing twice", async ({ page, open, registered, allow }) => {
  // Back shows the invoice as it is now, or the old page, whose form is answered as the first time.
  allow(409, 422);
  const [client = ""] = await registered.storeClients("Back Ltd");
  const draft = await registered.storeInvoice(client);
  await open(`${registered.base}/invoices/${draft}`);
  await press(page, "Issue invoice");
  await expect(page.getByRole("heading", { level: 1 }).first()).toHaveText(/0001$/);
  await page.goBack();
  const button = page.getByRole("button", { name: "Issue invoice" });
  if (await button.isVisible()) await button.click();
  await expect(page.getByRole("heading", { level: 1 }).first()).toHaveText(/0001$/);
  await open(`${registered.base}/numbers`);
  await expect(page.getByText("The one number given is there.")).toBeVisible();
});

test("Back after saving leads to an empty form: what was saved is not sent again", async ({
  page,
  open,
  registered,
}) => {
  const [client = ""] = await registered.storeClients("Back Ltd");
  await open(`${registered.base}/invoices/new?client=${client}`);
  await fillLine(page, 1, { description: "Saved once", unitPrice: "1" });
  await press(page, "Save draft");
  await expect(page.getByRole("status")).toContainText("The draft was saved.");
  await page.goBack();
  await expect(page.getByLabel("Description")).toHaveValue("");
  await page.goForward();
  await expect(page.getByRole("rowheader", { name: "Saved once" })).toBeVisible();
  await open(`${registered.base}/invoices`);
  await expect(page.getByRole("rowheader")).toHaveText(["Draft"]);
});
