import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { press } from "../support/e2e-forms";
import { freshId } from "../support/e2e-person";
import { expect, test } from "./fixtures";

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;");

/** A stranger's page with a form that goes to another address. */
const stranger = (action: string, fields: Record<string, string>): string => {
  const hidden = Object.entries(fields).map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  return `<!doctype html><html lang="en"><title>You have won</title>
    <form method="post" action="${escaped(action)}">${hidden.join("")}<button>Collect</button></form></html>`;
};

let server: Server;
let port = 0;
const pages = new Map<string, string>();

test.beforeAll(async () => {
  server = createServer((request, response) => {
    const page = pages.get(request.url ?? "");
    response.writeHead(page ? 200 : 204, { "Content-Type": "text/html; charset=utf-8" }).end(page);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});

test.afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => void server.close(resolve));
});

// To a browser another port of the same name is the same site: the session's SameSite=Lax cookie goes along, and only our own
// check is left. Another name is another site.
const ORIGINS = { "same-site": "localhost", "cross-site": "127.0.0.1" };

for (const [site, host] of Object.entries(ORIGINS)) {
  test(`a form on another origin (${site}) creates nothing and logs nobody out`, async ({
    page,
    open,
    registered,
    allow,
    baseURL,
  }) => {
    allow(403);
    const fields = { key: freshId(), name: "Forged Ltd", country: "IE" };
    for (const path of [`${registered.base}/clients/new`, "/logout"]) {
      const address = `/${freshId()}`;
      pages.set(address, stranger(`${baseURL}${path}`, path === "/logout" ? {} : fields));
      await page.goto(`http://${host}:${port}${address}`);
      const answered = page.waitForResponse((response) => response.request().method() === "POST");
      await press(page, "Collect");
      const answer = await answered;
      expect(answer.status(), path).toBe(403);
      const sent = await answer.request().allHeaders();
      expect(sent["sec-fetch-site"], path).toBe(site);
      expect(sent.origin, path).toBe(`http://${host}:${port}`);
      expect(Boolean(sent.cookie?.includes("__Host-session=")), path).toBe(site === "same-site");
      expect(answer.headers()["set-cookie"], path).toBeUndefined();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("You can't do that here");
    }

    await open(`${registered.base}/clients`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Clients");
    await expect(page.getByText("No clients yet")).toBeVisible();

    // The very same fields from the site itself are a client: it is where they came from that was refused.
    expect((await registered.post(`${registered.base}/clients/new`, fields)).status()).toBe(302);
    await open(`${registered.base}/clients`);
    await expect(page.getByText("Forged Ltd").first()).toBeVisible();
  });
}
