import { fillLine, press } from "../support/e2e-forms";
import { freshId } from "../support/e2e-person";
import { expect, test } from "./fixtures";

test("the client's reference comes with the client that is chosen, and what was typed stays", async ({
  page,
  open,
  registered,
  javaScriptEnabled,
}) => {
  for (const [name, buyerReference] of [
    ["Asks", "PO 7"],
    ["Asks otherwise", "PO 8"],
  ] as const) {
    const fields = { name, country: "IE", buyerReference, key: freshId() };
    expect((await registered.post(`${registered.base}/clients/new`, fields)).status()).toBe(302);
  }
  await open(`${registered.base}/invoices/new`);
  const [client, reference] = [page.getByLabel("Client"), page.getByLabel("Buyer reference")];
  for (const [name, theirs] of [
    ["Asks", "PO 7"],
    ["Asks otherwise", "PO 8"],
    ["Asks", "PO 7"],
  ] as const) {
    await client.selectOption({ label: name });
    await expect(reference).toHaveValue(javaScriptEnabled === false ? "" : theirs);
  }
  await reference.fill("Mine");
  await client.selectOption({ label: "Asks otherwise" });
  await expect(reference).toHaveValue("Mine");
  await fillLine(page, 1, { description: "Work", unitPrice: "10" });
  await press(page, "Save draft");
  await expect(page.getByRole("status")).toContainText("The draft was saved.");
  await expect(page.getByText("Mine", { exact: true }).first()).toBeVisible();
});
