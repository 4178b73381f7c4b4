import type { Locator, Page } from "@playwright/test";
import { lineOf, totalsOf } from "../support/e2e-forms";
import { expect, test } from "./fixtures";

const isFocused = (control: Locator) => control.evaluate((element) => element === document.activeElement);

/** Presses Tab until the control has the focus; each stop on the way must show where the focus is. */
async function tabTo(page: Page, control: Locator) {
  for (let stops = 0; stops < 40; stops += 1) {
    await page.keyboard.press("Tab");
    const shown = await page.evaluate(() => {
      const focused = document.activeElement ?? document.body;
      const { outlineStyle, outlineWidth } = getComputedStyle(focused);
      // Inside a date's control the browser marks the part that has the focus by itself.
      const isShown =
        (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) || focused.matches("[type=date]");
      return isShown || `${focused.outerHTML.slice(0, 200)} ${outlineStyle} ${outlineWidth}`;
    });
    expect(shown, "the focus can be seen").toBe(true);
    if (await isFocused(control)) return;
  }
  throw new Error("Forty times Tab, and the control still has no focus.");
}

test("the skip link is the first stop and leads past the navigation", async ({ page, open, registered }) => {
  await open(`${registered.base}/clients`);
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#main$/);
  await tabTo(page, page.getByRole("link", { name: "New client" }).first());
});

test("an invoice can be written and saved by the keyboard alone", async ({ page, open, registered }) => {
  const [client = ""] = await registered.storeClients("Keyboard Ltd");
  await open(`${registered.base}/invoices/new`);
  const type = async (label: string, text: string, number: number) => {
    await tabTo(page, lineOf(page, number).getByLabel(label, { exact: true }));
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type(text);
  };
  await tabTo(page, page.getByLabel("Client"));
  await page.keyboard.type("Keyb");
  await expect(page.getByLabel("Client")).toHaveValue(client);
  await type("Description", "Typing", 1);
  await type("Quantity", "2", 1);
  await type("Unit price", "10.50", 1);
  await tabTo(page, page.getByRole("button", { name: "Add line" }));
  await page.keyboard.press("Enter");
  await expect(lineOf(page, 2)).toBeVisible();
  await lineOf(page, 1).getByLabel("Discount").focus();
  await type("Description", "More typing", 2);
  await type("Unit price", "4", 2);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("status")).toContainText("The draft was saved.");
  expect((await totalsOf(page)).at(-1)).toBe("Amount due (EUR): 30.75");
});

test("the user menu opens, and closes where scripts run, by the keyboard", async ({
  page,
  open,
  registered,
  javaScriptEnabled,
}) => {
  await open(`${registered.base}/invoices`);
  const menu = page.locator("summary", { hasText: "Ada Example" });
  await tabTo(page, menu);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Log out" })).toBeVisible();
  await page.keyboard.press(javaScriptEnabled === false ? "Enter" : "Escape");
  await expect(page.getByRole("button", { name: "Log out" })).toBeHidden();
  await expect(menu).toBeFocused();
});
