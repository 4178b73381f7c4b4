import { freshId, line, register } from "../support/e2e-person";
import { expect, test } from "./fixtures";

const invoiceForm = (client: string, lines: readonly Record<string, string>[]) => ({
  key: freshId(),
  intent: "draft",
  client,
  issueDate: "2026-05-10",
  currency: "EUR",
  ...Object.fromEntries(
    lines.flatMap((each, i) => Object.entries(each).map(([name, value]) => [`lines[${i}].${name}`, value])),
  ),
});

for (const count of [201, 10_000]) {
  test(`${count} lines are refused and nothing is stored`, async ({ page, open, registered }) => {
    const [client = ""] = await registered.storeClients("Long Ltd");
    const lines = Array.from({ length: count }, (_, i) =>
      i < 201 ? line(`Line ${i}`, "1") : { description: "x" },
    );
    const answer = await registered.post(`${registered.base}/invoices/new`, invoiceForm(client, lines));
    expect(answer.status()).toBe(422);
    expect(await answer.text()).toContain("An invoice can have at most 200 lines.");
    await open(`${registered.base}/invoices`);
    await expect(page.getByText("No invoices yet")).toBeVisible();
  });
}

test("a client of another business can't be invoiced, and nothing is stored", async ({
  page,
  open,
  registered,
  browser,
}) => {
  await registered.storeClients("Own Ltd");
  const otherBrowser = await browser.newContext();
  const [foreign = ""] = await (await register(otherBrowser)).storeClients("Foreign Secret Ltd");
  await otherBrowser.close();
  const answer = await registered.post(
    `${registered.base}/invoices/new`,
    invoiceForm(foreign, [line("Theft", "1")]),
  );
  expect(answer.status()).toBe(422);
  const text = await answer.text();
  expect(text).toContain("Choose a client of this business that is not archived.");
  expect(text).not.toContain("Foreign Secret");
  await open(`${registered.base}/invoices`);
  await expect(page.getByText("No invoices yet")).toBeVisible();
});
