import { fillLine, press, totalsOf } from "../support/e2e-forms";
import { PASSWORD } from "../support/password";
import { expect, test } from "./fixtures";

const lines = [
  { description: "Design", quantity: "3", unitPrice: "410.50", taxRate: "VAT 23%" },
  { description: "Handbook", quantity: "2", unitPrice: "19.99", taxRate: "VAT 0%" },
  { description: "Hosting", quantity: "12", unitPrice: "9.95", taxRate: "VAT 23%", discount: "10%" },
];

test("from registering to a paid invoice", async ({ page, open }) => {
  const heading = page.getByRole("heading", { level: 1 });
  const status = page.getByRole("status");

  await test.step("registering opens the dashboard of a new business", async () => {
    await open("/register");
    await page.getByLabel("Your name").fill("Grace Example");
    await page.getByLabel("Email").fill(`grace-${Date.now()}-${Math.random()}@example.com`);
    await page.getByLabel("Business name").fill("Grace & Daughters");
    await page.getByLabel("Country").selectOption("IE");
    await page.getByLabel("Currency").selectOption("EUR");
    await page.getByLabel("Password").fill(PASSWORD);
    await press(page, "Create account");
    await expect(page).toHaveURL(/\/o\/[0-9A-Z]{26}$/);
    await expect(page.getByRole("heading", { name: "Welcome, Grace & Daughters" })).toBeVisible();
  });

  await test.step("a client is added", async () => {
    await page.getByRole("link", { name: "Clients" }).click();
    await page.getByRole("link", { name: "New client" }).first().click();
    await page.getByLabel("Name", { exact: true }).fill("O’Brien & Söhne");
    await page.getByLabel("Email").fill("books@obrien.example");
    await page.getByLabel("Country").selectOption({ label: "Ireland" });
    await press(page, "Save client");
    await expect(status).toContainText("The client was added.");
    await expect(heading).toHaveText("O’Brien & Söhne");
  });

  await test.step("an invoice with three lines and two tax rates is saved as a draft with its totals", async () => {
    await page.getByRole("link", { name: "New invoice" }).first().click();
    await expect(page.getByLabel("Client")).toHaveValue(/[0-9A-Z]{26}/);
    await fillLine(page, 1, lines[0] ?? {});
    for (const number of [2, 3]) {
      await press(page, "Add line");
      await fillLine(page, number, lines[number - 1] ?? {});
    }
    await press(page, "Save draft");
    await expect(status).toContainText("The draft was saved.");
    await expect(heading.first()).toHaveText("Draft");
    await expect(page.getByText("Draft: without a number it is not an invoice yet.")).toBeVisible();
    expect(await totalsOf(page)).toEqual([
      "Net: 1,378.94",
      "VAT 23% on 1,338.96: 307.96",
      "VAT 0% on 39.98: 0.00",
      "Amount due (EUR): 1,686.90",
    ]);
  });

  const year = new Date().toISOString().slice(0, 4);
  const number = `INV-${year}-0001`;

  await test.step("a changed line changes the totals", async () => {
    await page.getByRole("link", { name: "Edit", exact: true }).click();
    await expect(page.getByLabel("Description")).toHaveCount(3);
    await fillLine(page, 1, { quantity: "4" });
    await press(page, "Save draft");
    await expect(status).toContainText("The draft was saved.");
    expect(await totalsOf(page)).toEqual([
      "Net: 1,789.44",
      "VAT 23% on 1,749.46: 402.38",
      "VAT 0% on 39.98: 0.00",
      "Amount due (EUR): 2,191.82",
    ]);
  });

  await test.step("issuing gives the first number", async () => {
    await press(page, "Issue invoice");
    await expect(heading.first()).toHaveText(number);
    await expect(page.getByText("Sent", { exact: true })).toBeVisible();
    await expect(page.getByRole("link", { name: "Edit", exact: true })).toHaveCount(0);
  });

  await test.step("a payment is recorded, undone and recorded again", async () => {
    await press(page, "Mark as paid");
    await expect(status).toContainText("The invoice is marked as paid.");
    await press(page, "Undo paid");
    await expect(status).toContainText("The invoice is open again.");
    await press(page, "Mark as paid");
    await expect(page.getByRole("button", { name: "Undo paid" })).toBeVisible();
    expect((await totalsOf(page)).at(-1)).toBe("Amount due (EUR): 0.00");
  });

  await test.step("an archived invoice is out of sight, and found by Show archived", async () => {
    await press(page, "Archive");
    await expect(status).toContainText("The invoice was archived.");
    await page.getByRole("link", { name: "Invoices" }).first().click();
    await expect(page.getByText("No invoices here")).toBeVisible();
    await page.getByLabel("Show", { exact: true }).selectOption({ label: "Show archived" });
    await press(page, "Apply");
    const row = page.getByRole("row", { name: number });
    await expect(row).toContainText("€2,191.82");
    await row.getByRole("link", { name: number }).click();
  });

  await test.step("its duplicate is a draft without a number, with the same amounts", async () => {
    await press(page, "Duplicate");
    await expect(status).toContainText("This is a new draft with the same content.");
    await expect(heading.first()).toHaveText("Draft");
    await expect(page.getByText(number)).toHaveCount(0);
    expect((await totalsOf(page)).at(-1)).toBe("Amount due (EUR): 2,191.82");
  });
});
