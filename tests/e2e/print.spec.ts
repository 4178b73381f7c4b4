import { textOfPages } from "../support/e2e-pdf";
import { line } from "../support/e2e-person";
import { expect, test } from "./fixtures";

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
    const pages = textOfPages(await page.pdf({ format }));
    expect(pages.length).toBeGreaterThanOrEqual(2);
    expect(pages.length).toBeLessThanOrEqual(4);
    for (let day = 1; day <= 50; day += 1) expect(pages.join("")).toContain(`Work of day ${day}\n`);
    const number = await page.title();
    expectEachPage(pages, `Invoice ${number} · Example & Co`);
  });
}

/** What is printed says on each page which document it is, and how many pages there are. */
function expectEachPage(pages: readonly string[], name: string) {
  const read = (text: string) => text.replaceAll(/\s+/g, "");
  for (const [index, text] of pages.entries()) {
    expect(read(text)).toContain(read(name));
    expect(read(text)).toContain(read(`Page ${index + 1} of ${pages.length}`));
  }
}

test("whatever is printed says on each page which document it is, and page n of m", async ({
  page,
  open,
  registered,
}) => {
  const [client = ""] = await registered.storeClients(
    ...Array.from({ length: 55 }, (_, i) => `Client ${i + 1}`),
  );
  const lines = Array.from({ length: 40 }, (_, i) => line(`Work of day ${i + 1}`, "80.25"));
  const [sent, draft] = [
    await registered.storeInvoice(client, { intent: "issue", lines }),
    await registered.storeInvoice(client, { lines }),
  ];
  const { base } = registered;
  await open(`${base}/invoices/${sent}/print`);
  const number = await page.title();
  for (const [path, name, most = 99] of [
    [`/invoices/${sent}/print`, `Invoice ${number} · Example & Co`],
    [`/invoices/${sent}`, `Invoice ${number} · Example & Co`],
    [`/invoices/${draft}/print`, "Invoice (draft) · Example & Co"],
    ["/clients", "Clients · Example & Co"],
    [`/clients/${client}`, "Client 1 · Example & Co", 1],
    ["/activity", "Activity · Example & Co"],
    ["/settings", "Settings · Business · Example & Co"],
    ["/settings/payment", "Settings · Payment · Example & Co", 1],
  ] as const) {
    await open(base + path);
    const pages = textOfPages(await page.pdf({ format: "A5" }));
    if (most > 1) expect(pages.length, path).toBeGreaterThan(1);
    expectEachPage(pages, name);
  }
});

test("a paid invoice says that it is paid, and that nothing is due", async ({ page, open, registered }) => {
  const [client = ""] = await registered.storeClients("Paper Ltd");
  const invoice = await registered.storeInvoice(client, { intent: "issue" });
  await open(`${registered.base}/invoices/${invoice}`);
  const totals = page.getByRole("region", { name: "Totals" });
  await expect(totals).toContainText(/Amount due \(EUR\)\s*123\.00/);
  await page.getByRole("button", { name: "Mark as paid" }).click();
  await expect(totals).toContainText(/Total\s*123\.00\s*Paid on .*\s*−123\.00\s*Amount due \(EUR\)\s*0\.00/);
  await page.getByRole("link", { name: "Print" }).click();
  await expect(page).toHaveURL(/\/print$/);
  await expect(totals).toContainText(/Amount due \(EUR\)\s*0\.00/);
});
