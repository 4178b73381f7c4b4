import type { Page } from "@playwright/test";

/**
 * Waits until React has taken over the page that just loaded. Before that the page works as it does without JavaScript, which
 * the `no-js` project tests.
 */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const key = Object.keys(document).find((name) => name.startsWith("__reactContainer$"));
    const root = key ? Reflect.get(document, key)?.stateNode?.current?.memoizedState : undefined;
    return root && !root.isDehydrated;
  });
  // Effects run after the paint.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
}
