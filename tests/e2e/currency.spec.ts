import { fillLine, press } from "../support/e2e-forms";
import { freshId } from "../support/e2e-person";
import { expect, test } from "./fixtures";

// The business invoices in euros, one of its clients wants dollars.

test("the currency follows the client, there and back, until somebody chooses one by hand", async ({
  page,
  open,
  registered,
  allow,
  javaScriptEnabled,
}) => {
  allow(422);
  await registered.storeClients("Plain Ltd");
  const dollars = { name: "Dollar Inc", country: "US", currency: "USD", key: freshId() };
  expect((await registered.post(`${registered.base}/clients/new`, dollars)).status()).toBe(302);
  await open(`${registered.base}/invoices/new`);
  const client = page.getByLabel("Client");
  const currency = page.getByLabel("Currency");
  await client.selectOption("Dollar Inc");
  await fillLine(page, 1, { description: "Design", quantity: "1", unitPrice: "100" });
  if (javaScriptEnabled === false) {
    // Without scripts it is asked about once: nothing is stored in a currency that nobody saw.
    await press(page, "Save draft");
    await expect(currency).toHaveAccessibleDescription(/USD/);
    await expect(currency).toHaveValue("USD");
    await press(page, "Save draft");
  } else {
    await expect(currency).toHaveValue("USD");
    await client.selectOption("Plain Ltd");
    await expect(currency).toHaveValue("EUR");
    await currency.selectOption("GBP");
    await client.selectOption("Dollar Inc");
    await expect(currency).toHaveValue("GBP");
    await currency.selectOption("USD");
    await press(page, "Save draft");
  }
  await expect(page.getByRole("status")).toContainText("The draft was saved.");
  await expect(page.getByText("Amount due (USD)")).toBeVisible();
});
