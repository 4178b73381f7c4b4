import { expectAccessible } from "../support/e2e-axe";
import { fillLine, press } from "../support/e2e-forms";
import { freshId, line, type Person } from "../support/e2e-person";
import { PASSWORD } from "../support/password";
import { expect, test } from "./fixtures";

/** A business with something of every kind in it. */
async function fill(person: Person) {
  const [client = "", archived = ""] = await person.storeClients(
    "Long & Winding Name of a Client Company GmbH",
    "Old Ltd",
  );
  const lines = [
    line("Design", "410.50", { quantity: "3", discount: "5%" }),
    line("Book", "19.99", { taxRate: "Z-0" }),
  ];
  const draft = await person.storeInvoice(client, { lines, note: "Thank you.", internalNote: "Call them." });
  const sent = await person.storeInvoice(client, { intent: "issue", lines });
  await person.storeInvoice(archived, { intent: "issue", issueDate: "2025-01-10", dueDate: "2025-01-20" });
  return { client, draft, sent };
}

test("pages without a session are accessible", async ({ page, open, allow }) => {
  allow(404, 422);
  for (const path of ["/", "/login", "/register", "/logout", "/nothing/here"]) {
    await open(path);
    await expectAccessible(page, path);
  }
  await open("/register");
  await press(page, "Create account");
  await expect(page.getByRole("alert")).toBeVisible();
  await expectAccessible(page, "/register with errors");
  await open("/login");
  await page.getByLabel("Email").fill(`nobody-${freshId()}@example.com`);
  await page.getByLabel("Password").fill(PASSWORD);
  await press(page, "Log in");
  await expect(page.getByRole("alert")).toBeVisible();
  await expectAccessible(page, "/login refused");
});

test("the pages of a new business are accessible", async ({ page, open, registered, allow }) => {
  allow(404);
  for (const path of [
    "",
    "/clients",
    "/invoices",
    "/invoices/new",
    "/numbers",
    "/clients?search=nobody",
    "/nothing",
  ]) {
    await open(registered.base + path);
    await expectAccessible(page, `a new business's ${path}`);
  }
});

test("overviews and lists are accessible", async ({ page, open, registered }) => {
  const { client } = await fill(registered);
  for (const path of [
    "",
    "/clients",
    `/clients/${client}`,
    "/invoices?sort=due",
    "/invoices?status=paid",
    "/activity",
    "/numbers",
  ]) {
    await open(registered.base + path);
    await expectAccessible(page, path);
  }
  await page.locator("summary", { hasText: "Ada Example" }).click();
  await expectAccessible(page, "the user menu");
});

test("an invoice is accessible as draft, sent, paid, archived and on paper", async ({
  page,
  open,
  registered,
}) => {
  const { draft, sent } = await fill(registered);
  await open(`${registered.base}/invoices/${draft}`);
  await expectAccessible(page, "a draft");
  await open(`${registered.base}/invoices/${sent}/print`);
  await expectAccessible(page, "the page for printing");
  await open(`${registered.base}/invoices/${sent}`);
  await expectAccessible(page, "a sent invoice");
  await press(page, "Mark as paid");
  await expect(page.getByRole("status")).toContainText("marked as paid");
  await press(page, "Archive");
  await expect(page.getByRole("status")).toContainText("archived");
  await expectAccessible(page, "a paid and archived invoice");
});

test("the invoice form is accessible, empty, filled and with errors", async ({ page, open, registered }) => {
  const { client, draft } = await fill(registered);
  await open(`${registered.base}/invoices/new`);
  await press(page, "Add line");
  await fillLine(page, 1, { description: "Design", unitPrice: "x" });
  await press(page, "Issue invoice");
  await expect(page.getByRole("alert")).toBeVisible();
  await expectAccessible(page, "an invoice form with errors");
  await page.getByLabel("Client").selectOption(client);
  await fillLine(page, 1, { unitPrice: "12" });
  await expectAccessible(page, "a filled invoice form");
  await open(`${registered.base}/invoices/${draft}/edit`);
  await expectAccessible(page, "a draft's form");
});

test("a form that is left, that came back, and the log-in before it are accessible", async ({
  page,
  open,
  registered,
}) => {
  await open(`${registered.base}/clients/new`);
  await page.getByLabel("Name", { exact: true }).fill("Half a client");
  await page.getByLabel("Country").selectOption("IE");
  await page.getByRole("link", { name: "Cancel" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page, "the question before a form is left");
  await press(page, "Leave");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Clients");
  await page.goBack();
  await expect(page.getByText("before you left")).toBeVisible();
  await expectAccessible(page, "a form that was come back to");
  await registered.endSessions();
  await press(page, "Save client");
  await expect(page.getByText("is kept for an hour")).toBeVisible();
  await expectAccessible(page, "the log-in before a kept form");
  await page.getByLabel("Email").fill(registered.email);
  await page.getByLabel("Password").fill(PASSWORD);
  await press(page, "Log in");
  await expect(page.getByRole("alert")).toContainText("You were logged out");
  await expectAccessible(page, "a form that was kept");
});

test("the client form is accessible, new, stored, with errors and in conflict", async ({
  page,
  open,
  registered,
  context,
  allow,
}) => {
  allow(409);
  const { client } = await fill(registered);
  await open(`${registered.base}/clients/${client}/edit`);
  await expectAccessible(page, "a client's form");
  const other = await context.newPage();
  await other.goto(`${registered.base}/clients/${client}/edit`);
  await other.getByLabel("City").fill("Galway");
  await press(other, "Save client");
  await expect(other.getByRole("status")).toContainText("The client was saved.");
  await other.close();
  await page.getByLabel("City").fill("Sligo");
  await press(page, "Save client");
  await expect(page.getByRole("alert")).toContainText("Somebody else saved this");
  await expectAccessible(page, "two edits of a client");
  await open(`${registered.base}/clients/new`);
  await expectAccessible(page, "a new client's form");
  await press(page, "Save client");
  await expect(page.getByRole("alert")).toBeVisible();
  await expectAccessible(page, "a client's form with errors");
});

test("the settings are accessible, with errors too", async ({ page, open, registered }) => {
  for (const path of [
    `${registered.base}/settings/members`,
    `${registered.base}/settings/leave`,
    "/settings",
    "/settings/password",
    "/settings/sessions",
  ]) {
    await open(path);
    await expectAccessible(page, path);
  }
  for (const path of ["", "/payment", "/formats", "/numbering", "/tax-rates"]) {
    await open(`${registered.base}/settings${path}`);
    await expectAccessible(page, `settings${path}`);
  }
  await page.getByRole("link", { name: "Edit: VAT 23%" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("VAT 23%");
  await expectAccessible(page, "a tax rate's form");
  await open(`${registered.base}/settings/tax-rates/new`);
  await press(page, "Add tax rate");
  await expect(page.getByRole("alert")).toBeVisible();
  await expectAccessible(page, "a tax rate with errors");
  await open(`${registered.base}/settings/numbering`);
  await page.getByLabel("Pattern", { exact: true }).fill("No number");
  await press(page, "Save numbering");
  await expect(page.getByRole("alert")).toBeVisible();
  await expectAccessible(page, "the numbering with errors");
});
