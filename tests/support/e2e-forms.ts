import type { Locator, Page } from "@playwright/test";

interface TypedLine {
  description?: string;
  quantity?: string;
  unitPrice?: string;
  /** The option's words. */
  taxRate?: string;
  discount?: string;
}

/** The controls of an invoice's line, from 1. */
export const lineOf = (page: Page, number: number): Locator =>
  page.getByRole("group", { name: `Line ${number}`, exact: true });

/** Types into an invoice's line, from 1; what is left out stays as it is. */
export async function fillLine(page: Page, number: number, typed: TypedLine): Promise<void> {
  const line = lineOf(page, number);
  const texts = {
    Description: typed.description,
    Quantity: typed.quantity,
    "Unit price": typed.unitPrice,
    Discount: typed.discount,
  };
  for (const [label, text] of Object.entries(texts)) {
    if (text !== undefined) await line.getByLabel(label, { exact: true }).fill(text);
  }
  if (typed.taxRate) await line.getByLabel("Tax rate").selectOption({ label: typed.taxRate });
}

/** What stands in one column of the lines, from the top. */
export const columnOf = (page: Page, label: string): Promise<string[]> =>
  page
    .getByLabel(label, { exact: true })
    .evaluateAll((controls) => controls.map((control) => (control as HTMLInputElement).value));

/** Presses the button of this name; the invoice form has one more Save draft, hidden, for the Enter key. */
export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole("button", { name, exact: true }).click();

/** What a sum says: the words of each row of the totals with its amount, spaces made plain. */
export async function totalsOf(page: Page): Promise<string[]> {
  const rows = await page.getByRole("region", { name: "Totals" }).locator("dl > div").all();
  const texts = await Promise.all(
    rows.map(async (row) =>
      [await row.locator("dt").innerText(), await row.locator("dd").innerText()].join(": "),
    ),
  );
  return texts.map((text) => text.replaceAll(" ", " "));
}
