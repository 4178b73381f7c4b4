import { press } from "../support/e2e-forms";
import { line } from "../support/e2e-person";
import { expect, test } from "./fixtures";

const names = Array.from({ length: 60 }, (_, i) => `Client ${String(i + 1).padStart(2, "0")}`);

test("sixty clients are two pages, and Back, reload and a bookmark show the same one", async ({
  page,
  open,
  registered,
}) => {
  await registered.storeClients(...names.toReversed());
  await open(`${registered.base}/clients`);
  const rows = page.getByRole("rowheader");
  await expect(rows).toHaveText(names.slice(0, 50));
  await expect(page.getByRole("link", { name: "Previous" })).toHaveCount(0);

  await page.getByRole("link", { name: "Next" }).click();
  await expect(rows).toHaveText(names.slice(50));
  await expect(page.getByRole("link", { name: "Next" })).toHaveCount(0);
  const bookmark = page.url();

  await page.getByRole("link", { name: "Client 55" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Client 55");
  await page.goBack();
  await expect(rows).toHaveText(names.slice(50));
  await page.reload();
  await expect(rows).toHaveText(names.slice(50));
  await open(bookmark);
  await expect(rows).toHaveText(names.slice(50));

  await page.getByRole("link", { name: "Previous" }).click();
  await expect(rows).toHaveText(names.slice(0, 50));
});

test("a search finds the beginnings of words, whatever the case, by name", async ({
  page,
  open,
  registered,
}) => {
  await registered.storeClients("Alpha GmbH", "Beta Ltd", "Alphabet & Co", "100% Cotton");
  await open(`${registered.base}/clients`);
  const rows = page.getByRole("rowheader");
  const search = async (text: string) => {
    await page.getByLabel("Search", { exact: true }).fill(text);
    await press(page, "Apply");
  };
  await search("aLPHA");
  await expect(rows).toHaveText(["Alpha GmbH", "Alphabet & Co"]);
  await expect(page).toHaveURL(/search=aLPHA/);
  await search("100% cott");
  await expect(rows).toHaveText(["100% Cotton"]);
  await search("nobody at all");
  await expect(page.getByText("No client matches")).toBeVisible();
  await page.getByRole("link", { name: "Clear" }).click();
  await expect(rows).toHaveCount(4);
});

test("an archived client is out of the list and of new invoices, and comes back", async ({
  page,
  open,
  registered,
}) => {
  await registered.storeClients("Staying Ltd", "Leaving Ltd");
  await open(`${registered.base}/clients`);
  await page.getByRole("link", { name: "Leaving Ltd" }).click();
  await press(page, "Archive");
  await expect(page.getByRole("status")).toContainText("The client was archived.");
  await page.getByRole("link", { name: "Clients" }).first().click();
  await expect(page.getByRole("rowheader")).toHaveText(["Staying Ltd"]);
  await page.getByLabel("Show", { exact: true }).selectOption({ label: "Show archived" });
  await press(page, "Apply");
  await expect(page.getByRole("row", { name: "Leaving Ltd" })).toContainText("Archived");

  await open(`${registered.base}/invoices/new`);
  await expect(page.getByLabel("Client").getByRole("option")).toHaveText(["Choose a client", "Staying Ltd"]);

  await open(`${registered.base}/clients?archived=yes`);
  await page.getByRole("link", { name: "Leaving Ltd" }).click();
  await press(page, "Bring back");
  await expect(page.getByRole("status")).toContainText("The client is back in the list.");
});

test("invoices are filtered by status, client and dates, and sorted by due date", async ({
  page,
  open,
  registered,
}) => {
  const [first = "", second = ""] = await registered.storeClients("First Ltd", "Second Ltd");
  const issued = { intent: "issue", issueDate: "2025-01-10" };
  await registered.storeInvoice(first, { ...issued, dueDate: "2025-03-01", lines: [line("Old", "1")] });
  await registered.storeInvoice(second, { ...issued, dueDate: "2025-02-01", lines: [line("Older", "2")] });
  await registered.storeInvoice(first, {
    issueDate: "2025-06-01",
    dueDate: "2025-07-01",
    lines: [line("New", "3")],
  });

  await open(`${registered.base}/invoices`);
  const rows = page.getByRole("rowheader");
  await expect(rows).toHaveCount(3);
  await page.getByRole("columnheader", { name: "Due" }).getByRole("link").click();
  await expect(rows).toHaveText(["INV-2025-0002", "INV-2025-0001", "Draft"]);
  await page.getByRole("columnheader", { name: "Due" }).getByRole("link").click();
  await expect(rows).toHaveText(["Draft", "INV-2025-0001", "INV-2025-0002"]);
  await expect(page.getByRole("columnheader", { name: "Due" })).toHaveAttribute("aria-sort", "descending");

  await page.getByLabel("Status").selectOption({ label: "Overdue" });
  await press(page, "Apply");
  await expect(rows).toHaveCount(2);
  await page.getByLabel("Client").selectOption({ label: "Second Ltd" });
  await press(page, "Apply");
  await expect(rows).toHaveText(["INV-2025-0002"]);
  await page.reload();
  await expect(page.getByLabel("Client")).toHaveValue(second);
  await expect(rows).toHaveText(["INV-2025-0002"]);

  await page.getByRole("link", { name: "Clear" }).click();
  await expect(rows).toHaveCount(3);
  await page.getByLabel("Issued from").fill("2025-05-01");
  await press(page, "Apply");
  await expect(rows).toHaveText(["Draft"]);
  await page.goBack();
  await expect(rows).toHaveCount(3);

  await page.getByLabel("Search", { exact: true }).fill("2025-0002 second");
  await press(page, "Apply");
  await expect(rows).toHaveText(["INV-2025-0002"]);
  await page.getByLabel("Search", { exact: true }).fill("old");
  await press(page, "Apply");
  await expect(rows).toHaveText(["INV-2025-0002", "INV-2025-0001"]);
});
