import { columnOf, fillLine, lineOf, press, totalsOf } from "../support/e2e-forms";
import { expect, test } from "./fixtures";

test("adding, moving and removing lines keeps everything that was typed", async ({
  page,
  open,
  registered,
}) => {
  await registered.storeClients("Lines Ltd");
  await open(`${registered.base}/invoices/new`);
  const descriptions = () => columnOf(page, "Description");
  await page.getByLabel("Note", { exact: true }).fill("Not yet saved");
  await page.getByLabel("Client").selectOption({ label: "Lines Ltd" });
  await fillLine(page, 1, { description: "One", unitPrice: "no price", discount: "1%" });
  await press(page, "Add line");
  await fillLine(page, 2, { description: "Two", quantity: "22", taxRate: "VAT 0%" });
  await press(page, "Add line");
  await fillLine(page, 3, { description: "Three", unitPrice: "3.33", taxRate: "VAT 23%" });

  await press(page, "Move line 3 up");
  await expect.poll(descriptions).toEqual(["One", "Three", "Two"]);
  await press(page, "Move line 1 down");
  await expect.poll(descriptions).toEqual(["Three", "One", "Two"]);
  expect(await columnOf(page, "Unit price")).toEqual(["3.33", "no price", ""]);
  expect(await columnOf(page, "Quantity")).toEqual(["1", "1", "22"]);
  expect(await columnOf(page, "Tax rate")).toEqual(["S-230000", "S-230000", "Z-0"]);
  expect(await columnOf(page, "Discount")).toEqual(["", "1%", ""]);

  await press(page, "Remove line 1");
  await expect.poll(descriptions).toEqual(["One", "Two"]);
  expect(await columnOf(page, "Unit price")).toEqual(["no price", ""]);
  await expect(page.getByLabel("Note", { exact: true })).toHaveValue("Not yet saved");
  await expect(page.getByRole("button", { name: "Move line 1 up" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Move line 2 down" })).toHaveCount(0);
});

test("Enter in a field saves a draft and removes no line", async ({ page, open, registered }) => {
  const [client = ""] = await registered.storeClients("Enter Ltd");
  await open(`${registered.base}/invoices/new?client=${client}`);
  await fillLine(page, 1, { description: "First", unitPrice: "10" });
  await press(page, "Add line");
  await fillLine(page, 2, { description: "Second", unitPrice: "20" });
  await lineOf(page, 2).getByLabel("Quantity").press("Enter");
  await expect(page.getByRole("status")).toContainText("The draft was saved.");
  await expect(page.getByRole("rowheader", { name: "First" })).toBeVisible();
  await expect(page.getByRole("rowheader", { name: "Second" })).toBeVisible();
  await expect(page.getByText("Draft: without a number")).toBeVisible();
});

test("the sum is what the server will store, at once where scripts run", async ({
  page,
  open,
  registered,
  javaScriptEnabled,
}) => {
  await registered.storeClients("Sum Ltd");
  await open(`${registered.base}/invoices/new`);
  await expect(page.getByText("The total appears here")).toBeVisible();
  await fillLine(page, 1, { description: "Third of three", quantity: "3", unitPrice: "33.335" });
  // Without scripts any button of the form brings the sum.
  if (javaScriptEnabled === false) await press(page, "Add line");
  await expect
    .poll(() => totalsOf(page))
    .toEqual(["Net: €100.01", "Tax 23% on €100.01: €23.00", "Total due: €123.01"]);

  await page.getByLabel("Discount on everything").fill("10");
  if (javaScriptEnabled === false) await press(page, "Add line");
  await expect
    .poll(() => totalsOf(page))
    .toEqual([
      "Lines: €100.01",
      "Discount: −€10.00",
      "Net: €90.01",
      "Tax 23% on €90.01: €20.70",
      "Total due: €110.71",
    ]);

  await page.getByLabel("Client").selectOption({ label: "Sum Ltd" });
  await press(page, "Save draft");
  await expect(page.getByRole("status")).toContainText("The draft was saved.");
  expect((await totalsOf(page)).at(-1)).toBe("Amount due (EUR): 110.71");
});
