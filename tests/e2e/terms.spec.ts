import { fillLine, press } from "../support/e2e-forms";
import { freshId } from "../support/e2e-person";
import { expect, test } from "./fixtures";

test("the due date follows day, client and terms until it is typed, and what is printed says the same", async ({
  page,
  open,
  registered,
  allow,
  javaScriptEnabled,
}) => {
  const scripts = javaScriptEnabled !== false;
  for (const [name, terms] of [
    ["As usual", {}],
    ["End of month", { paymentTermsDays: "30", paymentTermsKind: "days-end-of-month" }],
  ] as const) {
    const fields = { name, country: "IE", key: freshId(), ...terms };
    expect((await registered.post(`${registered.base}/clients/new`, fields)).status()).toBe(302);
  }
  await open(`${registered.base}/invoices/new`);
  const due = page.getByLabel("Due date");
  await page.getByLabel("Client").selectOption("End of month");
  await page.getByLabel("Issue date").fill("2026-01-15");
  await fillLine(page, 1, { description: "Design", unitPrice: "100" });
  if (scripts) {
    await expect(due).toHaveValue("2026-02-28");
    await expect(due).toHaveAccessibleDescription("Follows the terms: 30 days, end of the month.");
    await due.fill("2026-03-10");
    await expect(due).toHaveAccessibleDescription(/Typed by hand. The terms say 28 Feb 2026/);
    await page.getByLabel("Client").selectOption("As usual");
    await expect(due).toHaveValue("2026-03-10");
    await press(page, "Follow the terms: 14 Feb 2026");
    await expect(due).toHaveValue("2026-02-14");
    await page.getByLabel("Client").selectOption("End of month");
    await expect(due).toHaveValue("2026-02-28");
  }
  await press(page, "Save draft");
  await expect(page.getByRole("status")).toContainText("The draft was saved.");
  await expect(page.getByText("Payable by 28 Feb 2026.")).toBeVisible();

  // Its own terms, folded behind what is agreed.
  await page.getByRole("link", { name: "Edit" }).click();
  const agreed = page.getByText("Due on 28 Feb 2026, 30 days, end of the month.");
  await expect(agreed).toBeVisible();
  await expect(page.getByLabel("Payment terms in days")).toBeHidden();
  await agreed.click();
  await page.getByLabel("Payment terms in days").fill("20");
  await page.getByLabel("Discount for paying early").fill("2");
  await page.getByLabel("Days of the discount").fill("30");
  await page
    .getByLabel("Payment terms in words")
    .fill("{percent} off until {discountDate}, else in {days} days.");
  allow(422);
  await press(page, "Save draft");
  await expect(page.getByLabel("Days of the discount")).toHaveAccessibleDescription(
    /The discount ends later than the invoice is due/,
  );
  await page.getByLabel("Days of the discount").fill("14");
  if (scripts)
    await expect(page.getByText("Due on 4 Feb 2026, 20 days; 2% less until 29 Jan 2026.")).toBeVisible();
  await press(page, "Save draft");
  await expect(page.getByText("2% off until 29 Jan 2026, else in 20 days.")).toBeVisible();
  await expect(page.getByText("2% less until 29 Jan 2026: €2.46 off, €120.54 to pay")).toBeVisible();

  // Typed by hand it stays, until it is emptied.
  await page.getByRole("link", { name: "Edit" }).click();
  await due.fill("2026-06-01");
  await press(page, "Save draft");
  await page.getByRole("link", { name: "Edit" }).click();
  await page.getByLabel("Issue date").fill("2026-01-20");
  await press(page, "Save draft");
  await page.getByRole("link", { name: "Edit" }).click();
  await expect(due).toHaveValue("2026-06-01");
  await expect(due).toHaveAccessibleDescription(/Typed by hand. The terms say 9 Feb 2026: 20 days/);
  await due.fill("");
  await press(page, "Save draft");
  await press(page, "Issue invoice");
  await expect(page.getByText("2% off until 3 Feb 2026, else in 20 days.")).toBeVisible();
});
