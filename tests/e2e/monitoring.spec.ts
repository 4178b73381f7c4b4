import { readdirSync, readFileSync } from "node:fs";
import { createClient } from "@libsql/client/http";
import { inRoot } from "../../scripts/lib/paths.mjs";
import { press } from "../support/e2e-forms";
import type { SinkEvent } from "../support/sentry-sink";
import { originalFile } from "../support/source-map";
import { expect, test } from "./own-stack";

// The stack is shared by what follows, and broken on the way.
test.describe.configure({ mode: "serial" });

const PERSONAL = /\bada\b|example\.com|Example & Co|Umbrella|hunter2|127\.0\.0\.1(?!:\d+\/42)/i;

/** Our own files that the stack leads to, the innermost first. */
const ourFiles = ({ exception }: SinkEvent): string[] =>
  (exception?.values ?? [])
    .flatMap(({ stacktrace }) => stacktrace?.frames.toReversed() ?? [])
    .filter(({ filename }) => filename && !filename.startsWith("node:"))
    .map(originalFile)
    .filter((file) => /^(app|db)\//.test(file));

test("a page that works loads nothing of Sentry", async ({ page, open, registered, sink }) => {
  const scripts: string[] = [];
  page.on("request", (request) => scripts.push(request.url()));
  await open(registered.base);
  await page.getByRole("link", { name: "Invoices" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Invoices");
  await page.waitForLoadState("networkidle");
  expect(scripts.filter((url) => /sentry|envelope/.test(url))).toEqual([]);
  expect(sink.events).toEqual([]);
});

test("a request that the page gave up is no error", async ({ page, open, registered, sink }) => {
  await open(registered.base);
  await page.evaluate(async () => {
    const asked = new AbortController();
    void fetch("/api/health", { signal: asked.signal });
    asked.abort();
    // A rejection that nobody handles is announced before the next frame.
    await new Promise(requestAnimationFrame);
  });
  await page.waitForLoadState("networkidle");
  expect(sink.events).toEqual([]);
});

test("an error of the browser arrives through this site, with a stack that leads to our files", async ({
  page,
  open,
  registered,
  sink,
  tolerate,
}) => {
  tolerate(/page error: password is hunter2/, /console error: /);
  const [client = ""] = await registered.storeClients("Umbrella Ltd");
  const invoice = await registered.storeInvoice(client);
  const response = await open(`${registered.base}/invoices/${invoice}/print`);
  await page.evaluate(() => {
    window.print = () => {
      throw new Error("password is hunter2 for ada@example.com");
    };
  });
  await press(page, "Print");
  const event = await sink.event(({ tags }) => tags?.where === "browser");
  expect(event).toMatchObject({
    type: "event",
    release: expect.stringMatching(/^[\w-]{7,40}$/),
    environment: "production",
    transaction: "/o/:id/invoices/:id/print",
    user: { id: expect.stringMatching(/^[0-9A-Z]{26}$/) },
    tags: { request_id: response?.headers()["x-request-id"] },
  });
  expect(ourFiles(event)).toContain("app/modules/invoices/document/print-button.tsx");
  expect(sink.raw.join("\n")).not.toMatch(PERSONAL);
});

test("an error of a loader arrives, after a click too, and the page shows the id of that very request", async ({
  page,
  open,
  registered,
  stack,
  sink,
  allow,
}) => {
  allow(500);
  const first = await open(registered.base);
  const client = createClient({ url: stack.databaseUrl });
  await client.execute("ALTER TABLE clients RENAME TO clients_gone");
  client.close();
  // The pointer over the link asks for the page once, the click once more.
  const failed: string[] = [];
  page.on("response", (response) => {
    if (response.status() === 500) failed.push(response.headers()["x-request-id"] ?? "");
  });
  await page.getByRole("link", { name: "Clients" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Something broke on our side");
  const requestId = await page.getByRole("main").locator("code").innerText();
  expect(failed).toContain(requestId);
  expect(requestId).not.toBe(first?.headers()["x-request-id"]);

  const event = await sink.event(({ tags }) => tags?.request_id === requestId);
  expect(event).toMatchObject({
    transaction: "routes/o.$tenant.clients._index",
    tags: { where: "loader", tenant: registered.tenantId },
  });
  expect(ourFiles(event)).toContain("db/client.server.ts");
  await expect
    .poll(stack.log)
    .toContainEqual(expect.objectContaining({ event: "error", requestId, where: "loader" }));
  await expect
    .poll(stack.log)
    .toContainEqual(expect.objectContaining({ event: "request", requestId, status: 500 }));

  await page.reload();
  const shown = await page.getByRole("main").locator("code").innerText();
  expect(shown).not.toBe(requestId);
  await expect.poll(stack.log).toContainEqual(expect.objectContaining({ event: "error", requestId: shown }));
});

test("an error of an action arrives, and nothing of what was typed", async ({
  page,
  open,
  registered,
  stack,
  sink,
  allow,
}) => {
  allow(500);
  await open(`${registered.base}/clients/new`);
  const client = createClient({ url: stack.databaseUrl });
  await client.execute("DROP TABLE idempotency_keys");
  client.close();
  await page.getByLabel("Name", { exact: true }).fill("Umbrella Ltd");
  await press(page, "Save client");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Something broke on our side");
  await expect(page.getByText("What you typed is kept in this page")).toBeVisible();
  const requestId = await page.getByRole("main").locator("code").innerText();
  const event = await sink.event(({ tags }) => tags?.request_id === requestId);
  expect(event).toMatchObject({ transaction: "routes/o.$tenant.clients.new", tags: { where: "action" } });
  expect(ourFiles(event)).toContain("db/tenant-db.ts");
  expect(sink.raw.join("\n")).not.toMatch(PERSONAL);
  expect(JSON.stringify(stack.log())).not.toMatch(PERSONAL);
});

test("no source map is served, and none is named", async ({ request }) => {
  const assets = readdirSync(inRoot("build", "client", "assets"));
  expect(assets.filter((name) => name.endsWith(".map"))).toEqual([]);
  for (const name of assets.filter((each) => /\.(js|css)$/.test(each)))
    expect(readFileSync(inRoot("build", "client", "assets", name), "utf8"), name).not.toContain(
      "sourceMappingURL",
    );
  const [script = ""] = assets.filter((name) => name.startsWith("entry.client"));
  expect((await request.get(`/assets/${script}`)).status()).toBe(200);
  for (const path of [`/assets/${script}.map`, "/maps/assets", "/index.js.map", "/entry.worker.js.map"])
    expect((await request.get(path)).status(), path).toBe(404);
});
