import { fillLine, lineOf, press, totalsOf } from "../support/e2e-forms";
import { expect, test } from "./fixtures";

// The business is Irish: it writes 1,234.50.

test("what was understood of a number stands beside its field, and what is no number here is a question", async ({
  page,
  open,
  registered,
  allow,
  javaScriptEnabled,
}) => {
  allow(422);
  const [client = ""] = await registered.storeClients("Numbers Ltd");
  await open(`${registered.base}/invoices/new?client=${client}`);
  const quantity = lineOf(page, 1).getByLabel("Quantity");
  const price = lineOf(page, 1).getByLabel("Unit price");
  await fillLine(page, 1, {
    description: "Steel\nby the kilogram",
    quantity: "1,234",
    unitPrice: "1.234,50",
  });
  // Without scripts any button of the form brings what is said beside a field.
  if (javaScriptEnabled === false) await press(page, "Add line");
  await expect(quantity).toHaveAccessibleDescription("Read as 1,234.00, not as 1.234.");
  await expect(price).toHaveAccessibleDescription("Did you mean 1,234.5? Then write it like that.");
  await press(page, "Save draft");
  await expect(price).toHaveAttribute("aria-invalid", "true");
  await expect(price).toHaveAccessibleDescription("Did you mean 1,234.5? Then write it like that.");

  await price.fill("2,5");
  if (javaScriptEnabled === false) await press(page, "Add line");
  await expect(price).toHaveAccessibleDescription("Read as 2.5.");
  await press(page, "Save draft");
  await expect(page.getByRole("status")).toContainText("The draft was saved.");
  await expect(page.getByRole("rowheader", { name: /Steel\s+by the kilogram/ })).toBeVisible();
  expect((await totalsOf(page)).at(-1)).toBe("Amount due (EUR): 3,794.55");
  const note = page.getByRole("note").filter({ hasText: "Line 1, quantity" });
  await expect(note).toHaveCount(javaScriptEnabled === false ? 1 : 0);

  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await expect(lineOf(page, 1).getByLabel("Description")).toHaveValue("Steel\nby the kilogram");
  await expect(quantity).toHaveValue("1,234");
  await expect(quantity).toHaveAccessibleDescription("");
});
