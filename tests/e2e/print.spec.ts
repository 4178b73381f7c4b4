import { line } from "../support/e2e-person";
import { expect, test } from "./fixtures";

const pagesOf = (pdf: Buffer) => pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

test("the page for printing has the invoice and nothing of the app around it", async ({
  page,
  open,
  registered,
}) => {
  const [client = ""] = await registered.storeClients("Paper Ltd");
  const invoice = await registered.storeInvoice(client, { intent: "issue" });
  await open(`${registered.base}/invoices/${invoice}`);
  await page.getByRole("link", { name: "Print" }).click();
  await expect(page).toHaveURL(/\/print$/);
  const paper = page.getByRole("article");
  await expect(paper).toContainText("Paper Ltd");
  await expect(paper).toContainText("Amount due (EUR)");
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page).toHaveTitle(/^INV-\d{4}-0001$/);

  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("link", { name: "Back" })).toBeHidden();
  await expect(paper).toBeVisible();
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("link", { name: "Back" }).click();
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
});

test("the invoice's own page prints without the app too", async ({ page, open, registered }) => {
  const [client = ""] = await registered.storeClients("Paper Ltd");
  const invoice = await registered.storeInvoice(client, { intent: "issue" });
  await open(`${registered.base}/invoices/${invoice}`);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Mark as paid" })).toBeHidden();
  await expect(page.getByRole("article")).toBeVisible();
});

for (const format of ["A4", "Letter"] as const) {
  test(`an invoice of fifty lines fits ${format}: every page is full width, no line is lost`, async ({
    page,
    open,
    registered,
  }) => {
    const [client = ""] = await registered.storeClients("Long Paper Ltd");
    const lines = Array.from({ length: 50 }, (_, i) => line(`Work of day ${i + 1}`, "80.25"));
    const invoice = await registered.storeInvoice(client, { intent: "issue", lines });
    await open(`${registered.base}/invoices/${invoice}/print`);
    await expect(page.getByRole("rowheader")).toHaveCount(50);
    const pages = pagesOf(await page.pdf({ format }));
    expect(pages).toBeGreaterThanOrEqual(2);
    expect(pages).toBeLessThanOrEqual(4);
  });
}
