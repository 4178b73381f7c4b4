import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { AxeResults } from "axe-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const WIDTHS = [1280, 360];

/** What axe finds on the page as it is now: rule, where, why. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate(async (tags) => {
    // A colour on its way to another has any contrast. It is brought to its end: a page that draws no frame never comes there by itself.
    for (const animation of document.getAnimations()) animation.finish();
    const axe = Reflect.get(window, "axe") as typeof import("axe-core");
    return (await axe.run(document, { runOnly: tags, resultTypes: ["violations"] })) as AxeResults;
  }, TAGS);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

/** How far the page is wider than the window. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/**
 * Expects that axe finds nothing in light and dark, on a client and on a phone, and that no page scrolls sideways. The page is not
 * loaded again in between: what was typed into it stays, and the limiter counts one request.
 */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  // By the debugger, since the page's own policy keeps foreign scripts out.
  await page.evaluate(source);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    expect.soft(await overflow(page), `${name} at ${width}: wider than the window`).toBe(0);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect.soft(await findings(page), `${name} at ${width}, ${colorScheme}`).toEqual([]);
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}
