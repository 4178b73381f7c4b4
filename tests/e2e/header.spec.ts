import type { Locator, Page } from "@playwright/test";
import { register } from "../support/e2e-person";
import { expect, test } from "./fixtures";

const WIDTHS = Array.from({ length: 25 }, (_, i) => 320 + 40 * i);
const LONG = "Gesellschaft für wirtschaftliche Zusammenarbeit und Entwicklungsplanung mbH & Co. KG";

interface Box {
  readonly what: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

async function boxOf(locator: Locator, what: string): Promise<Box> {
  const box = await locator.boundingBox();
  if (!box || box.width === 0) throw new Error(`${what} is not there.`);
  const { x, y, width, height } = box;
  return { what, left: x, top: y, right: x + width, bottom: y + height };
}

const overlap = (a: Box, b: Box) =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;

/** What of the header lies over something else of it, or outside of the screen, at each width. */
async function faultsOf(page: Page, links: readonly string[]): Promise<string[]> {
  const faults: string[] = [];
  const [header, nav] = [page.getByRole("banner"), page.getByRole("navigation", { name: "Main" })];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const boxes = [
      await boxOf(header.getByRole("link").first(), "the business"),
      ...(await Promise.all(links.map((name) => boxOf(nav.getByRole("link", { name, exact: true }), name)))),
      await boxOf(header.locator("summary"), "the menu"),
    ];
    for (const [index, box] of boxes.entries()) {
      if (box.left < 0 || box.right > width) faults.push(`${width}: ${box.what} is cut`);
      for (const other of boxes.slice(index + 1))
        if (overlap(box, other)) faults.push(`${width}: ${other.what} lies over ${box.what}`);
    }
    const scrolled = await page.evaluate(() => document.documentElement.scrollWidth);
    if (scrolled > width) faults.push(`${width}: the page is ${scrolled} px wide`);
  }
  return faults;
}

const MENU = ["Dashboard", "Invoices", "Clients", "Activity", "Settings"];

test("no part of the header covers another from 320 to 1280 px, with short names and with long ones", async ({
  page,
  context,
  open,
}) => {
  for (const named of [{}, { name: `Dr. ${LONG}`, businessName: LONG }]) {
    await context.clearCookies();
    const person = await register(context, context.request, named);
    await open(`${person.base}/invoices`);
    expect(await faultsOf(page, MENU)).toEqual([]);
  }
});

test("a long name covers nothing on the pages of somebody with two businesses", async ({
  page,
  context,
  browser,
  open,
}) => {
  const elsewhere = await browser.newContext();
  const other = await register(elsewhere, elsewhere.request, { businessName: `Second ${LONG}` });
  await elsewhere.close();
  const person = await register(context, context.request, { name: LONG, businessName: LONG });
  await person.join(other);
  await open("/settings");
  expect(await faultsOf(page, [LONG, `Second ${LONG}`])).toEqual([]);
});
