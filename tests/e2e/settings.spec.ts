import { fillLine, press, totalsOf } from "../support/e2e-forms";
import { expect, test } from "./fixtures";

const year = new Date().toISOString().slice(0, 4);

test("business details that were saved stand on a draft at once, and on an issued invoice as they were", async ({
  page,
  open,
  registered,
}) => {
  const [client = ""] = await registered.storeClients("Reader Ltd");
  const draft = await registered.storeInvoice(client);
  const issued = await registered.storeInvoice(client, { intent: "issue" });
  await open(`${registered.base}/settings`);
  await page.getByLabel("Legal name").fill("Example & Daughters");
  await page.getByLabel("Street and number").fill("1 Quay Street");
  await page.getByLabel("Postcode").fill("T12 AB34");
  await page.getByLabel("City").fill("Cork");
  await page.getByLabel("VAT id").fill("IE1234567FA");
  await press(page, "Save business");
  await expect(page.getByRole("status")).toContainText("The settings were saved.");
  await expect(page.getByLabel("City")).toHaveValue("Cork");

  await open(`${registered.base}/invoices/${draft}`);
  const seller = page.getByRole("region", { name: "From" });
  await expect(seller).toContainText("Example & Daughters");
  await expect(seller).toContainText("1 Quay Street");
  await expect(seller).toContainText("IE1234567FA");
  await open(`${registered.base}/invoices/${issued}`);
  await expect(seller).toContainText("Example & Co");
  await expect(seller).not.toContainText("Quay Street");
});

test("a changed pattern gives the next number, and no run has a gap", async ({ page, open, registered }) => {
  const [client = ""] = await registered.storeClients("Number Ltd");
  await registered.storeInvoice(client, { intent: "issue" });
  const draft = await registered.storeInvoice(client);
  await open(`${registered.base}/settings/numbering`);
  await page.getByLabel("Pattern", { exact: true }).fill("RE-{YYYY}-{000}");
  await page.getByLabel("Next number").fill("1");
  await press(page, "Save numbering");
  await expect(page.getByRole("status")).toContainText("The numbering was saved.");
  await expect(page.getByText(`RE-${year}-001`).first()).toBeVisible();

  await open(`${registered.base}/invoices/${draft}`);
  await press(page, "Issue invoice");
  await expect(page.getByRole("heading", { level: 1 }).first()).toHaveText(`RE-${year}-001`);

  await open(`${registered.base}/numbers`);
  await expect(page.getByText("No number is missing")).toBeVisible();
  await expect(page.getByText("All 2 numbers given are there, each with its invoice.")).toBeVisible();
  await expect(page.getByRole("row", { name: "INV-{YYYY}-{0000}" })).toContainText("None");
  await expect(page.getByRole("row", { name: "RE-{YYYY}-{000}" })).toContainText("None");
});

test("a pattern without a place for the number is refused and kept", async ({
  page,
  open,
  registered,
  allow,
}) => {
  allow(422);
  await open(`${registered.base}/settings/numbering`);
  await page.getByLabel("Pattern", { exact: true }).fill("Invoice");
  await press(page, "Save numbering");
  await expect(page.getByLabel("Pattern", { exact: true })).toBeFocused();
  await expect(page.getByLabel("Pattern", { exact: true })).toHaveValue("Invoice");
  await expect(page.getByLabel("Pattern", { exact: true })).toHaveAttribute("aria-invalid", "true");
});

test("a tax rate that was added can be chosen on an invoice", async ({ page, open, registered }) => {
  const [client = ""] = await registered.storeClients("Rate Ltd");
  await open(`${registered.base}/settings/tax-rates`);
  await page.getByRole("link", { name: "New tax rate" }).click();
  await page.getByLabel("Name", { exact: true }).fill("VAT 4.2%");
  await page.getByLabel("Rate", { exact: true }).fill("4.2");
  await press(page, "Add tax rate");
  await expect(page.getByRole("status")).toContainText("The tax rate was added.");
  await expect(page.getByRole("row", { name: "VAT 4.2%" })).toBeVisible();

  await open(`${registered.base}/invoices/new?client=${client}`);
  await fillLine(page, 1, { description: "Heating", unitPrice: "200", taxRate: "VAT 4.2%" });
  await press(page, "Save draft");
  await expect(page.getByRole("status")).toContainText("The draft was saved.");
  expect(await totalsOf(page)).toEqual([
    "Net: 200.00",
    "VAT 4.2% on 200.00: 8.40",
    "Amount due (EUR): 208.40",
  ]);
});
